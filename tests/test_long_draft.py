"""A long draft, checked section by section: by what it says as a whole, and with one section in memory."""

import gc
import weakref

import pytest

from termend import documents, long_draft, pipeline, view
from termend.cli import streaming
from termend.cli.app import main
from termend.documents import sections, streamed
from termend.glossary import Glossary
from termend.pipeline import Options
from termend.records import Term
from termend.reports.streamed_report import FORMS

TERMS = Glossary(
    (
        Term("重报集团", "Chongqing Daily Press Group", glossary="t.csv"),
        Term("铜梁", "Tongliang", glossary="t.csv"),
        Term("融媒体中心", "Convergence Media Center", ("Convergence Media Centre",), glossary="t.csv"),
    ),
    ("t.csv",),
)
PLAIN = "The weather was fine and nobody spoke of anything but the harvest, which was good."
SLIP = "Nine works of the heavy newspaper group won, as he said when he came to Tongliang."
RIGHT = "The Convergence Media Center opened in Tongliang, and many came to look at it."
OTHER = "The Convergence Media Centre of the town opened later, and fewer people came."
LINES = [PLAIN, SLIP, RIGHT, RIGHT, PLAIN, OTHER, PLAIN, SLIP, RIGHT]
TEXT = "\n".join(LINES * 3) + "\n"
OPTIONS = Options(model=None)


@pytest.fixture
def short(monkeypatch):
    monkeypatch.setattr(sections, "WORDS", 60)


def read(text=TEXT):
    return documents.parse_text("draft.txt", text)


def test_findings_lie_in_the_draft(short):
    document = read()
    found = pipeline.check(document, TERMS).findings
    assert {f.check for f in found} == {"garbled-term", "inconsistent-term"}
    for finding in found:
        segment = document.segments[finding.segment]
        assert document.text[finding.start : finding.end] == finding.text
        assert segment.start <= finding.start <= finding.end <= segment.end
        assert all(document.text[start:end] for start, end in finding.places)
    slips = [f for f in found if f.check == "garbled-term"]
    assert [f.text for f in slips] == ["heavy newspaper group"] * 6
    assert len({f.entity for f in slips}) == 1


def test_counts_are_those_of_the_whole_draft(short):
    """The rarer spelling is the one of the draft, though in some section it stands alone."""
    found = [f for f in pipeline.check(read(), TERMS).findings if f.check == "inconsistent-term"]
    assert {f.text for f in found} == {"Convergence Media Centre"}
    assert all("(9 times)" in f.message for f in found)
    assert sum(1 + len(f.places) for f in found) == 3


def test_what_stands_right_anywhere_counts_everywhere(short):
    document = read()
    whole = long_draft.survey(lambda: sections.of(document), TERMS)
    assert whole.setting.mentioned["铜梁"] == 15
    assert whole.setting.cased
    one = long_draft.survey(lambda: [sections.Section(document, 0, 0)], TERMS)
    assert one.setting == whole.setting


def test_without_capitals_names_are_counted_all_the_same(short):
    document = read(TEXT.lower())
    whole = long_draft.survey(lambda: sections.of(document), TERMS)
    one = long_draft.survey(lambda: [sections.Section(document, 0, 0)], TERMS)
    assert not whole.setting.cased
    assert one.setting == whole.setting


def test_one_section_is_held_at_a_time(short, tmp_path, monkeypatch):
    file = tmp_path / "draft.txt"
    file.write_text(TEXT * 3, encoding="utf-8")
    draft = streamed.opened(str(file))
    alive: weakref.WeakSet = weakref.WeakSet()
    seen = []
    made = view.View

    class Watched(made):
        __slots__ = ("__weakref__",)

        def __init__(self, *arguments):
            super().__init__(*arguments)
            gc.collect()
            alive.add(self)
            seen.append(len(alive))

    monkeypatch.setattr(view, "View", Watched)
    count = sum(1 for _ in long_draft.check(draft.sections, TERMS))
    assert count > 10
    assert len(seen) == 2 * count
    assert max(seen) <= 2


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.txt").write_text(TEXT, encoding="utf-8", newline="")
    rows = "".join(f"{t.source},{t.target},{'|'.join(t.variants)}\n" for t in TERMS.terms)
    (tmp_path / "t.csv").write_text("source,target,variants\n" + rows, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("form", FORMS)
def test_a_report_written_as_it_comes_is_the_same(short, folder, monkeypatch, form):
    arguments = ["check", "draft.txt", "--glossary", "t.csv", "--format", form.value, "--output"]
    streams = []
    check = streaming.check
    monkeypatch.setattr(streaming, "check", lambda *a: streams.append(1) or check(*a))
    assert main([*arguments, "streamed"]) == 1
    monkeypatch.setattr(streaming, "long_draft", lambda *a: None)
    assert main([*arguments, "at once"]) == 1
    assert streams == [1]
    assert (folder / "streamed").read_bytes() == (folder / "at once").read_bytes()


@pytest.mark.parametrize("form", FORMS)
def test_a_clean_draft_has_the_same_report(short, folder, monkeypatch, form):
    (folder / "draft.txt").write_text((PLAIN + "\n") * 20, encoding="utf-8")
    arguments = ["check", "draft.txt", "--glossary", "t.csv", "--format", form.value, "--output"]
    assert main([*arguments, "streamed"]) == 0
    monkeypatch.setattr(streaming, "long_draft", lambda *a: None)
    assert main([*arguments, "at once"]) == 0
    assert (folder / "streamed").read_bytes() == (folder / "at once").read_bytes()


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_what_is_mended_piece_by_piece_is_the_same(short, folder, monkeypatch, capsys, mark):
    (folder / "draft.txt").write_text(mark + TEXT, encoding="utf-8", newline="")
    arguments = ["fix", "draft.txt", "--glossary", "t.csv", "--output"]
    streams = []
    mend = streaming.mend
    monkeypatch.setattr(streaming, "mend", lambda *a: streams.append(1) or mend(*a))
    assert main([*arguments, "streamed"]) == 0
    said = capsys.readouterr().err
    monkeypatch.setattr(streaming, "long_draft_to_mend", lambda *a: None)
    assert main([*arguments, "at once"]) == 0
    assert streams == [1]
    assert (folder / "streamed").read_bytes() == (folder / "at once").read_bytes()
    assert (folder / "streamed").read_text(encoding="utf-8").startswith(mark + PLAIN)
    assert capsys.readouterr().err == said


def test_a_long_draft_is_mended_in_place(short, folder):
    assert main(["fix", "draft.txt", "--glossary", "t.csv", "--in-place"]) == 0
    mended = (folder / "draft.txt").read_text(encoding="utf-8")
    assert "heavy newspaper group" not in mended
    assert mended.count("Chongqing Daily Press Group") == 6


def test_a_report_that_breaks_off_leaves_what_was_there(short, folder, monkeypatch):
    (folder / "report.json").write_text("old", encoding="utf-8")
    found = pipeline.found
    calls = []

    def breaks(*arguments):
        calls.append(1)
        if len(calls) > 2:
            raise MemoryError
        return found(*arguments)

    monkeypatch.setattr(pipeline, "found", breaks)
    arguments = ["check", "draft.txt", "--glossary", "t.csv", "--format", "json", "--output", "report.json"]
    assert main(arguments) >= 2
    assert (folder / "report.json").read_text(encoding="utf-8") == "old"
    assert not list(folder.glob(".termend-*"))
