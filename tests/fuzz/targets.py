"""What is fuzzed: every reader of files that come from elsewhere, and the whole check and repair of a draft.

A target takes any bytes. It may refuse them, in the words of `TermendError`; it may raise nothing else, and what it
writes it can read again.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from termend import configuration, documents, pipeline
from termend.documents import registry as documents_registry
from termend.errors import TermendError
from termend.glossary import formats, table
from termend.glossary.entries import Contents
from termend.glossary.glossary import Glossary
from termend.glossary.loading import merge
from termend.lint import fixing, registry, runner
from termend.records import Document, Term
from termend.reports import baseline, checked_report
from termend.reports.forms import Form, render
from termend.review.decisions import from_json

Target = Callable[[bytes], None]

_TERMS = Glossary(
    (
        Term("江城日报", "Jiangcheng Daily", forbidden=("River City Daily",)),
        Term("铜梁", "Tongliang"),
        Term("习近平", "Xi Jinping"),
    ),
    ("terms.csv",),
)
_DRAFTS = (".txt", ".md", ".html", ".docx", ".odt", ".srt", ".vtt", ".xlf", ".tmx", ".po", ".csv")  # each reader once
# Archives are fuzzed in the part that holds their text: a random change elsewhere is one more broken checksum.
_PARTS = {".docx": "word/document.xml", ".odt": "content.xml", ".xlsx": "xl/worksheets/sheet1.xml"}


def targets() -> dict[str, Target]:
    """Every target by name."""
    drafts = {f"draft{suffix}": _draft(suffix) for suffix in _DRAFTS}
    glossaries = {f"glossary{suffix}": _glossary(suffix) for suffix in formats.SUFFIXES if suffix != ".tab"}
    return drafts | glossaries | {"settings": _settings, "baseline": _baseline, "decisions": _decisions}


def seeds(name: str) -> Iterator[bytes]:
    """Small sound inputs of a target, to be changed."""
    kind, _, suffix = name.partition(".")
    if suffix and kind in _SEEDS:
        yield from _SEEDS[kind].get(f".{suffix}", ())
    yield from _SEEDS.get(kind, {}).get("", ())
    yield "The jiangcheng daily of Copper Beam。\n".encode()


def _draft(suffix: str) -> Target:
    def target(data: bytes) -> None:
        path = f"draft{suffix}"
        try:
            document = documents_registry.module(documents_registry.format_of(path, _filed(suffix, data))).read(
                path, _filed(suffix, data)
            )
            if document.text.strip():
                _mend(document, suffix)
        except TermendError:
            return

    return target


def _mend(document: Document, suffix: str) -> None:
    repaired = pipeline.fix(document, _TERMS)
    report = checked_report.report([pipeline.check(document, _TERMS)], "")
    for form in Form:
        render(report, form).encode("utf-8", "backslashreplace")
    written = documents.render(repaired)
    if not repaired.edits:
        assert written == document.raw, "a draft without repairs came back as other bytes"
    again = documents_registry.module(document.format).read(document.path, written)
    assert len(again.segments) == len(document.segments), "the repaired draft reads as another number of segments"


def _glossary(suffix: str) -> Target:
    def target(data: bytes) -> None:
        try:
            contents = formats.parse(f"terms{suffix}", _filed(suffix, data))
            merge(table.terms_of(contents, "terms"))
            if contents.text is not None:
                _fix(contents, contents.text)
        except TermendError:
            return

    return target


def _fix(contents: Contents, before: str) -> None:
    """Where terms have places of their own, a fix changes nothing outside of them."""
    after, _ = fixing.fixed(
        contents,
        lambda one: runner.lint([one], runner.LintOptions(_fixable())),
        lambda text: formats.parse(contents.path, formats.encoded(contents, text)),
    )
    if contents.format in ("tbx", "tmx", "mtf"):
        fixed = formats.parse(contents.path, formats.encoded(contents, after))
        assert _outside(fixed, after) == _outside(contents, before), "a fix changed more than a term"
    elif contents.format == "utx":
        for mark in "\t\n":
            assert after.count(mark) == before.count(mark), "a fix changed more than a term"


def _outside(contents: Contents, text: str) -> str:
    """A termbase's text without its terms."""
    places = {
        (piece.at, piece.until)
        for entry in contents.entries
        for parts in (entry.parts or {}).values()
        for part in parts
        for piece in part.pieces
    }
    kept, end = [], 0
    for at, until in sorted(places):
        kept.append(text[end:at])
        end = max(end, until)
    return "".join((*kept, text[end:]))


@cache
def _fixable() -> frozenset[str]:
    return frozenset(rule.id for rule in registry.rules() if rule.fixable)


def _filed(suffix: str, data: bytes) -> bytes:
    """The bytes as a file: of an archive, one that holds them as its text."""
    part = _PARTS.get(suffix)
    return data if part is None or data.startswith(b"PK") else _archive(suffix, part, data)


def _archive(suffix: str, part: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_sound(suffix))) as sound, zipfile.ZipFile(out, "w") as changed:
        for member in sound.infolist():
            changed.writestr(member, data if member.filename == part else sound.read(member))
    return out.getvalue()


@cache
def _sound(suffix: str) -> bytes:
    """A sound archive of a kind, made by its own library."""
    out = io.BytesIO()
    if suffix == ".docx":
        import docx

        made = docx.Document()
        made.add_paragraph("The jiangcheng daily of Copper Beam。")
        made.save(out)
    elif suffix == ".xlsx":
        import openpyxl

        book = openpyxl.Workbook()
        book.active.append(["source", "target"])
        book.active.append(["江城", "Jiangcheng"])
        book.save(out)
    else:
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("content.xml", _SEEDS["draft"][".odt"][0])
    return out.getvalue()


def _settings(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "termend.toml")
        file.write_bytes(data)
        try:
            configuration.read(file).excludes("draft.txt")
        except TermendError:
            return


def _baseline(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "b.json")
        file.write_bytes(data)
        report = checked_report.report([], "")
        try:
            baseline.only_new(report, file)
            baseline.write(file, (), (), ())
        except TermendError:
            return


def _decisions(data: bytes) -> None:
    try:
        from_json("d.json", data.decode("utf-8", "replace"))
    except TermendError:
        return


_MTF = (
    '<mtf><conceptGrp><concept>1</concept><languageGrp><language type="Chinese" lang="ZH"/><termGrp><term>江城</term>'
    "</termGrp></languageGrp><languageGrp><language type='English' lang='EN'/><termGrp><term>Jiangcheng</term>"
    "<descripGrp><descrip type='Status'>approved</descrip></descripGrp></termGrp></languageGrp></conceptGrp></mtf>"
)
_ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
    "<text:p>The <text:span>jiangcheng</text:span> daily of Copper Beam。</text:p></office:text></office:body>"
    "</office:document-content>"
)
_XLIFF = (
    '<xliff version="1.2"><file source-language="zh" target-language="en"><body><trans-unit id="1">'
    "<source>江城日报</source>"
    '<target>the <g id="1">jiangcheng</g> daily &amp; more</target></trans-unit></body></file></xliff>'
)
_TMX = (
    '<tmx version="1.4"><header srclang="zh"/><body><tu><tuv xml:lang="zh"><seg>江城日报</seg></tuv>'
    '<tuv xml:lang="en"><seg>jiangcheng <bpt i="1">x</bpt>daily</seg></tuv></tu></body></tmx>'
)
_TBX = (
    '<martif type="TBX" xml:lang="en"><text><body><termEntry id="1"><langSet xml:lang="zh"><tig><term>江城</term></tig>'
    '</langSet><langSet xml:lang="en"><tig><term>Jiangcheng</term></tig></langSet></termEntry></body></text></martif>'
)
_MARKDOWN = (
    "# The *jiangcheng* daily\n\n- a [b](c) `d`\n\n> <!-- termend: off -->\n\n| a | b |\n|---|---|\n| x。 | y |\n"
)
_HTML = "<!DOCTYPE html><title>a</title><p>The <b>jiangcheng</b> daily&nbsp;&amp; x。<table><tr><td>a</table><!-- c -->"
_PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "江城"\nmsgstr "the jiangcheng daily。"\n'
_SETTINGS = b'min-score = 0.5\nexclude = ["a"]\n[checks]\nx = true\n[[ignore]]\nrule = "a"\nreason = "b"\n'
_BASELINE = b'{"version": 1, "findings": [{"rule": "a", "path": "b", "text": "", "term": "", "line_text": ""}]}'
_DECISIONS = b'{"version": 1, "draft": "d", "steps": [{"id": "a", "at": "b", "verdict": "accept", "places": []}]}'
_SEEDS: dict[str, dict[str, tuple[bytes, ...]]] = {
    "draft": {
        ".md": (_MARKDOWN.encode(),),
        ".html": (_HTML.encode(), b'<meta charset="gbk"><p>' + "江城".encode("gbk")),
        ".docx": (),
        ".odt": (_ODT.encode(),),
        ".srt": ("1\n00:00:01,000 --> 00:00:02,000\nThe <i>jiangcheng</i> daily。\n\n".encode(),),
        ".vtt": (b"WEBVTT\n\nNOTE x\n\n00:01.000 --> 00:02.000\nThe <c.a>jiangcheng</c> daily&amp;\n",),
        ".xlf": (_XLIFF.encode(), ("\ufeff" + _XLIFF).encode("utf-16-le")),
        ".tmx": (_TMX.encode(),),
        ".po": (_PO.encode(),),
        ".csv": ('source,target\n江城,"the ""jiangcheng"" daily"\n'.encode(),),
    },
    "glossary": {
        ".csv": ('source,target,variants\n江城,"Jiang, cheng",a|b\n# x\n'.encode(),),
        ".tsv": ("source\ttarget\n江城\tJiangcheng\n".encode(),),
        ".tbx": (_TBX.encode(),),
        ".tmx": (_TMX.encode(),),
        ".mtf": (_MTF.encode("utf-16"),),
        ".utx": ("#UTX 1.20; zh/en\n#src\ttgt\n江城\tJiangcheng\n".encode(),),
    },
    "settings": {"": (_SETTINGS,)},
    "baseline": {"": (_BASELINE,)},
    "decisions": {"": (_DECISIONS,)},
}
