"""Samples made by the tools that people use, mended, and opened again by the same tools."""

import re
import shutil
import subprocess
import sys

import pytest

from termend import documents
from termend.documents import registry
from termend.edits import apply
from termend.records import Edit

pytestmark = pytest.mark.slow

ARTICLE = """# The Copper Beam fair

The **Copper** Beam fair[^1] opened *on Friday* & went on, with `Copper Beam` in code.

| Name        | Visitors |
|-------------|----------|
| Copper Beam | 12,000   |

- one Copper Beam
- two

[^1]: A note on Copper Beam.
"""

PAIRS = [
    ("铜梁的集市", "The Copper Beam fair"),
    ("第一天“结束”了", 'The first day is "over"'),
    ("铜梁 & 河", "Copper Beam & river"),
]


def needs(*programs):
    missing = [program for program in programs if shutil.which(program) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


def run(*command, cwd):
    subprocess.run(command, cwd=cwd, check=True, capture_output=True, timeout=120)


def office(source, kind, folder):
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run("soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder / "made", source, cwd=folder)
    return folder / "made" / f"{source.stem}.{kind.split(':')[0]}"


def mended(path, tracked=False):
    """The file mended in place of itself; the text that its own tool has to show."""
    document = documents.read(str(path))
    edits = [
        Edit(m.start(), m.end(), m.group(), "Tongliang")
        for m in re.finditer("Copper Beam", document.text)
        if not any(start <= m.start() < end for start, end in document.protected)  # code
    ]
    assert edits
    module = registry.module(document.format)
    assert module.render(document, []) == path.read_bytes()
    if tracked:
        from termend.documents.docx_tracking import render_tracked

        path.write_bytes(render_tracked(document, edits, ["why\nthe second line"] * len(edits)))
    else:
        path.write_bytes(module.render(document, edits))
    return apply(document.text, edits)


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def pandoc(source, target, cwd):
    run("pandoc", source, "-o", target, "--wrap=auto", "--columns=40", cwd=cwd)
    return target


@needs("pandoc")
@pytest.mark.parametrize("kind", ["docx", "odt", "html", "md"])
def test_pandoc(kind, article, tmp_path):
    made = pandoc(article, tmp_path / f"made.{kind}", tmp_path)
    text = mended(made)
    shown = pandoc(made, tmp_path / "shown.txt", tmp_path).read_text(encoding="utf-8")
    # Code is left alone.
    assert shown.count("Tongliang") == text.count("Tongliang") == 5
    assert shown.count("Copper Beam") == 1


@needs("pandoc", "soffice")
@pytest.mark.parametrize("kind", ["docx:MS Word 2007 XML", "odt:writer8"])
def test_libreoffice(kind, article, tmp_path):
    first = pandoc(article, tmp_path / ("made.odt" if kind.startswith("docx") else "made.docx"), tmp_path)
    made = office(first, kind, tmp_path)
    mended(made)
    shown = office(made, "txt:Text (encoded):UTF8", tmp_path).read_text(encoding="utf-8-sig")
    assert shown.count("Tongliang") == 4, "its plain text leaves out the footnote"
    assert shown.count("Copper Beam") == 1, "code is left alone"


@needs("pandoc", "soffice")
def test_libreoffice_opens_tracked_changes(article, tmp_path):
    """LibreOffice sees each change with its author, and the comments; written out again they are all there."""
    made = pandoc(article, tmp_path / "made.docx", tmp_path)
    mended(made, tracked=True)
    opened = office(made, "fodt:OpenDocument Text Flat XML", tmp_path).read_text(encoding="utf-8")
    # Five, of which one goes over two runs, so that there are six deletions; the footnote takes no comment.
    assert opened.count("<text:deletion>") == 6
    assert opened.count("<text:insertion>") == 5
    assert set(re.findall(r"<dc:creator>([^<]*)</dc:creator>", opened)) == {"termend"}
    assert opened.count("the second line") == 4
    assert office(made, "pdf:writer_pdf_Export", tmp_path).stat().st_size > 5_000


def test_translate_toolkit_po_to_xliff_tmx_csv_and_back(tmp_path):
    """PO made by the toolkit, turned into its other formats by its own converters, mended, read again by it."""
    from translate.storage import factory
    from translate.storage.po import pofile

    store = pofile()
    for source, target in PAIRS:
        unit = store.addsourceunit(source)
        unit.target = target
    po = tmp_path / "made.po"
    store.savefile(str(po))
    xliff, tmx, table = tmp_path / "made.xlf", tmp_path / "made.tmx", tmp_path / "made.csv"
    run(sys.executable, "-m", "translate.convert.po2xliff", po, xliff, cwd=tmp_path)
    run(sys.executable, "-m", "translate.convert.po2tmx", "--source-language=zh", "-l", "en", po, tmx, cwd=tmp_path)
    run(sys.executable, "-m", "translate.convert.po2csv", po, table, cwd=tmp_path)
    for path in (po, xliff, tmx, table):
        document = documents.read(str(path))
        assert [(s.source, s.text) for s in document.segments] == PAIRS, path
        mended(path)
        again = factory.getobject(str(path))
        found = {str(u.source): str(u.target) for u in again.units if u.source and u.target}
        assert {z: found[z] for z, _ in PAIRS} == {z: e.replace("Copper Beam", "Tongliang") for z, e in PAIRS}, path
