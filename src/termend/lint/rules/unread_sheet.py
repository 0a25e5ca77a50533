"""A further sheet of a workbook that holds a glossary too.

Of a workbook the first sheet that begins with a source and a target column is the glossary. Another sheet like it, as
where each domain has its own, is not read: nothing on it is found, checked or fixed.

What to do: save each sheet as a workbook or table of its own and name them all; or bring the rows onto one sheet, with
a `domain` column.
"""

from __future__ import annotations

from collections.abc import Iterator

from termend.glossary.entries import UNREAD
from termend.lint.context import LintContext
from termend.lint.finding import FileRemark
from termend.lint.registry import rule
from termend.records import Severity


@rule("unread-sheet", Severity.WARNING)
def unread_sheet(context: LintContext) -> Iterator[FileRemark]:
    for contents in context.files:
        for one in contents.unheld:
            if one.what == UNREAD:
                yield FileRemark(contents.path, one.line, 1, one.text, f"the sheet {one.text} is not read")
