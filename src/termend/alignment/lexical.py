"""How much better a Chinese sentence explains an English one than English in general does.

P(E | Z) is IBM Model 1 (Brown et al. 1993) over the shipped lexicon, as in the sentence aligner of Moore (2002), joined
with what needs no dictionary: numbers and Latin words that stand in both, and the glossary's names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from termend.channel import lexicon
from termend.glossary import Glossary
from termend.language.hanzi import simplified
from termend.language.stems import stem
from termend.language.tokens import tokenize

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

EXPLAINED = 0.6
"""Share of a word's probability that its source sentence is asked for; the rest is English in general."""

COPIED_WEIGHT = 4.0
"""Pieces that a number, a Latin word or a glossary name counts for: it says more than a character does."""

_LATIN = re.compile(r"[A-Za-z][A-Za-z'’.&-]*[A-Za-z]|\d+(?:[.,]\d+)*")
# Words that stand in every sentence and say nothing of which one it is.
_COMMON = frozenset(
    """
    a an and are as at be been but by for from had has have he her his i in is it its not of on or our she that the
    their they this to was we were will with would you
    """.split()  # noqa: SIM905 (a list of one word a line is no easier to read)
)


class Evidence:
    """Log-likelihood ratios between all sentences of a source and all of a draft.

    Args:
        sources: Chinese sentences.
        drafts: English sentences.
        glossary: names that are known.
    """

    def __init__(self, sources: Sequence[str], drafts: Sequence[str], glossary: Glossary | None = None) -> None:
        import numpy as np

        counts = [Counter(_words(text)) for text in drafts]
        total: Counter[str] = sum(counts, Counter())
        self._index = {word: i for i, word in enumerate(total)}
        words, size = max(1, total.total()), max(1, len(total))
        self._background = np.array([(total[word] + 0.5) / (words + 0.5 * size) for word in total])
        self._columns = [np.array([self._index[word] for word in count], dtype=int) for count in counts]
        self._counts = [np.array(list(count.values()), dtype=float) for count in counts]
        self._mass = np.zeros((len(sources), len(total)))
        self._pieces = np.zeros(len(sources))
        lookup = lexicon.shipped()
        terms = _Terms(glossary)
        for row, text in enumerate(sources):
            self._fill(row, simplified(text), lookup, terms)

    def _fill(self, row: int, text: str, lookup: lexicon.Lexicon, terms: _Terms) -> None:
        for start, end in lookup.segmentations(text):
            for word, probability in lookup.glosses(text[start:end]).items():
                if (column := self._index.get(word)) is not None:
                    self._mass[row, column] += probability
            self._pieces[row] += end == start + 1
        copied = [[word] for word in _words(" ".join(_LATIN.findall(text)))]
        for words in (*copied, *terms.words_in(text)):
            for word in words:
                if (column := self._index.get(word)) is not None:
                    self._mass[row, column] += COPIED_WEIGHT / len(words)
            self._pieces[row] += 1

    def ratios(self, merged: int) -> Matrix:
        """Nats by which each run of `merged` source sentences explains each draft sentence.

        Returns:
            An array of shape (sources - merged + 1, drafts).
        """
        import numpy as np

        rows = len(self._pieces) - merged + 1
        if rows <= 0 or not self._index:
            return np.zeros((max(0, rows), len(self._counts)))
        mass = sum(self._mass[k : k + rows] for k in range(merged))
        pieces = sum(self._pieces[k : k + rows] for k in range(merged))
        generated = mass / np.maximum(1.0, pieces)[:, None] / self._background  # (rows, vocabulary)
        gain: Matrix = np.log((1 - EXPLAINED) + EXPLAINED * np.minimum(generated, 1e4))
        return np.stack([gain[:, own] @ n for own, n in zip(self._columns, self._counts, strict=True)], axis=1)


def _words(text: str) -> list[str]:
    """Stems of the words that say something; numbers without their separators."""
    found: list[str] = []
    for token in tokenize(text):
        word = token.text.lower()
        if word[0].isdigit():
            found.append(word.replace(",", ""))
        elif word not in _COMMON:
            found.append(stem(word))
    return found


class _Terms:
    """The glossary's names, found in a source sentence."""

    def __init__(self, glossary: Glossary | None) -> None:
        terms = glossary.terms if glossary is not None else ()
        self._by_start: dict[str, list[tuple[str, list[str]]]] = {}
        for term in terms:
            if len(term.source) > 1 and (words := _words(term.target)):
                self._by_start.setdefault(term.source[:2], []).append((term.source, words))

    def words_in(self, text: str) -> list[list[str]]:
        return [
            words
            for at in range(len(text) - 1)
            for source, words in self._by_start.get(text[at : at + 2], ())
            if text.startswith(source, at)
        ]
