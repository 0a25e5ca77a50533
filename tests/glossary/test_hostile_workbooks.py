"""Workbooks that are damaged inside, burst when unpacked or reach without end: one line, and no row lost in silence."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from termend.documents import archive
from termend.errors import GlossaryError
from termend.glossary import formats
from termend.glossary.formats import xlsx

SHEET = "xl/worksheets/sheet1.xml"
END = "</sheetData>"


def workbook(part: str = SHEET, change: Callable[[str], str] = str) -> bytes:
    """A sound workbook with one of its parts changed."""
    book = openpyxl.Workbook()
    book.active.append(["source", "target"])
    book.active.append(["铜梁", "Tongliang"])
    sound, out = io.BytesIO(), io.BytesIO()
    book.save(sound)
    with zipfile.ZipFile(sound) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for member in before.infolist():
            data = before.read(member)
            after.writestr(member.filename, change(data.decode()) if member.filename == part else data)
    return out.getvalue()


def with_rows(rows: str) -> bytes:
    return workbook(SHEET, lambda text: text.replace(END, rows + END))


def row(number: str, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def cell(place: str, text: str = "x") -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


LAUGHS = (
    '<!DOCTYPE worksheet [<!ENTITY l0 "ha">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
DAMAGED = {
    "a row far below any": lambda: with_rows(row("900000000", cell("A900000000"))),
    "a column far beyond any": lambda: with_rows(row("3", cell("ZZZZ3"))),
    "no such shared string": lambda: with_rows(row("3", '<c r="A3" t="s"><v>999</v></c>')),
    "no number for a string": lambda: with_rows(row("3", '<c r="A3" t="s"><v>x</v></c>')),
    "no date": lambda: with_rows(row("3", '<c r="A3" t="d"><v>2020-99-99</v></c>')),
    "no number for a row": lambda: with_rows(row("x", cell("A3"))),
    "a sheet cut short": lambda: workbook(SHEET, lambda text: text[: len(text) // 2]),
    "an empty sheet": lambda: workbook(SHEET, lambda _: ""),
    "nested without end": lambda: with_rows(row("3", '<c r="A3" t="inlineStr"><is>' + "<r>" * 20_000)),
    "an empty book": lambda: workbook("xl/workbook.xml", lambda _: "<a/>"),
    "entities": lambda: workbook(SHEET, lambda text: LAUGHS + text.replace("Tongliang", "&l9;")),
    "no archive": lambda: b"\xd0\xcf\x11\xe0 an old or protected one",
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_workbook_is_refused(name: str) -> None:
    before = time.process_time()
    with pytest.raises(GlossaryError) as refused:
        formats.parse("g.xlsx", DAMAGED[name]())
    assert time.process_time() - before < 20
    assert "\n" not in str(refused.value)
    assert str(refused.value).startswith("g.xlsx")


def test_what_would_burst_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert archive.MAX_TOTAL_BYTES < 400 * 2**20
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 2**20)
    raw = workbook("xl/styles.xml", lambda text: text + " " * 2 * 2**20)
    with pytest.raises(GlossaryError, match="would unpack to"):
        formats.parse("g.xlsx", raw)


def test_the_size_that_a_sheet_claims_loses_no_row() -> None:
    contents = formats.parse("g.xlsx", with_rows(row("5", cell("A5", "万州"), cell("B5", "Wanzhou"))))
    assert [(entry.line, entry.target) for entry in contents.entries] == [(2, "Tongliang"), (5, "Wanzhou")]


def test_cells_beyond_the_header_are_named() -> None:
    contents = formats.parse(
        "g.xlsx", with_rows(row("3", cell("A3", "万州"), cell("B3", "Wanzhou"), cell("F3", "why")))
    )
    assert [(one.line, one.text) for one in contents.unheld] == [(3, "why")]


def test_rows_as_wide_as_a_sheet_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_MOST_CELLS", 100_000)
    with pytest.raises(GlossaryError, match="more than 100000 cells"):
        formats.parse("g.xlsx", with_rows("".join(row(str(n), cell(f"XFD{n}")) for n in range(3, 20))))


@pytest.mark.parametrize("what", ["<mergeCell ", "<sheet ", "<Relationship "])
def test_tags_without_an_end_take_no_time(what: str) -> None:
    part = {"<sheet ": "xl/workbook.xml", "<Relationship ": "xl/_rels/workbook.xml.rels"}.get(what, SHEET)
    before = time.process_time()
    with pytest.raises(GlossaryError):
        formats.parse("g.xlsx", workbook(part, lambda text: text + what * 100_000))
    assert time.process_time() - before < 5
