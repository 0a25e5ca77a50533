"""The work over record batches, in this process."""

import pyarrow as pa
import pytest

import termend
from archive.conftest import GARBLED
from termend.archive import Columns, check_batch, making, mend_batch
from termend.archive.rows import Row
from termend.archive.schemas import FINDINGS
from termend.errors import OptionError

CLEAN = "It rained on Monday, and people went home."


@pytest.fixture(scope="module")
def checker():
    return termend.Checker(["chongqing-media"])


def batch(*texts, **more):
    return pa.RecordBatch.from_pydict({"text": list(texts), **more})


def test_findings_are_rows(checker):
    found = check_batch(batch(CLEAN, GARBLED, id=["a", "b"]), checker, Columns(id="id"))
    assert found.schema == FINDINGS
    (row,) = found.to_pylist()
    assert (row["document"], row["check"], row["text"]) == ("b", "garbled-term", "Sand Ping Dam District")
    assert row["target"] == row["proposals"][0] == "Shapingba District"
    assert GARBLED[row["start"] : row["end"]] == row["text"]


def test_what_a_batch_says_the_checker_says(checker):
    found = check_batch(batch(GARBLED, CLEAN), checker).to_pylist()
    alone = [f for text in (GARBLED, CLEAN) for f in checker.check(text)]
    assert [(r["start"], r["end"], r["score"]) for r in found] == [(f.start, f.end, f.score) for f in alone]


def test_the_source_beside_a_draft_is_read(checker):
    rows = batch("The copper beam news.", zh=["铜梁新闻。"])
    (row,) = check_batch(rows, checker, Columns(source="zh")).to_pylist()
    assert row["source"] == "铜梁"


def test_a_repeated_document_is_checked_once_and_reported_twice(checker, monkeypatch):
    asked = []
    check = termend.Checker.check
    monkeypatch.setattr(termend.Checker, "check", lambda self, *a, **k: asked.append(a) or check(self, *a, **k))
    found = check_batch(batch(GARBLED, GARBLED, CLEAN), checker)
    assert len(asked) == 2
    assert found.column("document").to_pylist() == ["0", "1"]


@pytest.mark.parametrize("cell", [None, "", "  \n"])
def test_what_holds_no_text_stops_nothing(cell, checker):
    assert check_batch(batch(cell, GARBLED), checker).column("document").to_pylist() == ["1"]
    made = mend_batch(batch(cell, GARBLED), checker)
    assert [text is None for text in made.column("mended").to_pylist()] == [True, False]


def test_a_fault_in_one_document_stops_nothing(checker, monkeypatch):
    def faulty(self, draft, *more, **named):
        raise KeyError("a table")

    monkeypatch.setattr(termend.Checker, "check", faulty)
    made = making.checked(Row("a", CLEAN), checker)
    assert made.trouble == "a fault of termend itself (KeyError: 'a table')"


def test_mended_text_stands_beside_the_drafts(checker):
    made = mend_batch(batch(GARBLED, None), checker).to_pylist()
    assert made[0]["text"] == GARBLED
    assert made[0]["mended"] == "Nine works from Shapingba District won."
    (edit,) = made[0]["edits"]
    assert GARBLED[edit["start"] : edit["end"]] == edit["before"]
    assert (made[1]["mended"], made[1]["edits"]) == (None, None)


def test_columns_that_are_not_there_are_named(checker):
    with pytest.raises(OptionError, match=r"no column 'body'.*text"):
        check_batch(batch(CLEAN), checker, Columns(text="body"))
    with pytest.raises(OptionError, match="'mended' already"):
        mend_batch(batch(CLEAN, mended=[""]), checker)
