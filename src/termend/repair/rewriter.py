"""What a repair model is to the rest: lines in, answers out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer of a model.

    Attributes:
        tokens: the answer without its end sign.
        log_probability: mean nats a token.
    """

    tokens: tuple[str, ...]
    log_probability: float


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What a model says to one question.

    Attributes:
        fix_probabilities: for each mark, that it is to be repaired.
        candidates: answers that repair every mark, best first.
    """

    fix_probabilities: tuple[float, ...]
    candidates: tuple[Candidate, ...]


class Rewriter(Protocol):
    """A loaded repair model."""

    name: str

    def rewrite(self, lines: Sequence[str], marks: Sequence[int], candidates: int) -> list[Rewriting]:
        """Answers to several questions at once.

        Args:
            lines: questions (`termend.repair.coding.question_text`).
            marks: how many marks each has.
            candidates: answers wanted for each question; 1 decodes greedily.
        """
        ...

    def answer(self, lines: Sequence[str]) -> list[tuple[str, ...]]:
        """The greedy answer to each question, verdicts and all: what the model says unasked."""
        ...
