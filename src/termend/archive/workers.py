"""What runs on a worker: a checker that is opened once, and the work on some documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from distributed import Worker, WorkerPlugin, get_worker

from termend.archive.batches import Outcome, Row, check_rows
from termend.glossary import Glossary
from termend.library.checker import Checker
from termend.pipeline import Options

PLUGIN = "termend"
# A text that opens every table, so that the first partition does not wait for them.
_FIRST_TEXT = "Nine works of the heavy newspaper group won."


class CheckerPlugin(WorkerPlugin):
    """Opens a checker as a worker starts, on those too that start later or again. The glossary travels once to each.

    Args:
        terms: the glossary.
        options: how to check.
    """

    name = PLUGIN

    def __init__(self, terms: Glossary, options: Options) -> None:
        self._terms, self._options = terms, options
        self.checker: Checker | None = None

    def setup(self, worker: Worker) -> None:
        """Called by the worker."""
        self.checker = Checker.of(self._terms, self._options)
        self.checker.check(_FIRST_TEXT)


def check(rows: Sequence[Row]) -> Outcome:
    """The findings of some documents, with this worker's checker."""
    return check_rows(rows, _checker())


def mend(rows: Sequence[Row]) -> list[tuple[str | None, list[dict[str, Any]]]]:
    """The mended text of each document and its edits."""
    from termend.errors import TermendError

    done: list[tuple[str | None, list[dict[str, Any]]]] = []
    for row in rows:
        try:
            fixed = _checker().fix(row.text, row.source or None) if row.text else None
        except TermendError:
            fixed = None
        edits = fixed.edits if fixed else ()
        made = [{"start": e.start, "end": e.end, "before": e.before, "after": e.after} for e in edits]
        done.append((row.text if fixed is None else fixed.text, made))
    return done


def _checker() -> Checker:
    plugin = get_worker().plugins[PLUGIN]
    assert isinstance(plugin, CheckerPlugin)
    assert plugin.checker is not None
    return plugin.checker
