"""The lexicon: IBM Model 1 by hand on a toy, and what the shipped table knows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termend import arrays
from termend.channel import lexicon
from termend.channel.learning import ibm1
from termend.channel.learning.dictionary import Entry
from termend.channel.learning.lexicon import character_rows, word_rows
from termend.channel.tables import Archive, SparseTable
from termend.errors import ModelError


def test_model_1_separates_words_that_meet_in_pairs() -> None:
    # The worked example of Koehn (2009), "Statistical Machine Translation", section 4.2.3.
    table = ibm1.train([("ab", ["the", "house"]), ("ac", ["the", "book"]), (["d", "c"], ["a", "book"])], iterations=40)
    assert table["a"]["the"] > 0.9
    assert table["b"]["house"] > 0.9
    assert table["c"]["book"] > 0.9
    for row in table.values():
        assert sum(row.values()) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("piece", "word"),
    [
        ("坝", "dam"),
        ("报", "reports"),
        ("报", "newspaper"),
        ("网", "Network"),
        ("委", "committee"),
        ("轨道", "orbital"),
        ("传媒", "media"),
        ("泉", "spring"),
        ("庆", "celebration"),
        ("中国", "Chinese"),
        ("俄罗斯", "Russian"),
        ("新闻", "press"),
        ("重", "re"),
        ("预", "pre"),
    ],
)
def test_shipped_lexicon_knows_plain_glosses(piece: str, word: str) -> None:
    assert lexicon.shipped().probability(word, piece) > 0.01


def test_falls_back_to_the_beginning_of_a_word() -> None:
    assert 0 < lexicon.shipped().probability("jubilee", "庆") < 0.05


def entry(word: str, *senses: str, is_name: bool = False) -> Entry:
    return Entry(word, ("x",) * len(word), senses, is_name)


def test_a_word_is_called_what_it_is_called_in_longer_words() -> None:
    entries = [entry("新闻", "news"), entry("自由", "freedom"), entry("大学", "university")]
    alone = word_rows(entries)
    more = word_rows([*entries, entry("新闻自由", "press freedom"), entry("新闻大学", "press university")])
    assert alone["新闻"] == {"news": 1.0}
    assert 0 < more["新闻"]["press"] < more["新闻"]["news"]
    assert more["自由"]["freedom"] > 0.9
    for row in more.values():
        assert sum(row.values()) == pytest.approx(1.0)


def test_a_country_lends_its_adjective() -> None:
    row = word_rows([entry("德国", "Germany", is_name=True)])["德国"]
    assert row["germani"] > row["german"] > 0


def test_a_prefix_is_what_words_that_begin_so_say_together() -> None:
    words = [entry("重建", "rebuild"), entry("重写", "rewrite"), entry("建", "build"), entry("写", "write")]
    others = [entry("报", "report"), entry("报告", "report"), entry("港", "port")]
    rows = character_rows([*words, *others])
    assert rows["重"]["re"] > 0.1
    assert "re" not in rows["报"]  # a port is rarer than a report: it is no port once more


@pytest.mark.parametrize(("stem", "known"), [("jubile", "jubil"), ("dam", "dam"), ("zzyzxes", "zzyzxes")])
def test_an_unknown_stem_finds_the_sense_of_one_that_begins_so(stem: str, known: str) -> None:
    assert lexicon.shipped().nearest(stem) == known


def test_unknown_pieces_and_words_have_no_probability() -> None:
    assert lexicon.shipped().probability("zzyzx", "坝") == 0
    assert lexicon.shipped().probability("dam", "𠀀") == 0
    assert lexicon.shipped().glosses("没有这个词啊") == {}


def test_segmentations_hold_characters_and_words() -> None:
    assert {(0, 1), (2, 3), (2, 4)} <= set(lexicon.shipped().segmentations("重报集团"))


_NAMES = st.lists(st.sampled_from(["重报集团", "重庆", "中国", "日报", "坝", "·", "𠀀", "a"]), max_size=5).map("".join)


@pytest.mark.parametrize("many", [1, 1_000])
@settings(max_examples=20)  # all words are read each time
@given(st.lists(_NAMES, max_size=5))
def test_many_names_are_cut_as_one_is(many: int, names: list[str]) -> None:
    words = lexicon.shipped()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lexicon, "_MANY", many)
        found = [tuple(row) for row in words.segmented(names).T.tolist()]
    assert sorted(found) == sorted((n, *cut) for n, name in enumerate(names) for cut in words.segmentations(name))


_rows = st.dictionaries(
    st.text("abc报", min_size=1, max_size=3),
    st.dictionaries(st.text("xyz", min_size=1, max_size=3), st.floats(1e-4, 1.0), max_size=5),
    max_size=6,
)


@given(_rows)
def test_a_table_gives_back_what_it_was_built_from(rows: dict[str, dict[str, float]]) -> None:
    table = SparseTable.from_rows(rows)
    assert list(table) == sorted(k for k, row in rows.items() if row)
    for key, row in rows.items():
        assert table.row(key) == pytest.approx(row, rel=0.026)


@given(_rows, st.randoms(use_true_random=False))
def test_order_of_rows_never_matters(rows: dict[str, dict[str, float]], random: object) -> None:
    turned = {k: dict(reversed(row.items())) for k, row in reversed(rows.items())}
    a, b = SparseTable.from_rows(rows).arrays("t"), SparseTable.from_rows(turned).arrays("t")
    assert all(np.array_equal(a[name], b[name]) for name in a)


def test_archive_round_trip_and_broken_file(tmp_path: Path) -> None:
    table = SparseTable.from_rows({"坝": {"dam": 0.5}})
    arrays.save(tmp_path / "t.npz", table.arrays("t"))
    assert Archive(tmp_path / "t.npz").table("t").row("坝") == pytest.approx({"dam": 0.5}, rel=0.026)
    (tmp_path / "t.npz").write_bytes(b"PK\x03\x04 not an archive")
    with pytest.raises(ModelError, match="build the table anew"):
        Archive(tmp_path / "t.npz")
    with pytest.raises(ModelError):
        Archive(tmp_path / "missing.npz")


@given(
    st.lists(st.text("坝报网委轨道传媒沙重庆日集团的一二", min_size=1, max_size=3), min_size=1, max_size=12),
    st.sampled_from(
        ["dam", "reports", "newspaper", "Networks", "committee", "Tech", "the", "re", "Chongqing", "press"]
    ),
)
def test_pieces_together_say_what_each_says(pieces: list[str], word: str) -> None:
    known = lexicon.shipped()
    one_by_one = {n: p for n, piece in enumerate(pieces) if (p := known.probability(word, piece))}
    among = known.among(pieces)
    assert among.probabilities(word) == one_by_one
    begun = {
        n: [p for sense, p in known.glosses(piece).items() if sense.startswith("pres")]
        for n, piece in enumerate(pieces)
    }
    assert among.begun("pres") == {n: max(ps) for n, ps in begun.items() if ps}
