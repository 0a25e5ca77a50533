"""How long the repair model takes for a clause, by backend.

    python -m termend.evaluation.repair_speed ctranslate2|transformers MODEL DRAFT

prints the milliseconds a clause took, of the clauses around the draft's findings, the fastest of several rounds.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from termend import documents, pipeline
from termend.glossary import load
from termend.repair import signals
from termend.repair.asking import ask
from termend.repair.coding import question_text
from termend.repair.rewriter import Rewriter

ROUNDS = 5
_CANDIDATES = 1


def questions(draft: str) -> list[str]:
    """What the model is asked about a draft, held against the shipped glossaries."""
    checked = pipeline.check(documents.read(draft), load())
    chosen = [n for n, f in enumerate(checked.findings) if f.term is not None and f.start < f.end]
    senses = signals.shipped()
    return [question_text(asked.question, senses) for asked in ask(checked.document, checked.findings, chosen)]


def seconds_a_clause(rewriter: Rewriter, lines: Sequence[str], rounds: int = ROUNDS) -> float:
    """Wall time of one question among many, answered greedily; the fastest round counts."""
    rewriter.rewrite(lines[:1], _CANDIDATES)
    best = float("inf")
    for _ in range(rounds):
        started = time.perf_counter()
        rewriter.rewrite(lines, _CANDIDATES)
        best = min(best, time.perf_counter() - started)
    return best / len(lines)


def open_with(backend: str, folder: Path) -> Rewriter:
    """The model of a folder, run by one backend.

    Raises:
        ModelError: where it cannot be loaded.
        ValueError: where there is no such backend.
    """
    if backend == "ctranslate2":
        from termend.repair.ctranslate2_backend import CTranslate2Rewriter

        return CTranslate2Rewriter(folder, threads=1)
    if backend == "transformers":
        from termend.repair.checkpoint import inspect
        from termend.repair.transformers_backend import TransformersRewriter

        return TransformersRewriter(inspect(folder))
    raise ValueError(f"no backend {backend!r}")


def main() -> None:
    backend, folder, draft = sys.argv[1:]
    print(f"{1000 * seconds_a_clause(open_with(backend, Path(folder)), questions(draft)):.2f}")


if __name__ == "__main__":
    main()
