"""Sources that lie beside several drafts, by a pattern on the command line, in the settings, in the hook."""

import json

import pytest

from termend import documents
from termend.cli.app import main
from termend.errors import OptionError

ROWS = "source,target\n重报集团,Chongqing Daily Press Group\n铜梁,Tongliang\n"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "press.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "news").mkdir()
    for name, text in {
        "a.txt": "It was in the news again.\n",
        "a.zh.txt": "重报集团又上了新闻。\n",
        "b.txt": "It snowed in the county.\n",
        "b.zh.txt": "铜梁下雪。\n",
        "c.txt": "It rained.\n",
    }.items():
        (tmp_path / "news" / name).write_text(text, encoding="utf-8")
    return tmp_path


def found(capsys, *arguments):
    code = main(["check", *arguments, "--glossary", "press.csv", "--format", "json"])
    printed = json.loads(capsys.readouterr().out)["documents"]
    return code, {d["path"]: [f["term"]["source"] for f in d["findings"]] for d in printed}


def test_a_pattern_finds_the_source_of_each(desk, capsys):
    code, by_draft = found(capsys, "news/a.txt", "news/b.txt", "--source", "{stem}.zh.txt")
    assert (code, by_draft) == (1, {"news/a.txt": ["重报集团"], "news/b.txt": ["铜梁"]})


def test_a_draft_whose_source_is_missing_is_named(desk, capsys):
    code = main(["check", "news", "--glossary", "press.csv", "--source", "{stem}.zh.txt"])
    told = capsys.readouterr()
    assert code == 2
    assert "c.zh.txt" in told.err
    assert "重报集团" in told.out


def test_the_settings_may_say_where_sources_lie(desk, capsys):
    (desk / "termend.toml").write_text('sources = "{stem}.zh.txt"\n', encoding="utf-8")
    code, by_draft = found(capsys, "news")
    assert code == 1
    assert by_draft == {"news/a.txt": ["重报集团"], "news/b.txt": ["铜梁"], "news/c.txt": []}
    code, by_draft = found(capsys, "news/a.txt", "news/a.zh.txt")  # as pre-commit names them
    assert by_draft == {"news/a.txt": ["重报集团"]}


@pytest.mark.parametrize("pattern", ["{stam}.zh.txt", "{suffix}.txt", "{}.txt"])
def test_a_pattern_that_means_nothing_is_refused(desk, capsys, pattern):
    assert main(["check", "news/a.txt", "--source", pattern]) == 2
    assert "{stem}" in capsys.readouterr().err
    (desk / "termend.toml").write_text(f'sources = "{pattern}"\n', encoding="utf-8")
    assert main(["check", "news/a.txt"]) == 2


@pytest.mark.parametrize(
    ("draft", "pattern", "source"),
    [
        ("news/a.txt", "{stem}.zh.txt", "news/a.zh.txt"),
        ("a.docx", "{name}.source", "a.docx.source"),
        ("news/a.md", "../zh/{stem}{suffix}", "zh/a.md"),
        ("news/a.md", "zh/{name}", "news/zh/a.md"),
    ],
)
def test_where_a_source_lies(draft, pattern, source, tmp_path):
    assert documents.source_beside(draft, pattern).as_posix() == source
    (tmp_path / draft).parent.mkdir(exist_ok=True)
    (tmp_path / draft).write_text("x", encoding="utf-8")
    assert documents.is_source(tmp_path / source, pattern) is (".." not in pattern)
    assert not documents.is_source(tmp_path / draft, pattern)


def test_a_pattern_names_a_field():
    with pytest.raises(OptionError):
        documents.require_pattern("source.txt")
