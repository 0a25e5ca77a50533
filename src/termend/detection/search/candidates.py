"""A candidate: a stretch of a draft that some term explains, before anything is decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, TypeVar

from termend.detection.search.lines import Line
from termend.detection.search.profile import SENSE, Profile, TargetWord, but_figures
from termend.detection.search.spans import Span
from termend.detection.search.words import Word

Answer = TypeVar("Answer")


@dataclass(frozen=True, eq=False)
class Candidate:
    """A stretch of one line that one term explains.

    Attributes:
        answers: what was asked of it, by question; see `asked_once`.
    """

    line: Line
    profile: Profile
    span: Span
    answers: dict[Callable[[Candidate], Any], Any] = field(default_factory=dict, repr=False)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return self.line.words[self.span.first : self.span.last]

    @property
    def start(self) -> int:
        """Code point in the document."""
        return self.line.segment.start + self.words[0].start

    @property
    def end(self) -> int:
        return self.line.segment.start + self.words[-1].end

    @cached_property
    def text(self) -> str:
        return self.line.segment.text[self.words[0].start : self.words[-1].end]

    @cached_property
    def spelling(self) -> str:
        """Its letters and digits: re-violin group and Reviolin Group are one garble."""
        return "".join(c for c in self.text.lower() if c.isalnum())

    def is_said(self, word: Word, part: str = "") -> bool:
        """Whether a word is surely a sense of a piece of the name: not every gloss is, as rare as names are.

        Args:
            part: of the name, of whose pieces alone it must be one; the whole where there is none.
        """
        return self.sense(word, part) >= SENSE

    def sense(self, word: Word | TargetWord, part: str = "") -> float:
        """How often a piece of the name, or of a part of it, comes out as a word where it does so oftenest, 0 to 1."""
        return self.profile.sense(word.stem, part)


def asked_once(question: Callable[[Candidate], Answer]) -> Callable[[Candidate], Answer]:
    """Decorator: each candidate remembers the answer, which rests on it alone. Every round of a search asks again."""

    @wraps(question)
    def asked(candidate: Candidate) -> Answer:
        answers = candidate.answers
        if question not in answers:
            answers[question] = question(candidate)
        answer: Answer = answers[question]
        return answer

    return asked


def is_right(words: Sequence[Word], profile: Profile) -> bool:
    """Whether words are those of a rendering, with other marks between them or other capitals."""
    return is_form(said(words), profile)


def said(words: Sequence[Word]) -> tuple[str, ...]:
    """What words say, without function words, every number made one."""
    return but_figures(w.text for w in words if not w.function)


def is_form(said: Sequence[str], profile: Profile) -> bool:
    """Whether what some words say, as of `said`, is a rendering."""
    counted = "#" in said and set(said) != {"#"}  # the 15th Five-Year: the beginning of another plan's name
    return any(said == form or (counted and said == form[: len(said)]) for form in profile.figured)
