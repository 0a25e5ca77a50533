"""A glossary as arrays answers as the rows do, and what is kept on disk is never another file's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.errors import GlossaryError
from termend.glossary import Glossary, keeping, loading
from termend.glossary.kept import KeptGlossary, arrays_of
from termend.glossary.occurrences import words_of
from termend.glossary.screening import Traces
from termend.language.phrases import first_words
from termend.records import Term

NAMES = st.sampled_from(["重庆", "何·大一", "重庆日报", "中县", "沙坪坝", "何大一", "德国", "十五五", "\U00020000"])
WORDS = ["Zhong", "Zhongxian", "County", "Chongqing", "Daily", "15th", "German", "the", "Water", "Bureau", "of", "(CQ)"]
ENGLISH = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
TERMS = st.builds(
    Term,
    NAMES,
    ENGLISH,
    st.lists(ENGLISH, max_size=2).map(tuple),
    st.lists(ENGLISH, max_size=1).map(tuple),
    st.sampled_from(["", "person", "place"]),
    st.sampled_from(["", "any"]),
    st.sampled_from(["", "a\nnote"]),
    st.sampled_from(["", "press"]),
    st.just("names.csv"),
    st.integers(1, 99),
)


@given(st.lists(TERMS, max_size=6), ENGLISH)
def test_arrays_answer_as_the_rows_do(rows, text):
    plain = Glossary(tuple(rows), ("names.csv",))
    kept = KeptGlossary.read(arrays_of(plain), "names.csv")
    assert tuple(kept.terms) == plain.terms
    assert (len(kept), kept.names, kept.fingerprint) == (len(plain), plain.names, plain.fingerprint)
    assert dict(kept.by_source) == plain.by_source
    assert {"重庆", "无"} & kept.by_source.keys() == {"重庆", "无"} & plain.by_source.keys()
    assert {file: size for file, size in kept.sizes.items() if size} == plain.sizes
    assert tuple(kept.forbidding) == plain.forbidding
    assert kept.listing == plain.listing
    assert dict(kept.listed()) == dict(plain.listed())
    assert kept.people.tolist() == plain.people.tolist()
    assert kept.begun(first_words([text])) == plain.begun(first_words([text]))
    traces = Traces(text, {word.key for word in words_of(text)})
    assert kept.screened(traces) == plain.screened(traces)


def test_a_field_with_a_sign_of_ours_is_not_kept():
    assert arrays_of(Glossary((Term("铜梁", "Tong\x1fliang"),), ("names.csv",))) is None


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv("TERMEND_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(loading, "SMALLEST_KEPT", 1)
    path = tmp_path / "names.csv"
    path.write_text("source,target\n铜梁,Tongliang\n")
    return path


def test_the_second_time_the_rows_are_not_read(file, monkeypatch):
    first = loading.load([str(file)])
    monkeypatch.setattr(loading, "_terms", lambda *_: pytest.fail("read again"))
    second = loading.load([str(file)])
    assert tuple(second.terms) == tuple(first.terms) == (Term("铜梁", "Tongliang", glossary="names.csv", line=2),)


def test_a_changed_file_is_read_anew(file):
    loading.load([str(file)])
    file.write_text("source,target\n铜梁,Tongliang County\n")
    assert [term.target for term in loading.load([str(file)]).terms] == ["Tongliang County"]


def test_another_name_is_another_glossary(file):
    loading.load([str(file)])
    other = file.rename(file.with_name("others.csv"))
    assert [term.glossary for term in loading.load([str(other)]).terms] == ["others.csv"]


@pytest.mark.parametrize("damage", [b"", b"no archive", b"PK\x03\x04"])
def test_what_is_broken_is_made_anew(file, damage):
    loading.load([str(file)])
    place = keeping.path(file.read_bytes(), "names.csv")
    whole = place.read_bytes()
    for left in (damage, whole[: len(whole) // 2]):
        place.write_bytes(left)
        assert keeping.read(file.read_bytes(), "names.csv") is None
        assert len(loading.load([str(file)])) == 1
        assert keeping.read(file.read_bytes(), "names.csv") is not None


def test_a_folder_that_cannot_be_written_is_no_error(file, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("TERMEND_CACHE_DIR", str(tmp_path / "file"))
    assert len(loading.load([str(file)])) == 1


def test_a_wrong_row_is_never_kept(file):
    file.write_text("source,target\n铜梁,\n")
    for _ in range(2):
        with pytest.raises(GlossaryError):
            loading.load([str(file)])
