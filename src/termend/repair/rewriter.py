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
        fix_probability: that the finding is to be repaired at all.
        candidates: answers that repair it, best first.
    """

    fix_probability: float
    candidates: tuple[Candidate, ...]


class Rewriter(Protocol):
    """A loaded repair model."""

    name: str

    def rewrite(self, lines: Sequence[str], candidates: int) -> list[Rewriting]:
        """Answers that repair, to several questions at once.

        Args:
            lines: questions (`termend.repair.coding.question_text`).
            candidates: answers wanted for each question; 1 decodes greedily.
        """
        ...

    def answer(self, lines: Sequence[str]) -> list[tuple[str, ...]]:
        """The greedy answer to each question: what the model says unasked, `<keep>` included."""
        ...
