"""One engine renders one name in one way throughout a draft: what a sure garble says of the same words elsewhere.

One sense per discourse (Gale, Church & Yarowsky 1992): where "Jade evening post" is surely the Yushan Evening Post,
Jade is Yushan in another name as well, if with it that name is said word for word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from termend.channel.monolingual.candidates import Candidate
from termend.channel.monolingual.profile import TargetWord

_LEAST_SAME = 2  # words that a sure garble shares with the name, beside the one that stands for another
_LEAST_WORDS = 2  # of a name elsewhere: a word alone may stand for itself


def stand_ins(candidate: Candidate) -> dict[str, str]:
    """The word of a sure garble that stands for another, by folded letters, where all others are a rendering's."""
    words = [word.letters for word in candidate.words if not word.function]
    for rendering in candidate.profile.words:
        differing = _differing(words, rendering)
        if len(differing) == 1 and len(words) > _LEAST_SAME:
            return dict(differing)
    return {}


def is_said(candidate: Candidate, known: Mapping[str, str]) -> bool:
    """Whether the words are those of a rendering once the words that stand for others are exchanged."""
    words = [word.letters for word in candidate.words if not word.function]
    if len(words) < _LEAST_WORDS or not any(word in known for word in words):
        return False
    exchanged = [known.get(word, word) for word in words]
    return any(exchanged == [word.letters for word in rendering] for rendering in candidate.profile.words)


def _differing(words: Sequence[str], rendering: Sequence[TargetWord]) -> list[tuple[str, str]]:
    if len(words) != len(rendering):
        return [("", "")] * len(words)
    return [(word, target.letters) for word, target in zip(words, rendering, strict=True) if word != target.letters]
