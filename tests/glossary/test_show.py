"""`termend glossary show`: the row, what stands near it, and what it may come out as."""

from __future__ import annotations

import json

import pytest

from termend.channel.expected import expected
from termend.cli.app import main
from termend.records import Term

ROWS = """source,target,variants,forbidden,type,case,note
石音集团,Shiyin Group,Shiyin Media Group,Stone Sound Group,organisation,,seat in Shiyin
石音,Shiyin,,,place,,
石音集团青木岭分公司,Shiyin Group Qingmuling Branch,,,organisation,,
石英集团,Shiying Group,,,organisation,,
天气,weather,,,,any,
"""


@pytest.fixture
def glossary(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "house.csv").write_text(ROWS, encoding="utf-8")
    return "house.csv"


@pytest.mark.parametrize("name", ["石音集团", "shiyin media group", " 石音集團 "])
def test_found_by_chinese_or_english(glossary, capsys, name):
    assert main(["glossary", "show", name, "--glossary", glossary, "--format", "json"]) == 0
    (term,) = json.loads(capsys.readouterr().out)["terms"]
    assert (term["source"], term["glossary"], term["line"]) == ("石音集团", "house.csv", 2)
    assert [row["source"] for row in term["inside"]] == ["石音"]
    assert [row["source"] for row in term["around"]] == ["石音集团青木岭分公司"]
    assert [row["source"] for row in term["alike"]] == ["石英集团"]
    texts = [garble["text"] for garble in term["garbles"]]
    assert "Stone Sound Group" in texts
    scores = [garble["log_probability"] for garble in term["garbles"]]
    assert scores == sorted(scores, reverse=True)


def test_for_people(glossary, capsys):
    assert main(["glossary", "show", "石音集团", "--glossary", glossary, "--count", "4"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("石音集团 → Shiyin Group\n  house.csv:2\n")
    for line in (
        "  also: Shiyin Media Group",
        "  never: Stone Sound Group",
        "  note: seat in Shiyin",
        "  house.csv:4: 石音集团青木岭分公司 → Shiyin Group Qingmuling Branch",
    ):
        assert line in printed.splitlines()
    assert len(printed.partition("likeliest first:\n")[2].splitlines()) == 4


def test_not_there(glossary, capsys):
    assert main(["glossary", "show", "石音集", "--glossary", glossary]) == 2
    assert "Did you mean 石音集团" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("term", "garble"),
    [
        (Term("石音镇", "Shiyin Town", type="place"), "Shi Sound Town"),
        (Term("马青木", "Ma Qingmu", type="person"), "Horse Qingmu"),
        (Term("青木岭", "Qingmuling", type="place"), "qingmuling"),
        (Term("铁山", "Tieshan", type="place"), "Iron Mountain"),
    ],
)
def test_each_way_is_expected(term, garble):
    assert garble in {found.text for found in expected(term, 60)}


def test_a_right_rendering_is_no_garble():
    term = Term("铁山", "Tieshan", ("Iron Mountain",))
    texts = {garble.text for garble in expected(term, 200)}
    assert not {"Tieshan", "Iron Mountain"} & texts


def test_a_name_that_may_be_lower_case_loses_nothing_by_it():
    assert "iron mountain" not in {g.text for g in expected(Term("铁山", "Iron Mountain", case="any"), 200)}


def test_the_pieces_make_up_the_whole_name():
    term = Term("石音集团青木岭分公司", "Shiyin Group Qingmuling Branch")
    for garble in expected(term, 30):
        assert "".join(piece.source for piece in garble.pieces) == term.source
