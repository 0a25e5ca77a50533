"""What is measured with: drafts, glossaries and processes of their own, made once and kept in one folder."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from termend import sample
from termend.evaluation import generated_text, processes
from termend.evaluation.generated_glossary import table
from termend.evaluation.processes import Cost
from termend.files import write_atomically

_LEAST_TERMS, _LEAST_WORDS = 50, 100


@dataclass(frozen=True)
class Material:
    """A folder with what rows need.

    Attributes:
        repeat: runs of which the median counts.
        scale: share of the full size, above 0 up to 1, at which terms and words are measured.
    """

    folder: Path
    repeat: int = 5
    scale: float = 1.0

    @cached_property
    def environment(self) -> dict[str, str]:
        """That of this process, with caches of its own and one thread a process."""
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        own = {"XDG_CACHE_HOME": str(self.folder / "cache"), "PYTHONPYCACHEPREFIX": str(self.folder / "modules")}
        return {**inherited, **own, "OMP_NUM_THREADS": "1"}

    def terms(self, full: int) -> int:
        """So many terms at this scale."""
        return max(_LEAST_TERMS, round(full * self.scale))

    def words(self, full: int) -> int:
        """So many words at this scale."""
        return max(_LEAST_WORDS, round(full * self.scale))

    @cached_property
    def article(self) -> Path:
        """The shipped example, an article of 256 words."""
        return self._made("article.txt", lambda: sample.read("draft.txt"))

    def draft(self, full: int) -> Path:
        """A draft of so many words at full size."""
        count = self.words(full)
        return self._made(f"draft-{count}.txt", lambda: generated_text.text(count).encode())

    def source(self, full: int) -> Path:
        """The Chinese of that draft, line by line."""
        count = self.words(full)
        lines = (source for _, source in generated_text.pairs(count))
        return self._made(f"source-{count}.txt", lambda: "".join(f"{line}\n" for line in lines).encode())

    def glossary(self, full: int) -> Path:
        """A glossary of so many terms at full size."""
        count = self.terms(full)
        return self._made(f"terms-{count}.csv", lambda: table(count).encode())

    def run(self, *arguments: str | Path, environment: Mapping[str, str] | None = None) -> Cost:
        """`python ARGUMENTS` in a process of its own, once."""
        return processes.run([str(argument) for argument in arguments], environment or self.environment)

    def termend(self, *arguments: str | Path) -> Cost:
        """`termend ARGUMENTS` in a process of its own, once."""
        return self.run("-m", "termend", *arguments)

    def window(self, draft: Path, glossary: Path) -> Cost:
        """The rapidfuzz window over a draft, as a process of its own."""
        return self.run("-m", "termend.evaluation.fuzzy_window", draft, glossary)

    def median(self, measure: Callable[[], float]) -> float:
        """The median of several measurements."""
        return statistics.median(measure() for _ in range(self.repeat))

    def _made(self, name: str, content: Callable[[], bytes]) -> Path:
        path = self.folder / name
        if not path.exists():
            write_atomically(path, content())
        return path


def megabytes(costs: Sequence[Cost]) -> float | None:
    """The largest of several peaks; None where the system keeps no count."""
    peaks = [cost.megabytes for cost in costs if cost.megabytes is not None]
    return max(peaks, default=None)
