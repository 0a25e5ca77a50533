"""What the library answers with."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from termend import documents
from termend.files import write_atomically
from termend.offsets import Offsets
from termend.records import Checked, Document, Edit, Finding, Repaired

if TYPE_CHECKING:
    from termend.detection.explanation import Explanation


@dataclass(frozen=True)
class Report:
    """What was found in one draft. Its length is the number of findings, and it iterates over them.

    Attributes:
        document: the draft as it was read.
        findings: in order of place; offsets are code points of `document.text`.
        signature: what the findings were made with, in one line.
        checks: names of the checks that ran.
    """

    document: Document
    findings: tuple[Finding, ...]
    signature: str
    checks: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    @property
    def text(self) -> str:
        """The text that offsets count in."""
        return self.document.text

    @cached_property
    def offsets(self) -> Offsets:
        """Code points of `text` as UTF-16 units and as bytes, and back."""
        return Offsets(self.text)

    def render(self, form: str = "json") -> str:
        """The report as `termend check --format` prints it, without a line feed at its end.

        Args:
            form: `json`, `terminal`, `sarif`, `github`, `gitlab`, `junit`, `checkstyle`, `rdjson` or `html`.

        Raises:
            OptionError: where there is no such form.
        """
        from termend.reports import checked_report, forms

        whole = checked_report.report((Checked(self.document, self.findings),), self.signature, self.checks)
        return forms.render(whole, forms.named(form))


@dataclass(frozen=True)
class Fixed:
    """A draft, mended: the first proposal of every finding that is wrong.

    Attributes:
        text: the mended text. Of a format other than plain text (a Word draft), the text of its segments.
        edits: what was changed; `apply(document.text, edits)` is `text`.
        findings: all of them, those left as they are too.
        document: the draft as it was read.
    """

    text: str
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]
    document: Document

    @cached_property
    def data(self) -> bytes:
        """The mended file, in the format and encoding of the draft; without edits the draft's own bytes."""
        return documents.render(self._repaired)

    def write(self, path: str | os.PathLike[str], *, tracked: bool = False) -> None:
        """Write the mended file, whole or not at all.

        Args:
            tracked: write a Word draft with tracked changes and a comment on each.

        Raises:
            InputError: where it cannot be written.
            OptionError: where changes are to be tracked in a format that cannot.
        """
        data = self.data
        if tracked:
            from termend.errors import OptionError
            from termend.reports import comment

            if not documents.tracks_changes(self.document):
                raise OptionError(f"{self.document.path} is no Word draft: leave tracked out")
            data = documents.render_tracked(self._repaired, comment.comments(self._repaired))
        write_atomically(os.fspath(path), data)

    def diff(self) -> str:
        """What changes, as a unified diff of the texts."""
        from termend.reports import diff

        return diff.render(self._repaired)

    @property
    def _repaired(self) -> Repaired:
        return Repaired(self.document, self.findings, self.edits, self.text)


@dataclass(frozen=True, slots=True)
class Explained:
    """How a name explains a stretch of English.

    Attributes:
        asked: the name that was asked for; None where nothing in the stretch speaks for it.
        others: names that explain the stretch next best, best first.
    """

    asked: Explanation | None
    others: tuple[Explanation, ...]
