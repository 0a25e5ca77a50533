"""How many words a second a process checks whose tables and glossary are open, on one core.

    python -m termend.evaluation.warm_speed window|check DRAFT GLOSSARY [SOURCE] [--words N]

prints the words a second of `termend`'s check, or of the rapidfuzz window, over the draft: what is opened and learnt at
the first text is opened by another text before.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from termend import cycles, documents, pipeline, sample
from termend.evaluation import fuzzy_window
from termend.glossary import Glossary, load
from termend.records import Document


def on_one_core() -> None:
    """Keep this process to one core, where the system can: then it also starts no other."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def words_a_second(work: Callable[[Document], object], document: Document) -> float:
    """By wall time of one pass over a document."""
    started = time.perf_counter()
    work(document)
    return document.words / (time.perf_counter() - started)


def checking(terms: Glossary) -> Callable[[Document], object]:
    """The check, opened."""

    def work(document: Document) -> object:
        return pipeline.check(document, terms)

    draft, source = (documents.parse_text("-", sample.read(name).decode()) for name in ("draft.txt", "source.txt"))
    work(draft)
    work(pipeline.with_source(draft, source))
    return work


def sliding(terms: Glossary) -> Callable[[Document], object]:
    """The window."""
    return lambda document: fuzzy_window.find(document.text, terms)


def main() -> None:
    kind, draft, glossary, *source = sys.argv[1:]
    on_one_core()
    cycles.look_seldom()
    document = documents.read(draft)
    if source:
        document = pipeline.with_source(document, documents.parse_text("-", Path(source[0]).read_text("utf-8")))
    work = {"check": checking, "window": sliding}[kind](load([glossary]))
    print(f"{words_a_second(work, document):.1f}")


if __name__ == "__main__":
    main()
