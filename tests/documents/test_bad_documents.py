"""Broken and hostile files: a message that says what to do, exit code 2, nothing read that was not named, no hang."""

import io
import json
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termend.cli.app import main
from termend.documents import archive, deadline, registry
from termend.errors import DocumentError

CASES = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases/documents/texts.jsonl").open(encoding="utf-8")
]
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MAIN = f'PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"'
TYPES = f'<Types xmlns="{_PACKAGE}"><Override {_MAIN}/></Types>'
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = f'<w:document xmlns:w="{_NAMESPACE}"><w:body>{{}}</w:body></w:document>'
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
XLIFF = (
    '<xliff version="1.2"><file><body><trans-unit id="1"><source>一</source><target>{}</target></trans-unit></body>'
    "</file></xliff>"
)
TMX = (
    '<!DOCTYPE tmx SYSTEM "file:///etc/hostname"><tmx><body><tu><tuv xml:lang="en"><seg>One &x; two</seg></tuv></tu>'
    "</body></tmx>"
)


def packed(parts, change=None):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    raw = bytearray(out.getvalue())
    if change:
        raw = change(raw)
    return bytes(raw)


def word(body="<w:p><w:r><w:t>One.</w:t></w:r></w:p>", **more):
    return packed({"[Content_Types].xml": TYPES, "word/document.xml": BODY.format(body), **more})


def encrypted(raw):
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = 0
        while (place := raw.find(mark, place)) >= 0:
            raw[place + at] |= 1
            place += 4
    return raw


def damaged(raw):
    place = raw.index(b"word/document.xml") + len("word/document.xml") + 4
    raw[place : place + 8] = b"\xff" * 8
    return raw


def repeated():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("[Content_Types].xml", TYPES)
        target.writestr("word/document.xml", BODY)
        with pytest.warns(UserWarning, match="Duplicate name"):
            target.writestr("word/document.xml", BODY)
    return out.getvalue()


BAD = {
    "no zip.docx": (lambda: b"This is no Word file.", "no zip archive"),
    "old.docx": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Word file"),
    "cut off.docx": (lambda: word()[:-40], "no zip archive"),
    "no parts.docx": (lambda: packed({"a.txt": "x"}), "no part"),
    "sheet.docx": (lambda: packed({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}), "no Word document"),
    "climbs out.docx": (lambda: word(**{"../../outside.xml": "x"}), "outside the archive"),
    "from the root.docx": (lambda: word(**{"/etc/x": "x"}), "outside the archive"),
    "password.docx": (
        lambda: packed({"[Content_Types].xml": TYPES, "word/document.xml": BODY}, encrypted),
        "password",
    ),
    "damaged.docx": (
        lambda: packed({"[Content_Types].xml": TYPES, "word/document.xml": BODY * 9}, damaged),
        "damaged",
    ),
    "twice.docx": (repeated, "twice"),
    "entities.docx": (
        lambda: packed(
            {"[Content_Types].xml": TYPES, "word/document.xml": BOMB + BODY.format(PARAGRAPH.format("&b;"))}
        ),
        "declares an entity",
    ),
    "broken.docx": (lambda: packed({"[Content_Types].xml": TYPES, "word/document.xml": "<w:document>"}), "broken"),
    "deep.docx": (lambda: word("<w:p>" * 5000 + "</w:p>" * 5000), "deeper"),
    "empty.docx": (lambda: word("<w:p/>"), "empty"),
    "no zip.odt": (lambda: b"PK but no more", "no zip archive"),
    "no content.odt": (lambda: packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "no part content.xml"),
    "entities.xlf": (lambda: (BOMB + XLIFF.format("&b;")).encode(), "declares an entity"),
    "broken.xlf": (lambda: XLIFF.format("One.").encode()[:-30], "broken"),
    "other root.xlf": (lambda: b"<tmx><body/></tmx>", "not <xliff>"),
    "mixed.sdlxliff": (lambda: XLIFF.format("One <b>two").encode(), "broken"),
    "wrong encoding.xlf": (lambda: b'<?xml version="1.0" encoding="utf-8"?><xliff>\xff\xfe</xliff>', "UTF-8"),
    "unknown encoding.xlf": (lambda: b'<?xml version="1.0" encoding="x-none"?><xliff/>', "x-none"),
    "no targets.xlf": (lambda: XLIFF.replace("<target>{}</target>", "").encode(), "empty"),
    "into Chinese.xlf": (
        lambda: XLIFF.replace("<file>", '<file target-language="zh-CN">').format("一").encode(),
        "target language is zh-CN",
    ),
    "broken.tmx": (lambda: b"<tmx><body><tu>", "broken"),
    "no times.srt": (lambda: b"One.\n\nTwo.\n", "no cue"),
    "no columns.csv": (lambda: b"a,b\n1,2\n", "known to be English"),
    "open cell.csv": (lambda: b'source,target\nx,"One\n', "broken"),
    "two texts.po": (lambda: b'msgid "a" "b\nmsgstr\n', "PO"),
    "page.html": (lambda: b"<p>\x00\x01</p>", "binary"),
    "latin.md": (lambda: b"caf\xe9 du monde\n", "neither"),
    "article.pdf": (lambda: b"%PDF-1.7\n", "PDF"),
    "article.rtf": (lambda: rb"{\rtf1 One.}", "RTF"),
}


@pytest.fixture
def terms(tmp_path_factory):
    path = tmp_path_factory.mktemp("terms") / "terms.csv"
    path.write_text("source,target\n铜梁,Tongliang\n", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("name", BAD)
def test_refused_with_a_message(name, tmp_path, terms, capsys):
    make, message = BAD[name]
    draft, output = tmp_path / name, tmp_path / ("out" + Path(name).suffix)
    raw = make()
    draft.write_bytes(raw)
    before = time.monotonic()
    assert main(["fix", str(draft), "--output", str(output), "--glossary", terms]) == 2
    assert time.monotonic() - before < 20
    error = capsys.readouterr().err
    assert error.startswith(f"termend: {draft}")
    assert message in error
    assert draft.read_bytes() == raw
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_external_entities_are_not_read(tmp_path, terms, capsys):
    secret = tmp_path / "secret.txt"
    secret.write_text("Copper Beam", encoding="utf-8")
    draft = tmp_path / "draft.xlf"
    for declaration in (
        f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>',
        f'<!DOCTYPE x [<!ENTITY % s SYSTEM "{secret.as_uri()}"> %s;]>',
    ):
        draft.write_text(declaration + XLIFF.format("One &s;."), encoding="utf-8")
        assert main(["check", str(draft), "--glossary", terms]) == 2
        assert "declares an entity" in capsys.readouterr().err


def test_a_document_type_from_elsewhere_is_not_loaded():
    """TMX names one; nothing of it is fetched, and what it might define is left out of the text."""
    document = registry.module("tmx").read("a.tmx", TMX.encode())
    assert document.text.split() == ["One", "two"]
    assert registry.module("tmx").render(document, []) == TMX.encode()


@pytest.mark.parametrize("limit", ["MAX_PART_BYTES", "MAX_TOTAL_BYTES", "MAX_PARTS"])
def test_zip_bombs(limit, monkeypatch):
    monkeypatch.setattr(archive, limit, 1)
    with pytest.raises(DocumentError, match="more than"):
        registry.module("docx").read("a.docx", word())


def test_a_zip_that_lies_about_its_sizes():
    """The directory says a few bytes, the stream unpacks to megabytes: no more than the directory says is unpacked."""
    large = BODY.format(PARAGRAPH.format("One. " * 1_000_000))

    def lie(raw):
        size = len(large).to_bytes(4, "little")
        return raw.replace(size, (100).to_bytes(4, "little"))

    raw = packed({"[Content_Types].xml": TYPES, "word/document.xml": large}, lie)
    with pytest.raises(DocumentError):
        registry.module("docx").read("a.docx", raw)


@pytest.mark.parametrize(("form", "piece"), [("html", "<a "), ("markdown", "![]("), ("markdown", "[a")])
def test_no_text_takes_for_ever(form, piece, monkeypatch):
    monkeypatch.setattr(deadline, "SECONDS", 0.02)  # far less than a quick machine needs for the whole
    monkeypatch.setattr(deadline, "SECONDS_PER_MEGABYTE", 0.0)
    before = time.monotonic()
    with pytest.raises(DocumentError, match="too long"):
        registry.module(form).read("a", (piece * 20_000).encode())
    assert time.monotonic() - before < 10


@pytest.mark.parametrize("form", ["html", "markdown", "xliff", "subtitles", "po", "table"])
@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<![CDATA[", "&", "[", "*a_", "`", "<p>", "| a ", "> ", "- ", '"', "1:00"]
)
def test_odd_text_is_read_or_refused(form, piece):
    """Nothing but a document's own error is raised, and what is read is written back."""
    raw = (piece * 300).encode()
    try:
        document = registry.module(form).read("a", raw)
    except DocumentError:
        return
    assert registry.module(form).render(document, []) == raw


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(CASES), st.data())
def test_damaged_texts_are_read_or_refused(case, data):
    """Whatever happens to a file's bytes: a document that renders to the same bytes, or a message."""
    raw = bytearray(case["text"].encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw)))
        until = data.draw(st.integers(at, min(len(raw), at + 20)))
        raw[at:until] = data.draw(
            st.binary(max_size=6) | st.sampled_from([b"<", b">", b"&", b'"', b"\n", b"\\", b"]]>"])
        )
    module = registry.module(registry.format_of(case["path"], bytes(raw)))
    try:
        document = module.read(case["path"], bytes(raw))
    except DocumentError:
        return
    assert module.render(document, []) == bytes(raw)
    for segment in document.segments:
        assert document.text[segment.start : segment.end] == segment.text
    for piece in document.pieces:
        assert document.text[piece.start : piece.end] == piece.text


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_damaged_archives_are_read_or_refused(data):
    raw = bytearray(word())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + 2] = data.draw(st.binary(max_size=4))
    try:
        document = registry.module("docx").read("a.docx", bytes(raw))
    except DocumentError:
        return
    assert registry.module("docx").render(document, []) == bytes(raw)
