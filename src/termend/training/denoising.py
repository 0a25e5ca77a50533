"""Windows of clean text to copy and to restore: the warm-up that comes before any garble.

A few words of a window stand between `<s>` and `<e>`, as a finding does, and the answer is those words as the clean
text has them. Where they stand there unharmed the task is copying; where they are hidden, out of order or one too few,
it is denoising (BART, Lewis et al. 2020, section 2.2: infilling, permutation, deletion). What is learned thereby is
where a finding stands, how to read it, and what clean words stand beside each other.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from termend.repair.coding import CONTEXT, END, OTHER, START, WINDOW, shape
from termend.repair.pieces import cut
from termend.repair.signals import Senses
from termend.training.pairs import Pair

_LONGEST = 4
_COPIED_SHARE = 0.3
_HIDDEN_SHARE = 0.5


def pairs(texts: Sequence[str], senses: Senses, rng: random.Random) -> Iterator[Pair]:
    """Pairs without end, decided by the random numbers alone.

    Args:
        texts: clean sentences.
        senses: tells which words the model reads by themselves.

    Raises:
        ValueError: where there is no sentence of two words and more.
    """
    sentences = [words for text in texts if len(words := [piece.text for piece in cut(text)]) > 1]
    if not sentences:
        raise ValueError("no sentences to draw windows from")
    while True:
        words = [shape(word, senses) for word in rng.choice(sentences)]
        first = rng.randrange(len(words))
        last = min(len(words), first + rng.randint(1, _LONGEST))
        clean = words[first:last]
        harmed, way = _harmed(clean, rng)
        before, after = words[max(0, first - CONTEXT) : first], words[last : last + CONTEXT]
        question = [WINDOW, *before, START, *harmed, END, *after]
        yield Pair(" ".join(question), " ".join(clean), WINDOW, way, "text")


def _harmed(clean: Sequence[str], rng: random.Random) -> tuple[list[str], str]:
    draw = rng.random()
    if draw < _COPIED_SHARE:
        return list(clean), "copied"
    if draw < _COPIED_SHARE + _HIDDEN_SHARE or len(clean) == 1:
        return [OTHER], "hidden"
    if rng.random() < 0.5:
        return rng.sample(clean, len(clean)), "permuted"
    gone = rng.randrange(len(clean))
    return [word for n, word in enumerate(clean) if n != gone], "deleted"
