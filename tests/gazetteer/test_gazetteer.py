"""Questions to a gazetteer of a few rows, held against the plain way to answer them."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.errors import GlossaryError
from termend.gazetteer import Gazetteer, Kind, Origin, Reading
from termend.gazetteer.english import key
from termend.gazetteer.packing import write
from termend.language.tokens import tokenize

CHARACTERS = "甲乙丙丁"
NAMES = st.text(CHARACTERS, min_size=2, max_size=4)
WORDS = st.sampled_from(["Gax", "Gox", "Gëx", "Gix-Gax", "Gox’s"])


def place(chinese, *forms, population=20_000):
    return Reading(chinese, forms or ("Somewhere",), Kind.PLACE, population, (Origin.GEONAMES,))


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gazetteer")

    def open_with(readings, ordinary=()):
        write(folder / "names.npz", readings, frozenset(ordinary))
        return Gazetteer(folder / "names.npz")

    return open_with


@given(st.sets(NAMES, min_size=1, max_size=12), st.text(CHARACTERS, max_size=12), st.sets(NAMES, max_size=3))
def test_names_in_a_source_are_all_its_stretches_that_are_names(opened, names, text, ordinary):
    gazetteer = opened([place(name) for name in names], ordinary)
    wanted = [
        (start, end)
        for start in range(len(text))
        for end in range(start + 2, len(text) + 1)
        if text[start:end] in names - ordinary
    ]
    assert [(n.start, n.end) for n in gazetteer.every_name_in(text)] == wanted
    longest = gazetteer.names_in(text)
    assert all((n.start, n.end) in wanted for n in longest)
    assert all(a.end <= b.start for a, b in pairwise(longest))


@given(st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=6), st.lists(WORDS, max_size=8))
def test_known_names_are_the_longest_stretches_from_the_left(opened, forms, line):
    gazetteer = opened([place(f"甲乙{n}", " ".join(form)) for n, form in enumerate(forms)])
    line = [token.text for token in tokenize(" ".join(line))]
    keys = {key(" ".join(form)) for form in forms}

    def is_name(first, last):
        text = " ".join(line[first:last])
        return key(text) in keys or key(text.removesuffix("’s")) in keys

    wanted, first = [], 0
    while first < len(line):
        last = next((n for n in range(len(line), first, -1) if is_name(first, n)), None)
        if last:
            wanted.append((first, last))
        first = last or first + 1
    assert [(n.first, n.last) for n in gazetteer.known_names(line)] == wanted


def test_the_order_of_names_is_no_matter(tmp_path):
    rows = [place("甲乙", "Ga"), place("甲乙", "Go"), place("丙丁", "Gi"), place("甲乙丙", "Ga", "Gu")]
    write(tmp_path / "one.npz", rows, frozenset(["丙丁"]))
    others = [rows[2], rows[0], rows[3], rows[1]]
    write(tmp_path / "other.npz", others, frozenset(["丙丁"]))
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "other.npz").read_bytes()
    assert [r.preferred for r in Gazetteer(tmp_path / "one.npz").rows_of("甲乙")] == ["Ga", "Go"]


def test_what_is_written_is_what_is_read(tmp_path):
    rows = [
        Reading("甲乙", ("Ga Go", "GG"), Kind.FIRM, 0, (Origin.CEDPANE, Origin.ROR)),
        Reading("甲乙", ("Gi",), Kind.PLACE, 1_000_000, (Origin.GEONAMES,)),
        Reading("丙·丁", ("Gu",), Kind.PERSON, 0, (Origin.CEDICT,)),
    ]
    random.Random(1).shuffle(rows)
    write(tmp_path / "names.npz", rows, frozenset())
    gazetteer = Gazetteer(tmp_path / "names.npz")
    assert len(gazetteer) == len(rows)
    for row in rows:
        assert row in gazetteer.rows_of(row.chinese)
        assert all(gazetteer.named(form) == (row,) for form in row.forms)


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / "names.npz").write_bytes(b"nothing")
    with pytest.raises(GlossaryError, match=r"names\.npz.*termend gazetteer build"):
        Gazetteer(tmp_path / "names.npz")
