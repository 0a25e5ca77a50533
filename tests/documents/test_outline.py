"""What each paragraph of a rich document is on its page: headings, items, cells, notes and their marks."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx

from termend import documents
from termend.documents.outline import Role, outline


def _roles(path: Path) -> list[tuple[str, Role]]:
    document = documents.read(str(path))
    pairs = zip(document.segments, outline(document), strict=True)
    return [(segment.text.strip(), role) for segment, role in pairs if segment.text.strip()]


def _cell(text: str, row: int, column: int, table: int = 1, kind: str = "cell") -> tuple[str, Role]:
    return text, Role(kind, table=table, row=row, column=column)


def test_word_headings_by_style_and_by_level_items_and_cells(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("The fair", style="Title")
    made.add_heading("What was said", 2)
    made.add_paragraph("Plain words.")
    made.add_paragraph("first", style="List Bullet")
    table = made.add_table(2, 3)
    for n, text in enumerate("abc"):
        table.cell(0, n).text = text
    table.cell(1, 0).merge(table.cell(1, 1)).text = "wide"
    table.cell(1, 2).text = "last"
    path = tmp_path / "draft.docx"
    made.save(str(path))
    assert _roles(path) == [
        ("The fair", Role("heading", 1)),
        ("What was said", Role("heading", 2)),
        ("Plain words.", Role()),
        ("first", Role("item")),
        _cell("a", 0, 0),
        _cell("b", 0, 1),
        _cell("c", 0, 2),
        _cell("wide", 1, 0),
        _cell("last", 1, 2),
    ]


_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"


def test_open_document_headings_items_cells_and_notes(tmp_path: Path) -> None:
    body = (
        '<text:h text:outline-level="1">The fair</text:h><text:h text:outline-level="3">What was said</text:h>'
        "<text:p>Plain words<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>A note.</text:p></text:note-body></text:note> go on.</text:p>"
        "<text:list><text:list-item><text:p>first</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>"
        "<table:table-row><table:table-cell><text:p>c</text:p></table:table-cell></table:table-row></table:table>"
    )
    path = tmp_path / "draft.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{_OFFICE}" xmlns:text="{_TEXT}" xmlns:table="{_TABLE}">'
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
    roles = dict(_roles(path))
    assert roles.pop("A note.").kind == "note"
    (plain,) = (text for text in roles if text.startswith("Plain words"))
    assert roles.pop(plain).kind == ""
    assert roles == {
        "The fair": Role("heading", 1),
        "What was said": Role("heading", 3),
        "first": Role("item"),
        **dict([_cell("a", 0, 0), _cell("b", 0, 1), _cell("c", 1, 0)]),
    }


def test_html_headings_items_and_cells(tmp_path: Path) -> None:
    path = tmp_path / "draft.html"
    path.write_text(
        "<!doctype html><html><body><h1>The fair</h1><p>Plain <b>words</b>.</p><h3>What was said</h3>after it"
        "<ul><li>first</li><li><p>second</p></li></ul><p>Then.</p>"
        "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td><p>d</p></td></tr></table><div>Last.</div></body></html>",
        encoding="utf-8",
    )
    assert _roles(path) == [
        ("The fair", Role("heading", 1)),
        ("Plain words.", Role()),
        ("What was said", Role("heading", 3)),
        ("after it", Role()),
        ("first", Role("item")),
        ("second", Role("item")),
        ("Then.", Role()),
        _cell("a", 0, 0),
        _cell("b", 0, 1),
        _cell("c", 1, 0),
        _cell("d", 1, 1),
        ("Last.", Role()),
    ]


def test_plain_text_has_a_chief_heading_and_others(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("The fair\n\nIt opened on Friday.\n\nWhat was said\n\nwords, and more\n", encoding="utf-8")
    assert _roles(path) == [
        ("The fair", Role("heading", 1)),
        ("It opened on Friday.", Role()),
        ("What was said", Role("heading", 2)),
        ("words, and more", Role()),
    ]


def test_markdown_marks_say_what_they_stand_for(tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text(
        "# The fair[^b]\n\nIt opened `on` Friday[^a] with ![a picture](fair.png).\n\n- first[^b]\n\n"
        "[^a]: One.\n[^b]: Two.\n",
        encoding="utf-8",
    )
    roles = _roles(path)
    assert [role.objects for _, role in roles[:3]] == [("1",), ("code", "2", "an image"), ("1",)]
    assert [role.kind for _, role in roles[:3]] == ["heading", "", "item"]
