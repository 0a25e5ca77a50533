"""How much better a Chinese sentence explains an English one than the rest of the article does, and the other way.

P(E | Z) is IBM Model 1 (Brown et al. 1993) over the shipped lexicon, as in the sentence aligner of Moore (2002), joined
with what needs no dictionary: numbers and Latin words that stand in both, the glossary's names, and names that sound
like a stretch of the source. Asked the other way, whether each character is accounted for, it says which source
sentences have no place in the draft.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from termend.channel import lexicon
from termend.glossary import Glossary
from termend.language.function_words import IN_EVERY_SENTENCE
from termend.language.hanzi import HANZI_CLASS, simplified
from termend.language.letters import fold
from termend.language.stems import stem
from termend.language.tokens import tokenize

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

EXPLAINED = 0.5
"""Share of a word's probability that its source sentence is asked for; the rest is English in general."""

COPIED_WEIGHT = 4.0
"""Pieces that a number, a Latin word or a glossary name counts for: it says more than a character does."""

SOUND_FLOOR = 3.0
"""Nats by which a name must sound better than another name would, chance at so many places taken off, to count."""

SOUND_CEILING = 6.0
"""Nats that the sound of one name may count for."""

MOST_HEARD = 12_000
"""Names times characters of the longest sentence that are listened for, the rarest names first: about a second."""

MOST_HEARD_CELLS = 20_000_000
"""The same, times sentences of the source."""

MOST_REVERSED_CELLS = 250_000
"""Source times draft sentences beyond which the other way is not asked."""

_WORD_SHARE = 0.5
"""What a word of several characters counts for beside these."""

_SHORTEST_NAME = 4
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’.&-]*[A-Za-z]|\d+(?:[.,]\d+)*")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])月")
_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)


_HEARD_AT_ONCE = 1_024  # names times runs of characters


class Evidence:
    """Log-likelihood ratios between all sentences of a source and all of a draft.

    Args:
        sources: Chinese sentences.
        drafts: English sentences.
        glossary: names that are known.
        sound: listen for names as well; dearer.
    """

    def __init__(
        self, sources: Sequence[str], drafts: Sequence[str], glossary: Glossary | None = None, *, sound: bool = True
    ) -> None:
        import numpy as np

        counts = [Counter(_words(text)) for text in drafts]
        total: Counter[str] = sum(counts, Counter())
        self._drafts = len(drafts)
        self._index = {word: i for i, word in enumerate(total)}
        words, size = max(1, total.total()), max(1, len(total))
        self._background = np.array([(total[word] + 0.5) / (words + 0.5 * size) for word in total], np.float32)
        self._columns = np.array([self._index[word] for count in counts for word in count], dtype=int)
        self._counts = np.array([n for count in counts for n in count.values()], np.float32)
        self._owners = np.array([row for row, count in enumerate(counts) for _ in count], dtype=int)
        self._sources = [simplified(text) for text in sources]
        lookup, terms = lexicon.shipped(), _Terms(glossary)
        self._rows = [self._row(text, lookup, terms) for text in self._sources]
        if self._rows and self._index:
            # What is likely in this article, whichever sentence it came from, tells its sentences apart less well.
            mean = sum(mass / pieces for mass, pieces in self._rows) / len(self._rows)
            self._expected = np.sqrt(np.maximum(mean, 1e-9) * self._background)
        self._sounds = self._listen(sources, drafts) if sound else {}

    def _row(self, text: str, lookup: lexicon.Lexicon, terms: _Terms) -> tuple[Matrix, float]:
        """Mass that a source sentence gives to each word of the draft, shape (vocabulary,), and its pieces."""
        import numpy as np

        mass = np.zeros(len(self._index), np.float32)
        pieces = 0.0
        for start, end in lookup.segmentations(text):
            glosses = lookup.glosses(text[start:end])
            for word in self._index.keys() & glosses.keys():
                mass[self._index[word]] += glosses[word]
            pieces += end == start + 1
        for words in (*_copied(text), *terms.words_in(text)):
            for word in words:
                if (column := self._index.get(word)) is not None:
                    mass[column] += COPIED_WEIGHT / len(words)
            pieces += 1
        return mass, max(1.0, pieces)

    def _listen(self, sources: Sequence[str], drafts: Sequence[str]) -> dict[int, Matrix]:
        """For each word of the draft that may be a name: nats of its best stretch in each source sentence."""
        import numpy as np

        from termend.channel import listening, sound

        names = Counter(word for text in drafts for word in _names(text) if stem(word.lower()) in self._index)
        if not names or not sources:
            return {}
        channel = sound.shipped()
        longest = max(len(text) for text in sources)
        most = int(min(MOST_HEARD / longest, MOST_HEARD_CELLS / (longest * len(sources))))
        rarest = sorted(names, key=lambda name: (names[name], -len(name), name))[:most]
        heard_on = re.compile(f"[{HANZI_CLASS}{re.escape(''.join(sorted(sound.SEPARATORS)))}]+")
        runs = [(n, run) for n, text in enumerate(self._sources) for run in heard_on.findall(text)]
        letters = [fold(name) for name in rarest]
        # Letters of about the same number are heard together, so that none waits for many more.
        order = sorted(range(len(rarest)), key=lambda i: len(letters[i]))
        of_sentence = np.array([n for n, _ in runs], int)
        chance = np.log(np.array([max(1, len(text)) for text in sources], np.float32))
        heard: dict[int, Matrix] = {}
        at_once = max(1, _HEARD_AT_ONCE // max(1, len(runs)))
        for start in range(0, len(order), at_once):
            some = order[start : start + at_once]
            log_odds = listening.hear(channel, [letters[i] for i in some], [run for _, run in runs]).log_odds
            for row, i in enumerate(some):
                nats = np.full(len(sources), -np.inf, np.float32)
                np.maximum.at(nats, of_sentence, log_odds[row, :, len(letters[i])])
                gain = np.clip(nats - chance - SOUND_FLOOR, 0.0, SOUND_CEILING).astype(np.float32)
                column = self._index[stem(rarest[i].lower())]
                heard[column] = np.maximum(gain, heard[column]) if column in heard else gain
        return heard

    def ratios(self, merged: int, *, absolute: bool = False) -> Matrix:
        """Nats by which each run of `merged` source sentences explains each draft sentence.

        Args:
            absolute: against English in general instead of this article; tells whether there is a source at all.

        Returns:
            An array of shape (sources - merged + 1, drafts).
        """
        import numpy as np

        rows = max(0, len(self._rows) - merged + 1)
        ratios = np.zeros((rows, self._drafts), np.float32)
        for row in range(rows if self._index else 0):
            run = self._rows[row : row + merged]
            against = self._background if absolute else self._expected
            generated = sum(mass for mass, _ in run) / sum(pieces for _, pieces in run) / against
            gain = np.log((1 - EXPLAINED) + EXPLAINED * np.minimum(generated, 1e4))
            for column, heard in self._sounds.items():
                gain[column] = max(gain[column], heard[row : row + merged].max())
            ratios[row] = np.bincount(self._owners, gain[self._columns] * self._counts, self._drafts)
        return ratios

    def reversed_ratios(self, merged: int) -> Matrix:
        """Nats by which each run of `merged` draft sentences accounts for each source sentence.

        Returns:
            An array of shape (sources, drafts - merged + 1); zeros where the article is too long.
        """
        import numpy as np

        columns = max(0, self._drafts - merged + 1)
        ratios = np.zeros((len(self._sources), columns), np.float32)
        if not columns or not self._index or len(self._sources) * self._drafts > MOST_REVERSED_CELLS:
            return ratios
        lookup = lexicon.shipped()
        sizes = np.bincount(self._owners, self._counts, self._drafts)
        in_run = np.maximum(1.0, sum(sizes[k : k + columns] for k in range(merged)))
        known: dict[str, Matrix | None] = {}
        for row, text in enumerate(self._sources):
            for start, end in lookup.segmentations(text):
                piece = text[start:end]
                if piece not in known:
                    by_draft = self._account(piece, lookup)
                    known[piece] = None
                    if by_draft is not None:
                        share = sum(by_draft[k : k + columns] for k in range(merged)) / in_run
                        against = by_draft.sum() / max(1.0, sizes.sum())
                        known[piece] = np.log((1 - EXPLAINED) + EXPLAINED * np.minimum(share / against, 50.0))
                gain = known[piece]
                if gain is not None:
                    ratios[row] += gain if end == start + 1 else _WORD_SHARE * gain
        return ratios

    def _account(self, piece: str, lookup: lexicon.Lexicon) -> Matrix | None:
        """What of each draft sentence a piece may have become, shape (drafts,); None where nothing at all."""
        if piece not in self._accounts:
            glosses = lookup.glosses(piece)
            found = sorted(self._index.keys() & glosses.keys())
            mass = sum(glosses[word] * self._by_word[self._index[word]] for word in found) if found else None
            self._accounts[piece] = mass
        return self._accounts[piece]

    @cached_property
    def _by_word(self) -> Matrix:
        """How often each word stands in each sentence of the draft, shape (vocabulary, drafts)."""
        import numpy as np

        words = np.zeros((len(self._index), self._drafts), np.float32)
        words[self._columns, self._owners] = self._counts
        return words

    @cached_property
    def _accounts(self) -> dict[str, Matrix | None]:
        """By piece what of each draft sentence it may have become, of those asked for."""
        return {}


def _words(text: str) -> list[str]:
    """Stems of the words that say something; numbers without their separators."""
    found: list[str] = []
    for token in tokenize(text):
        word = token.text.lower()
        if word[0].isdigit():
            found.append(word.replace(",", ""))
        elif word not in IN_EVERY_SENTENCE:
            found.append(stem(word))
    return found


def _names(text: str) -> Iterator[str]:
    for token in tokenize(text):
        if (
            token.text[0].isupper()
            and len(token.text) >= _SHORTEST_NAME
            and token.text.lower() not in IN_EVERY_SENTENCE
        ):
            yield token.text


def _copied(text: str) -> Iterator[list[str]]:
    """What goes into English as it is: Latin words and numbers; and months, which are numbers in Chinese."""
    for match in _LATIN.finditer(text):
        for word in _words(match.group()):
            yield [word]
    for match in _MONTH.finditer(text):
        yield [stem(_MONTHS[int(match[1]) - 1])]


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
