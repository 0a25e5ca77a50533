"""A workbook that is fixed keeps everything but the cells concerned: other sheets, formats, shared texts."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from termend.cli.app import main
from termend.glossary import formats


def saved(book: openpyxl.Workbook, path: Path) -> bytes:
    book.save(path)
    return path.read_bytes()


def parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_only_the_cells_concerned_change(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    about = book.active
    about.title = "About"
    about["A1"] = "重慶 日报  stays"
    sheet = book.create_sheet("Terms & names")
    sheet.append(["Chinese", "English", "Owner", "Definition"])
    sheet.append(["铜 梁", "Tongliang", "desk  3", "=1+1"])
    sheet.append(["重庆日报", "Chongqing  Daily", "铜 梁", None])
    sheet.append(["重庆日报", "Chongqing  Daily", None, None])
    sheet.append(["渝北", CellRichText("Yu", TextBlock(InlineFont(b=True), "bei  District")), None, None])
    sheet.append(["万州", None, None, None])
    sheet["A2"].font = Font(bold=True)
    sheet["B3"].comment = Comment("ask Li", "desk")
    file = tmp_path / "g.xlsx"
    before = parts(saved(book, file))
    assert main(["glossary", "lint", str(file), "--fix", "--fail-on", "error"]) == 0
    after = parts(file.read_bytes())
    assert list(after) == list(before)
    assert [name for name in before if after[name] != before[name]] == ["xl/worksheets/sheet2.xml"]
    again = openpyxl.load_workbook(file, rich_text=True)
    rows = [[cell.value for cell in row] for row in again["Terms & names"].iter_rows()]
    assert rows[1:] == [
        ["铜梁", "Tongliang", "desk  3", "=1+1"],
        ["重庆日报", "Chongqing Daily", "铜 梁", None],
        ["重庆日报", "Chongqing Daily", None, None],
        ["渝北", CellRichText("Yu", TextBlock(InlineFont(b=True), "bei District")), None, None],
        ["万州", None, None, None],
    ]
    assert again["About"]["A1"].value == "重慶 日报  stays"
    assert again["Terms & names"]["A2"].font.b
    assert again["Terms & names"]["B3"].comment.text == "ask Li"
    assert main(["glossary", "lint", str(file), "--fix", "--fail-on", "error"]) == 0
    assert parts(file.read_bytes()) == after


def test_the_fix_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.Workbook()
    for row in (["source", "target"], ["重庆日报", "Chongqing Daily"], ["銅梁", "Tongliang"]):
        book.active.append(row)
    file = tmp_path / "g.xlsx"
    saved(book, file)
    assert main(["glossary", "lint", str(file)]) == 1
    assert "[--fix]" in capsys.readouterr().out
    assert main(["glossary", "lint", str(file), "--fix"]) == 0
    assert "g.xlsx: 1 fix, 1 of them from traditional to simplified script" in capsys.readouterr().err


def test_a_status_column_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    rows = ["source", "target", "Status"], ["铜梁", "Copper  Beam", "do not use"], ["铜梁", "Tong  liang", "approved"]
    for row in rows:
        book.active.append(row)
    file = tmp_path / "g.xlsx"
    saved(book, file)
    (entry,) = formats.read(file).entries
    assert (entry.target, entry.forbidden) == ("Tong  liang", ("Copper  Beam",))
    assert main(["glossary", "lint", str(file), "--fix", "--rule", "stray-space"]) == 1
    assert [[cell.value for cell in row] for row in openpyxl.load_workbook(file).active.iter_rows()][1:] == [
        ["铜梁", "Copper  Beam", "do not use"],
        ["铜梁", "Tong liang", "approved"],
    ]


def test_a_further_sheet_with_a_glossary_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["How to use this workbook"])
    for title, name in (("Media", "重庆日报"), ("Places", "铜梁"), ("Empty", "")):
        book.create_sheet(title).append(["Chinese", "English"])
        if name:
            book[title].append([name, "A Name"])
    merged = book.create_sheet("Bodies")
    merged.append(["Chinese", "English"])
    merged.append(["市委", "Municipal Party Committee"])
    merged.merge_cells("A2:A3")
    saved(book, tmp_path / "g.xlsx")
    assert [entry.source for entry in formats.read(str(tmp_path / "g.xlsx")).entries] == ["重庆日报"]
    assert main(["glossary", "lint", str(tmp_path / "g.xlsx"), "--rule", "unread-sheet"]) == 1
    out = capsys.readouterr().out
    assert "the sheet Places is not read" in out
    assert "the sheet Bodies is not read" in out
    assert "2 findings" in out
    assert main(["glossary", "convert", str(tmp_path / "g.xlsx"), "-o", str(tmp_path / "o.csv"), "--strict"]) == 1
    assert "cannot hold the file's sheet: Places; Bodies" in capsys.readouterr().err
    (tmp_path / "d.txt").write_text("Nothing.", encoding="utf-8")
    main(["check", str(tmp_path / "d.txt"), "--glossary", str(tmp_path / "g.xlsx")])
    assert "sheets that are not read, since the first with a glossary serves: Places, Bodies" in capsys.readouterr().err
