"""Apply the fixes of lint findings to a glossary file's text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from termend import edits
from termend.glossary.entries import Contents
from termend.glossary.formats import xlsx_cells
from termend.lint.finding import LintFinding
from termend.records import Edit

_ROUNDS = 8


def compatible(findings: Sequence[LintFinding]) -> tuple[Edit, ...]:
    """The edits of the findings' fixes, in order, each fix whole or not at all; of two that meet, the first stays."""
    taken: list[Edit] = []  # by start, never overlapping
    starts: list[int] = []
    for finding in findings:
        if finding.fix and not any(_meets(edit, taken, starts) for edit in finding.fix):
            for edit in finding.fix:
                index = bisect_left(starts, edit.start)
                taken.insert(index, edit)
                starts.insert(index, edit.start)
    return tuple(taken)


def _meets(edit: Edit, taken: list[Edit], starts: list[int]) -> bool:
    index = bisect_left(starts, edit.start)
    after = index < len(taken) and (taken[index].start < edit.end or taken[index].start == edit.start)
    before = index > 0 and taken[index - 1].end > edit.start
    return after or before


def fixed(
    contents: Contents,
    lint: Callable[[Contents], Sequence[LintFinding]],
    reread: Callable[[str], Contents],
) -> tuple[str, int]:
    """The file's text with every safe fix made, and the number of fixes; rules run again until none is left.

    Args:
        contents: the file as read; its `text` is not None.
        lint: the findings of one file.
        reread: reads a text as the file was read.

    Raises:
        GlossaryError: where the fixed text could not be read again; nothing has been written then.
    """
    assert contents.text is not None
    text, made = contents.text, 0
    for _ in range(_ROUNDS):
        changes = compatible(lint(contents))
        if not changes:
            break
        text = edits.apply(text, changes)
        made += len(changes)
        contents = reread(text)
    return text, made


def fixed_workbook(
    contents: Contents,
    raw: bytes,
    lint: Callable[[Contents], Sequence[LintFinding]],
    reread: Callable[[bytes], Contents],
) -> tuple[bytes, int]:
    """A workbook's bytes with every safe fix made, and the number of fixes; cells that cannot be changed stay.

    Args:
        raw: the file's bytes, of which `contents` were read.
        lint, reread: as of `fixed`.

    Raises:
        GlossaryError: where the workbook cannot be read.
    """
    made = 0
    for _ in range(_ROUNDS):
        texts: dict[tuple[int, int], tuple[str, str]] = {}
        for finding in lint(contents):
            for cell in finding.cells:
                texts.setdefault((cell.row, cell.column), (cell.before, cell.after))
        new = xlsx_cells.with_texts(contents.path, raw, contents.about.get("sheet", ""), texts) if texts else raw
        if new == raw:
            break
        made += len(texts)
        raw, contents = new, reread(new)
    return raw, made
