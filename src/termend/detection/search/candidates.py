"""A candidate: a stretch of a draft that some term explains, before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass

from termend.detection.search.explaining import GLOSS, TARGET
from termend.detection.search.lines import Line
from termend.detection.search.profile import Profile, but_figures
from termend.detection.search.spans import Span
from termend.detection.search.words import Word

_LEAST_COVERED = 0.29
_LEAST_PER_WORD = 2.0
_LEAST_PLAIN = 6.0  # nats
_SENSE = 0.03  # t(word | piece) from which a word is surely one of its senses
_MOST_OF_NAME = 0.75  # share of a name's characters, by weight


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of one line that one term explains."""

    line: Line
    profile: Profile
    span: Span

    @property
    def words(self) -> tuple[Word, ...]:
        return self.line.words[self.span.first : self.span.last]

    @property
    def start(self) -> int:
        """Code point in the document."""
        return self.line.segment.start + self.words[0].start

    @property
    def end(self) -> int:
        return self.line.segment.start + self.words[-1].end

    @property
    def text(self) -> str:
        return self.line.segment.text[self.words[0].start : self.words[-1].end]

    @property
    def spelling(self) -> str:
        """Its letters and digits: re-violin group and Reviolin Group are one garble."""
        return "".join(c for c in self.text.lower() if c.isalnum())

    def is_said(self, word: Word) -> bool:
        """Whether a word is surely a sense of a piece of the name: not every gloss is, as rare as names are."""
        characters, lexicon = self.profile.characters, self.profile.lexicon
        pieces = (characters[start:end] for start, end in self.profile.ranges)
        return any(lexicon.probability(word.stem, piece) >= _SENSE for piece in pieces)

    @property
    def is_weak(self) -> bool:
        """Whether it is a rival to others at most: a few nats of glosses and approved words come by chance anywhere.

        Not where they say most of a name and nothing else.
        """
        plain = self.span.score < _LEAST_PLAIN and all(r.how in (GLOSS, TARGET) for r in self.span.reasons)
        return plain and not self._says_most

    @property
    def _says_most(self) -> bool:
        explained = {place for reason in self.span.reasons for place in range(reason.first, reason.last)}
        content = [place for place, word in enumerate(self.words, self.span.first) if not word.function]
        covered = self.profile.weight(self.span.mask) / self.profile.total_weight
        return len(content) > 1 and explained.issuperset(content) and covered >= _MOST_OF_NAME


def is_useful(candidate: Candidate) -> bool:
    """Whether a candidate is looked at at all: enough of it is explained, and it says no right name or part of one."""
    return _is_worth(candidate) and not is_right(candidate) and not _is_plain_part(candidate) and _is_fresh(candidate)


def _is_worth(candidate: Candidate) -> bool:
    """Whether enough of the name and of the words is explained to be looked at at all."""
    span, profile = candidate.span, candidate.profile
    explained = {i for r in span.reasons for i in range(r.first, r.last)}
    content = [i for i in range(span.first, span.last) if not candidate.line.words[i].function]
    return (
        profile.weight(span.mask) >= _LEAST_COVERED * profile.total_weight
        and sum(i in explained for i in content) >= 0.5 * len(content)
        and span.score >= _LEAST_PER_WORD * len(content)
    )


def is_right(candidate: Candidate) -> bool:
    """Whether the words are those of a rendering, with other marks between them or other capitals."""
    words = but_figures(w.text for w in candidate.words if not w.function)
    counted = "#" in words and set(words) != {"#"}  # the 15th Five-Year: the beginning of another plan's name
    return any(words == form or (counted and words == form[: len(words)]) for form in candidate.profile.figured)


def _is_plain_part(candidate: Candidate) -> bool:
    """Whether the words are merely some ordinary words of the approved rendering: five years, of a Five-Year Plan."""
    words = [w for w in candidate.words if not w.function]
    stems = {w.stem for w in words}
    return all(w.known_word and not w.capital and w.mention is None for w in words) and any(
        stems < {w.stem for w in target} for target in candidate.profile.words
    )


def _is_fresh(candidate: Candidate) -> bool:
    """Whether some word with a reason lies outside every right name."""
    line = candidate.line.words
    return any(w.mention is None for r in candidate.span.reasons for w in line[r.first : r.last])
