"""What runs on a worker: a checker that is opened once, and the work on some documents."""

from __future__ import annotations

from collections.abc import Sequence

from distributed import Worker, WorkerPlugin, get_worker

import termend
from termend import cycles
from termend.archive.making import Made, checked, mended
from termend.archive.rows import Row
from termend.channel import sharing
from termend.errors import OptionError
from termend.glossary import Glossary
from termend.library.checker import Checker
from termend.pipeline import Options

# A text that opens every table, so that the first documents do not wait for them.
_FIRST_TEXT = "Nine works of the heavy newspaper group won."


class CheckerPlugin(WorkerPlugin):
    """Opens a checker as a worker starts, on those too that start later or again. The glossary travels once to each.

    Args:
        name: of the run, which others on the same cluster do not share.
        terms: the glossary.
        options: how to check.
    """

    def __init__(self, name: str, terms: Glossary, options: Options) -> None:
        self.name = name
        self._terms, self._options = terms, options
        self._version = termend.__version__
        self.checker: Checker | None = None

    def setup(self, worker: Worker) -> None:
        """Called by the worker.

        Raises:
            OptionError: where another version of termend is installed there: its findings would be others.
        """
        if termend.__version__ != self._version:
            raise OptionError(
                f"The worker {worker.name} has termend {termend.__version__}: install {self._version} there as well"
            )
        sharing.stay_alone()
        self.checker = Checker.of(self._terms, self._options)
        self.checker.check(_FIRST_TEXT)
        cycles.leave_alone_what_is_open()


class NotOpenedError(Exception):
    """This worker has no checker of that run: its scheduler was started anew."""


def check(run: str, rows: Sequence[Row]) -> list[Made]:
    """The findings of some documents, with this worker's checker of that run."""
    return [checked(row, _checker(run)) for row in rows]


def mend(run: str, rows: Sequence[Row]) -> list[Made]:
    """The mended text of some documents."""
    return [mended(row, _checker(run)) for row in rows]


def _checker(run: str) -> Checker:
    plugin = get_worker().plugins.get(run)
    if not isinstance(plugin, CheckerPlugin) or plugin.checker is None:
        raise NotOpenedError(run)
    return plugin.checker
