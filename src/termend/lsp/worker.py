"""What takes longer than a keystroke may, in a process of its own: the check of a whole draft, the lint of a glossary.

Python runs one thread at a time, so that in the server's own process this would be felt at every key.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from termend import glossary as glossaries
from termend.errors import TermendError
from termend.library.checker import Checker
from termend.library.reading import read
from termend.lint.finding import LintFinding
from termend.pipeline import Options
from termend.records import Checked

_checker: Checker | None = None  # of the worker's process, which serves one set of glossaries


def start(names: Sequence[str], options: Options) -> ProcessPoolExecutor:
    """A process that has the glossaries open."""
    return ProcessPoolExecutor(1, get_context("spawn"), _open, (tuple(names), options))


def stop(pool: ProcessPoolExecutor) -> None:
    """End the process without waiting for what it is at."""
    for process in list((pool._processes or {}).values()):
        process.kill()
    pool.shutdown(cancel_futures=True)


def _open(names: tuple[str, ...], options: Options) -> None:
    global _checker
    _checker = Checker.of(glossaries.load(names), options)


def whole(path: str, text: str, source: str | None) -> tuple[Checked, str]:
    """The check of a whole draft, and what is to be said of its source: nothing where all is well.

    Args:
        source: path of the source; None where there is none.

    Raises:
        DocumentError: where the text cannot be read.
    """
    assert _checker is not None
    said = ""
    try:
        document = read(text, Path(source) if source else None, name=path)
    except TermendError as error:
        if source is None:
            raise
        said = f"{error} The draft is checked by itself."
        document = read(text, name=path)
    return _checker.checked(document), said


def lint(path: str, text: str) -> tuple[LintFinding, ...]:
    """What is wrong with a glossary; nothing where the file is a table of something else.

    Raises:
        GlossaryError: where it cannot be read.
    """
    from termend.glossary import formats
    from termend.lint import ignoring, runner

    contents = formats.parse(path, text.encode("utf-8", "replace"))
    if not {"source", "target"} <= set(contents.columns):
        return ()
    return ignoring.reported(runner.lint([contents]), [contents])
