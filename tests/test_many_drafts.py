"""Several drafts in one run: all are done, one report, a bad one is named."""

import json

import pytest

from termend.cli.app import main
from termend.documents import expand
from termend.errors import OptionError


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text("The meeting ended。\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("A quiet day.\n", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "c.txt").write_text("He left，she stayed.\n", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("no draft\n", encoding="utf-8")
    (tmp_path / "terms.csv").write_text("source,target\n铜梁,Tongliang\n", encoding="utf-8")
    return tmp_path


def test_a_folder_stands_for_its_drafts(folder):
    assert [name.rsplit("/", 1)[1] for name in expand([str(folder)], frozenset({".txt"}))] == [
        "a.txt",
        "b.txt",
        "bad.txt",
        "c.txt",
    ]


def test_each_draft_once_in_the_order_named(folder):
    a, b = str(folder / "a.txt"), str(folder / "b.txt")
    assert expand([b, str(folder / "[ab].txt"), a, "-"]) == (b, a, "-")


def test_a_file_with_a_pattern_for_a_name_is_the_file(tmp_path):
    (tmp_path / "a[1].txt").write_text("x")
    (tmp_path / "a1.txt").write_text("x")
    assert expand([str(tmp_path / "a[1].txt")]) == (str(tmp_path / "a[1].txt"),)


@pytest.mark.parametrize("name", ["*.nothing", "empty"])
def test_what_holds_no_draft_is_refused(tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(OptionError):
        expand([str(tmp_path / name)])


def test_a_bad_draft_is_named_and_the_others_are_done(folder, capsys):
    code = main(["check", str(folder), "--glossary", str(folder / "terms.csv"), "--format", "json"])
    printed = capsys.readouterr()
    assert code == 2
    assert "bad.txt" in printed.err
    found = {d["path"].rsplit("/", 1)[1]: len(d["findings"]) for d in json.loads(printed.out)["documents"]}
    assert found == {"a.txt": 1, "b.txt": 0, "c.txt": 1}


def test_several_are_fixed_into_a_folder(folder, capsys):
    out = folder / "out"
    out.mkdir()
    drafts = [str(folder / "a.txt"), str(folder / "inner" / "c.txt")]
    assert main(["fix", *drafts, "--glossary", str(folder / "terms.csv"), "--output", str(out)]) == 0
    assert (out / "a.txt").read_text(encoding="utf-8") == "The meeting ended.\n"
    assert (out / "c.txt").read_text(encoding="utf-8") == "He left, she stayed.\n"


def test_several_drafts_do_not_go_to_one_file(folder, capsys):
    target = folder / "one.out"
    assert main(["fix", str(folder / "a.txt"), str(folder / "b.txt"), "--output", str(target)]) == 2
    assert not target.exists()


def test_same_names_would_meet_in_the_folder(folder, capsys):
    (folder / "inner" / "a.txt").write_text("Another.\n", encoding="utf-8")
    out = folder / "out"
    out.mkdir()
    assert main(["fix", str(folder / "a.txt"), str(folder / "inner" / "a.txt"), "--output", str(out)]) == 2
    assert not list(out.iterdir())


def test_sources_in_a_folder_go_by_name(folder, capsys):
    sources = folder / "zh"
    sources.mkdir()
    for name in ("a.txt", "b.txt"):
        (sources / name).write_text("铜梁的一天。\n", encoding="utf-8")
    drafts = [str(folder / "a.txt"), str(folder / "b.txt")]
    options = ["--glossary", str(folder / "terms.csv"), "--format", "json"]
    main(["check", *drafts, "--source", str(sources), *options])
    assert [d["source"] for d in json.loads(capsys.readouterr().out)["documents"]] == [
        str(sources / "a.txt"),
        str(sources / "b.txt"),
    ]
    assert main(["check", *drafts, "--source", str(sources / "a.txt"), *options]) == 2


def test_a_draft_keeps_its_format(folder, capsys):
    target = folder / "mended.docx"
    assert main(["fix", str(folder / "a.txt"), "--output", str(target)]) == 2
    assert "keeps its format" in capsys.readouterr().err
    assert not target.exists()
