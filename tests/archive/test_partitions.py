"""Archives of every form are cut alike."""

import gzip
import json

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import csv
from pyarrow import parquet as pq

from termend.archive.batches import Columns
from termend.archive.inputs import expand
from termend.archive.partitions import partitions
from termend.errors import InputError

ROWS = [{"id": f"d{n}", "text": f"Text {n}, “quoted”,\nwith a line end.", "day": "2026-01-02"} for n in range(40)]
COLUMNS = Columns(id="id", day="day")


def written(folder, form):
    path = folder / f"rows.{form}"
    table = pa.Table.from_pylist(ROWS)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
    match form:
        case "parquet":
            pq.write_table(table, path, row_group_size=7)
        case "jsonl":
            path.write_text(lines, encoding="utf-8")
        case "jsonl.gz":
            path.write_bytes(gzip.compress(lines.encode()))
        case "jsonl.zst":
            with pa.output_stream(str(path), compression="zstd") as stream:
                stream.write(lines.encode())
        case "csv":
            csv.write_csv(table, path)
        case "csv.gz":
            with pa.output_stream(str(path), compression="gzip") as stream:
                csv.write_csv(table, stream)
    return path


@pytest.mark.parametrize("form", ["parquet", "jsonl", "jsonl.gz", "jsonl.zst", "csv", "csv.gz"])
def test_forms_say_the_same(tmp_path, form):
    parts = list(partitions([written(tmp_path, form)], COLUMNS, size=300))
    rows = [row for part in parts for row in part.rows]
    assert [(row.id, row.text, row.day) for row in rows] == [(r["id"], r["text"], r["day"]) for r in ROWS]
    assert len(parts) > 3
    assert [part.number for part in parts] == list(range(len(parts)))
    assert [part.table.num_rows for part in parts] == [len(part.rows) for part in parts]
    reference = list(partitions([written(tmp_path, "parquet")], COLUMNS, size=300))
    assert [part.name("s") for part in parts] == [part.name("s") for part in reference]


def test_names_tell_content_and_signature_apart(tmp_path):
    (part, *_) = partitions([written(tmp_path, "jsonl")], COLUMNS)
    assert part.name("one") != part.name("two")
    assert part.name("one") == part.name("one")


@given(st.integers(1, 2000))
def test_nothing_is_lost_whatever_the_size(size):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        parts = list(partitions([written(Path(folder), "parquet")], COLUMNS, size=size))
    assert [row.id for part in parts for row in part.rows] == [row["id"] for row in ROWS]


def test_a_folder_of_drafts_is_read_in_any_format(tmp_path):
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    (tmp_path / "b.html").write_text("<p>Two <b>words</b></p>", encoding="utf-8")
    (tmp_path / "c.docx").write_bytes(b"no zip")
    (part,) = partitions(expand([tmp_path]), Columns())
    assert [(row.id, row.text) for row in part.rows] == [("a.txt", "One."), ("b.html", "Two words"), ("c.docx", None)]


def test_what_is_no_table_says_so(tmp_path):
    bad = tmp_path / "bad.parquet"
    bad.write_bytes(b"PAR1 not really")
    with pytest.raises(InputError, match=r"bad\.parquet"):
        list(partitions([bad], Columns()))
    with pytest.raises(InputError, match="no such file"):
        expand([tmp_path / "none"])
