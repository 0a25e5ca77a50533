"""How fast the repair model answers, in the fast format and in transformers, on the same questions in one run."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from termend import pipeline
from termend.errors import OptionError
from termend.glossary import Glossary
from termend.records import Document
from termend.repair import signals
from termend.repair.asking import ask
from termend.repair.checkpoint import inspect
from termend.repair.coding import question_text
from termend.repair.ctranslate2_backend import CTranslate2Rewriter
from termend.repair.transformers_backend import TransformersRewriter, on_one_thread


@dataclass(frozen=True, slots=True)
class Speed:
    """Milliseconds a question on one thread, the best of several runs; `same`: questions answered alike."""

    questions: int
    transformers_ms: float
    fast_ms: float
    same: int


def measure(document: Document, glossary: Glossary, folder: Path, repeat: int) -> Speed:
    """Ask both about every finding of a document, greedily.

    Raises:
        OptionError: where the document has no finding to ask about, or torch is not installed.
        ModelError: where the folder holds no repair model.
    """
    findings = [replace(f, proposals=()) for f in pipeline.check(document, glossary).findings if f.term]
    asked = ask(document, findings, [n for n, f in enumerate(findings) if f.start < f.end])
    senses = signals.shipped()
    lines = [question_text(a.question, senses) for a in asked]
    if not lines:
        raise OptionError(f"{document.path} has no finding to ask about: name a draft with garbled names")
    slow = TransformersRewriter(inspect(folder))
    fast = CTranslate2Rewriter(folder, threads=1)
    on_one_thread()
    same = sum(a == b for a, b in zip(slow.answer(lines), fast.answer(lines), strict=True))
    return Speed(
        len(lines),
        _best(lambda: slow.answer(lines), repeat) / len(lines),
        _best(lambda: fast.answer(lines), repeat) / len(lines),
        same,
    )


def _best(work: Callable[[], object], repeat: int) -> float:
    """Milliseconds of processor time."""
    times = []
    for _ in range(repeat):
        started = time.process_time()
        work()
        times.append((time.process_time() - started) * 1000)
    return min(times)
