"""The report of one long draft, written as its sections are checked: nothing of a section is kept once it is written.

The forms that are lists of findings can be written so; a page, and forms whose head counts what follows, cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from termend.documents.sections import Section
from termend.records import Checked
from termend.reports.checked_report import extent, items, rule
from termend.reports.forms import Form
from termend.reports.item import Report, ReportItem

FORMS = {
    Form.TERMINAL: "terminal",
    Form.JSON: "json_report",
    Form.SARIF: "sarif",
    Form.GITHUB: "github",
    Form.GITLAB: "gitlab",
    Form.RDJSON: "rdjson",
}
"""The forms that can be written as findings come, and their modules."""


@dataclass(frozen=True, slots=True)
class Streamed:
    """A draft that is being checked.

    Attributes:
        head: the report without its items.
        words: of the draft.
        sections: each with its findings; read once.
        told: called with each item on its way.
    """

    head: Report
    words: int
    sections: Iterable[tuple[Section, Checked]]
    told: Callable[[ReportItem], None]

    def each(self) -> Iterator[tuple[Section, Checked, tuple[ReportItem, ...]]]:
        """Each section with its findings, and what reports say of them."""
        for section, checked in self.sections:
            made = items(checked, section.segment)
            for item in made:
                self.told(item)
            yield section, checked, made

    def items(self) -> Iterator[ReportItem]:
        """What reports say of the findings, in order."""
        for _, _, made in self.each():
            yield from made


def head(path: str, words: int, signature: str, names: Iterable[str]) -> Report:
    """What a report says before its items."""
    return Report((), tuple(rule(name) for name in names), (path,), signature, extent(words), ())


def pieces(streamed: Streamed, form: Form) -> Iterator[str]:
    """The text that `forms.render` makes of the whole, in pieces."""
    made: Iterator[str] = import_module(f"termend.reports.{FORMS[form]}").pieces(streamed)
    return made
