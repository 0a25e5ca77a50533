"""Entries are found where both languages show them, and nothing is proposed that the glossary has."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.channel import sound
from termend.cli.app import main
from termend.glossary import Glossary
from termend.harvest import Pair, harvest, romanised
from termend.harvest.pairing import read
from termend.records import Term

FESTIVAL = Path(__file__).parent / "festival.txt"
CASES = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "cases" / "harvest" / "pairs.jsonl").read_text("utf-8").splitlines()
]

EXPECTED = {
    "云阅读": "cloud-reading",
    "新航程 新未来": "New Voyage, New Future",
    "推动云阅读俱乐部": "Promoting Cloud-Reading Clubs",
    "数字乡村赋能农村教育": "Digital Villages Empower Rural Education",
    "青年读者云阅读服务": "Cloud-Reading Service for Young Readers",
    "青木岭": "Qingmuling",
    "2025中国数字图书馆展": "2025 China Digital Library Exhibition",
    "青木岭图书馆协会青年读者委员会": "Young Readers Committee of the Qingmuling Library Association",
}


@pytest.fixture(scope="module")
def festival():
    return read([str(FESTIVAL)])[0]


def test_interleaved_lines_find_each_other(festival):
    assert [pair.place for pair in festival] == ["line 4", "line 7", "line 10"]
    assert festival[0].english.startswith("Themed")


def test_every_kind_of_entry_is_found(festival):
    found = {entry.source: entry for entry in harvest(festival, Glossary(())).entries}
    for source, target in EXPECTED.items():
        assert found[source].target == target
        assert found[source].confidence >= 0.8
    assert found["青年读者"].count == 2
    assert found["青木岭"].contexts[0].place == "line 10"


def test_what_the_glossary_has_is_not_proposed_and_what_contradicts_it_stands_apart(festival):
    rows = (
        Term("青木岭", "Qingmuling", glossary="g.csv", line=2),
        Term("云阅读", "online reading", ("cloud reading",), glossary="g.csv", line=3),
        Term("2025中国数字图书馆展", "China Digital Library Fair 2025", glossary="g.csv", line=4),
    )
    harvested = harvest(festival, Glossary(rows))
    assert {"青木岭", "云阅读"} == {entry.source for entry in harvested.known}
    assert not {row.source for row in rows} & {entry.source for entry in harvested.entries}
    (conflict,) = harvested.conflicts
    assert conflict.entry.target == "2025 China Digital Library Exhibition"
    assert conflict.rows == (rows[2],)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_case(case):
    pairs = [Pair("x", f"line {n}", zh, en) for n, (zh, en) in enumerate(case["pairs"])]
    sure = {(e.source, e.target) for e in harvest(pairs, Glossary(())).entries if e.confidence >= 0.8}
    for entry in case["sure"]:
        assert tuple(entry) in sure
    if case.get("nothing_else", True):
        assert sure == set(map(tuple, case["sure"]))


def test_the_order_of_the_pairs_does_not_matter(festival):
    backward = harvest(festival[::-1], Glossary(()))
    forward = harvest(festival, Glossary(()))
    key = [(e.source, e.target, round(e.confidence, 6), e.count) for e in forward.entries]
    assert [(e.source, e.target, round(e.confidence, 6), e.count) for e in backward.entries] == key


TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en"
 srclang="zh-CN" datatype="plaintext"/><body><tu tuid="7"><tuv xml:lang="zh-CN"><seg>他在青木岭图书馆工作。</seg></tuv>
<tuv xml:lang="en-US"><seg>He works at the Qingmuling Library.</seg></tuv></tu></body></tmx>"""
XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="a" source-language="zh-CN"
 target-language="en" datatype="plaintext"><body><trans-unit id="u3"><source>他在青木岭图书馆工作。</source>
<target>He works at the Qingmuling Library.</target></trans-unit></body></file></xliff>"""


@pytest.mark.parametrize(
    "files",
    [
        {"memory.tmx": TMX},
        {"units.xlf": XLIFF},
        {
            "a.zh.txt": "他在青木岭图书馆工作。\n天气很好。\n",
            "a.en.txt": "He works at the Qingmuling Library.\nIt is fine.\n",
        },
        {
            "a.en.txt": "He works at the Qingmuling Library.\nIt is fine.\n",
            "a.zh.txt": "他在青木岭图书馆工作。\n天气很好。\n",
        },
        {
            "a.zh.txt": "昨天天气很好。他在青木岭图书馆工作。\n他姐姐住在云岭。\n她每天读报纸。\n"
            "报纸由石音报社出版。\n",
            "a.en.txt": "The weather was fine yesterday.\nHe works at the Qingmuling Library.\n\n"
            "His elder sister lives in Yunling.\nShe reads the newspaper every day.\n"
            "The newspaper is published by Shiyin Press.\n",
        },
    ],
    ids=["TMX", "XLIFF", "Chinese first", "English first", "other lines"],
)
def test_files(tmp_path, capsys, files):
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "g.csv").write_text("source,target\n天气,weather\n", encoding="utf-8")
    names = [str(tmp_path / name) for name in files]
    assert main(["glossary", "harvest", *names, "--glossary", str(tmp_path / "g.csv")]) == 0
    assert "青木岭图书馆 → Qingmuling Library" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"a.txt": "Only English here.\n"}, "in one language only"),
        ({"a.txt": "Only English here.\n", "b.txt": "And here.\n"}, "a file and its translation"),
        ({"a.txt": "1 2 3\n"}, "neither Chinese nor English"),
    ],
)
def test_refused(tmp_path, capsys, files, message):
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["glossary", "harvest", *(str(tmp_path / name) for name in files)]) == 2
    assert message in capsys.readouterr().err


def test_csv_is_a_glossary(tmp_path, capsys):
    (tmp_path / "g.csv").write_text("source,target\n青木岭,Green Wood Ridge\n", encoding="utf-8")
    out = tmp_path / "new.csv"
    command = ["glossary", "harvest", str(FESTIVAL), "--glossary", str(tmp_path / "g.csv")]
    assert main([*command, "--format", "csv", "--output", str(out)]) == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert {row["source"]: row["target"] for row in rows}["云阅读"] == "cloud-reading"
    assert any(row["source"] == "# 青木岭" and "Green Wood Ridge" in row["note"] for row in rows)
    assert main(["check", str(FESTIVAL), "--glossary", str(out)]) in (0, 1), "termend reads it"
    capsys.readouterr()
    assert main([*command, "--format", "json"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert body["conflicts"][0]["rows"] == [{"target": "Green Wood Ridge", "glossary": "g.csv", "line": 2}]


@given(
    st.lists(st.text("abcdeghiklmnorstuvz", min_size=4, max_size=9).map(str.capitalize), min_size=1, max_size=4),
    st.lists(st.text("沙坪坝韦瑟尔可西里的奥地利哈萨克斯坦·", min_size=2, max_size=9), min_size=1, max_size=3),
)
def test_no_name_that_is_heard_is_passed_over(names, stretches):
    able = romanised._able(names, stretches)
    for name, kept in zip(names, able, strict=True):
        heard = [sound.shipped().align(name, stretch) for stretch in stretches]
        telling = {n for n, one in enumerate(heard) if one is not None and one.log_odds >= romanised._FAINT}
        assert telling <= set(kept)


def test_halves_that_nothing_explains_are_no_entries():
    pairs = [Pair("a.txt", "1", "“长 约”是一本书。", "“long-term” is a book.")]
    assert all(0 < entry.confidence < 1 for entry in harvest(pairs, Glossary(()), least=0.0).entries)
