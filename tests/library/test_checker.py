"""The library does what the command line does."""

import json
import random
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import termend
from termend.cli.app import main
from termend.edits import apply

DRAFT = "Nine works of the heavy newspaper group won.\nThe app of upstream news grew, and so did the fourteen five.\n"
ROWS = "source,target,type\n重报集团,Chongqing Daily Press Group,media\n上游新闻,Upstream News,media\n"


@pytest.fixture(scope="module")
def checker():
    return termend.Checker(["chongqing-media"])


def test_it_reports_what_the_command_reports(checker, tmp_path, capsys):
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    assert main(["check", str(draft), "--glossary", "chongqing-media", "--format", "json"]) == 1
    assert json.loads(checker.check(draft).render("json")) == json.loads(capsys.readouterr().out)


def test_it_mends_what_the_command_mends(checker, tmp_path):
    draft, mended = tmp_path / "draft.txt", tmp_path / "mended.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    assert main(["fix", str(draft), "--glossary", "chongqing-media", "--output", str(mended)]) == 0
    fixed = checker.fix(draft)
    assert fixed.data == mended.read_bytes()
    assert apply(fixed.document.text, fixed.edits) == fixed.text
    fixed.write(tmp_path / "again.txt")
    assert (tmp_path / "again.txt").read_bytes() == fixed.data
    assert fixed.diff().startswith("--- ")


def test_a_text_a_file_and_bytes_are_one(checker, tmp_path):
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    found = [checker.check(draft).findings for draft in (DRAFT, tmp_path / "draft.txt", DRAFT.encode())]
    assert found[0] == found[1] == found[2] != ()


def test_a_text_has_the_format_of_its_name(checker):
    page = "<meta charset=gbk><p>The heavy <b>newspaper</b> group met.</p><script>heavy newspaper group</script>"
    report = checker.check(page, name="page.html")
    assert [finding.text for finding in report] == ["heavy newspaper group"]
    assert checker.fix(page, name="page.html").data.decode("utf-8-sig").count("heavy newspaper group") == 1


def test_with_the_source_dropped_names_are_found(checker):
    report = checker.check("It was in the news again today.", "重报集团今天又上了新闻。")
    assert [(finding.check, finding.term.target) for finding in report] == [
        ("missing-term", "Chongqing Daily Press Group")
    ]


def test_a_source_rules_names_out(checker):
    assert checker.explain("Copper Beam", "铜梁", "铜梁下雨。").asked is not None
    assert checker.explain("Copper Beam", "铜梁", "重庆下雨。").asked is None


def test_threads_get_the_same_answers(checker):
    drafts = [DRAFT, "The copper beam news.", "Nothing is wrong here.", DRAFT * 3, "upstream news"]
    alone = [checker.check(draft).findings for draft in drafts]
    others = termend.Checker(["chongqing-media"])
    found = {}

    def work(number):
        for index in random.Random(number).sample(range(len(drafts)), len(drafts)):
            found[number, index] = (checker if number % 2 else others).check(drafts[index]).findings

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6 * len(drafts)
    assert all(findings == alone[index] for (_, index), findings in found.items())


def test_options_are_those_of_the_command_line():
    strict = termend.Checker(
        ["chongqing-media"],
        checks=["lost-case"],
        severities={"lost-case": termend.Severity.INFO},
        ignored=lambda path, check, text: text == "upstream news",
    )
    found = strict.check("In upstream news and chongqing daily.").findings
    assert [(f.text, f.severity) for f in found] == [("chongqing daily", "info")]


@pytest.mark.parametrize(
    ("wrong", "error", "said"),
    [
        (lambda: termend.Checker(["no-such"]), termend.GlossaryError, "no such file"),
        (lambda: termend.Checker([]), termend.OptionError, "name one"),
        (lambda: termend.Checker(min_score=2), termend.OptionError, "from 0 to 1"),
        (lambda: termend.Checker(checks=["lost-cause"]), termend.OptionError, "lost-case"),
        (lambda: termend.read(Path("no-such.txt")), termend.DocumentError, "Check the name"),
        (lambda: termend.read("  "), termend.DocumentError, "empty"),
        (lambda: termend.read(3), termend.DocumentError, "int is no draft"),
        (lambda: termend.Glossary.load("no-such"), termend.GlossaryError, "shipped are"),
        (lambda: termend.Checker("chongqing-media").explain("x", "y"), termend.OptionError, "no Chinese name"),
        (lambda: termend.Checker("chongqing-media").check("Rain.").render("poem"), termend.OptionError, "sarif"),
    ],
)
def test_errors_say_where_and_what_to_do(wrong, error, said):
    with pytest.raises(error, match=said):
        wrong()


def test_glossaries_are_converted_and_linted(tmp_path):
    file = tmp_path / "press.csv"
    file.write_text(ROWS + "重报集团,Chongqing Daily Press Group,media\n", encoding="utf-8")
    glossary = termend.Glossary.load(file)
    assert len(glossary) == 2
    assert [finding.rule for finding in glossary.lint(rules=["duplicate-entry"])] == ["duplicate-entry"]
    losses = termend.Glossary.load(file).convert(tmp_path / "press.utx")
    assert "type" in {loss.column for loss in losses}
    assert len(termend.Glossary.load(tmp_path / "press.utx")) == 2
    with pytest.raises(termend.OptionError, match="the glossary itself"):
        glossary.convert(file)


TEXTS = st.text(st.characters(codec=None) | st.sampled_from("a é重𠮷😀"), max_size=30)


@given(TEXTS)
def test_offsets_are_those_of_the_encodings(text):
    offsets = termend.Offsets(text)
    for at in range(len(text) + 1):
        units = len(text[:at].encode("utf-16-le", "surrogatepass")) // 2
        size = len(text[:at].encode("utf-8", "surrogatepass"))
        assert (offsets.to_utf16(at), offsets.to_bytes(at)) == (units, size)
        assert (offsets.from_utf16(units), offsets.from_bytes(size)) == (at, at)


@given(TEXTS, st.integers(-3, 80))
def test_a_place_inside_a_letter_is_its_beginning(text, place):
    offsets = termend.Offsets(text)
    for starts, back in ((offsets.to_utf16, offsets.from_utf16), (offsets.to_bytes, offsets.from_bytes)):
        at = back(place)
        assert 0 <= at <= len(text)
        assert at == 0 or starts(at) <= max(place, 0)
        assert at == len(text) or place < starts(at + 1)
