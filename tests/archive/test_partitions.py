"""Archives of every form are cut alike, and what is broken in one is a row with its reason."""

import gzip
import json
import tempfile
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import csv
from pyarrow import parquet as pq

from termend.archive.inputs import Input, expand
from termend.archive.partitions import is_of, partitions, require_readable, stem
from termend.archive.rows import Columns
from termend.errors import InputError, OptionError

ROWS = [{"id": f"d{n}", "text": f"Text {n}, “quoted”,\nwith a line end.", "day": "2026-01-02"} for n in range(40)]
COLUMNS = Columns(id="id", day="day")
FORMS = ["parquet", "jsonl", "jsonl.gz", "jsonl.zst", "csv", "csv.gz", "csv.zst", "tsv"]


def packed(path, data):
    match path.suffix:
        case ".gz":
            path.write_bytes(gzip.compress(data))
        case ".zst":
            with pa.output_stream(str(path), compression="zstd") as stream:
                stream.write(data)
        case _:
            path.write_bytes(data)
    return path


def written(folder, form, rows=ROWS):
    path = folder / f"rows.{form}"
    table = pa.Table.from_pylist(rows)
    if form == "parquet":
        pq.write_table(table, path, row_group_size=7)
        return path
    if form.startswith("jsonl"):
        return packed(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode())
    sink = pa.BufferOutputStream()
    csv.write_csv(table, sink, csv.WriteOptions(delimiter="\t" if form == "tsv" else ","))
    return packed(path, bytes(sink.getvalue()))


def cut(path, columns=COLUMNS, **more):
    return list(partitions(expand([path]), columns, **more))


def rows(path, columns=COLUMNS):
    return [row for part in cut(path, columns) for row in part.rows]


@pytest.mark.parametrize("form", FORMS)
def test_forms_say_the_same(tmp_path, form):
    parts = cut(written(tmp_path, form), size=300, whole=True)
    assert [(r.id, r.text, r.day) for part in parts for r in part.rows] == [
        (r["id"], r["text"], r["day"]) for r in ROWS
    ]
    assert len(parts) > 3
    assert [part.number for part in parts] == list(range(len(parts)))
    assert pa.concat_tables(part.table for part in parts).to_pylist() == ROWS
    assert [part.share for part in parts] == sorted(part.share for part in parts)
    assert parts[-1].share == 1


def test_names_tell_input_content_and_signature_apart(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    (part,), (moved,) = cut(written(one, "jsonl")), cut(written(two, "jsonl"))
    (other,) = cut(written(two, "jsonl", ROWS[1:]))
    assert part.name("s") == moved.name("s")  # an archive may be moved
    assert len({part.name("s"), part.name("t"), other.name("s")}) == 3
    assert is_of(f"{part.name('s')}.parquet", "rows.jsonl")
    assert not is_of(f"{part.name('s')}.parquet", "rows")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300), st.text(max_size=5))
def test_a_name_of_any_input_is_a_files_name(name, more):
    made = stem(name)
    assert len(made.encode()) < 200
    assert not set(made) & {"/", "\0", "\n"}
    assert not more or made != stem(name + more)


@pytest.mark.parametrize("column", ["id", "day", "note"])
def test_what_is_written_beside_a_text_tells_results_of_a_fix_apart(tmp_path, column):
    table = [{**row, "note": "n"} for row in ROWS]
    (part,) = cut(written(tmp_path, "parquet", table), whole=True)
    (other,) = cut(written(tmp_path, "parquet", [{**table[0], column: "2026-02-03"}, *table[1:]]), whole=True)
    assert part.name("s") != other.name("s")


@given(st.integers(1, 2000))
def test_nothing_is_lost_whatever_the_size(size):
    with tempfile.TemporaryDirectory() as folder:
        parts = cut(written(Path(folder), "parquet"), size=size)
    assert [row.id for part in parts for row in part.rows] == [row["id"] for row in ROWS]


def test_documents_without_a_name_are_named_by_input_and_row(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        written(tmp_path / name, "jsonl")
    ids = [row.id for row in rows(tmp_path, Columns())]
    assert ids[0] == "a/rows.jsonl:1"
    assert len(set(ids)) == 2 * len(ROWS)


@pytest.mark.parametrize("form", ["jsonl", "jsonl.gz", "csv"])
def test_a_broken_line_is_a_row_with_its_reason(tmp_path, form):
    lines = [
        *(['{"text": "One."}', '{"text": ', "[]", '{"text": 5}', '{"other": 1}', '{"text": "Six."}']),
    ]
    if form == "csv":
        lines = ["text,n", "One.,1", "Two.,2,3", "Three.", '"Four,\n.",4']
    path = packed(tmp_path / f"rows.{form}", ("\n".join(lines) + "\n").encode() + b'{"text": "\xff"}\n')
    made = rows(path, Columns())
    if form == "csv":
        assert [(r.text, r.trouble is None) for r in made][:4] == [
            ("One.", True),
            (None, False),
            (None, False),
            ("Four,\n.", True),
        ]
        assert "3 cells" in made[1].trouble
        return
    assert [r.text for r in made] == ["One.", None, None, None, None, "Six.", None]
    reasons = ["no JSON", "no JSON object", "holds no text", "there is no text", None, "not UTF-8"]
    assert all(reason is None or reason in row.trouble for reason, row in zip(reasons, made[1:], strict=True))


def test_text_that_is_not_utf8_is_a_row_with_its_reason(tmp_path):
    (tmp_path / "rows.csv").write_bytes("text\nGood.\n新闻\n".encode("gb18030"))
    (tmp_path / "half.jsonl").write_text('{"text": "a \\ud800"}\n', encoding="utf-8")
    assert [row.trouble for row in rows(tmp_path / "rows.csv", Columns())] == [None, "the column 'text' is not UTF-8"]
    assert [row.trouble for row in rows(tmp_path / "half.jsonl", Columns())] == ["the column 'text' is not UTF-8"]


@pytest.mark.parametrize("form", ["jsonl.gz", "jsonl.zst", "parquet"])
def test_a_table_that_breaks_off_ends_with_its_reason(tmp_path, form):
    many = [{"text": f"Text {n} {n * n}.", "n": n} for n in range(4000)]
    path = written(tmp_path, form, many)
    data = bytearray(path.read_bytes())
    if form == "parquet":
        data[len(data) // 3 : len(data) // 3 + 50] = bytes(50)  # a page in the middle
    else:
        del data[len(data) * 2 // 3 :]
    path.write_bytes(data)
    (part, *more) = cut(path, Columns(), whole=True)
    made = [row for one in (part, *more) for row in one.rows]
    assert made[-1].trouble.startswith("it cannot be read")
    assert sum(one.table.num_rows for one in (part, *more)) == len(made)


def test_what_is_no_table_says_so(tmp_path):
    bad = tmp_path / "bad.parquet"
    bad.write_bytes(b"PAR1 not really")
    with pytest.raises(InputError, match=r"bad\.parquet: it cannot be read"):
        require_readable(expand([bad]), Columns())
    written(tmp_path, "jsonl")
    require_readable(expand([tmp_path]), COLUMNS)  # the other one is done
    assert [row.trouble is not None for row in rows(tmp_path, COLUMNS)] == [True, *[False] * len(ROWS)]
    with pytest.raises(InputError, match="no such file"):
        expand([tmp_path / "none"])


@pytest.mark.parametrize("form", FORMS)
def test_a_column_that_is_not_there_is_told_before_the_work(tmp_path, form):
    with pytest.raises(OptionError, match=r"rows.*no column 'body'.*id, text, day"):
        require_readable(expand([written(tmp_path, form)]), Columns("body"))


def test_values_of_several_kinds_are_kept_as_text(tmp_path):
    path = tmp_path / "rows.jsonl"
    lines = ['{"text": "One.", "n": 1}', '{"text": "Two.", "n": "x", "more": {"a": [1]}}', '{"text": "T.", "no": null}']
    path.write_text("\n".join(lines), encoding="utf-8")
    (part,) = cut(path, Columns(), whole=True)
    assert part.table.to_pylist() == [
        {"text": "One.", "n": "1", "more": None, "no": None},
        {"text": "Two.", "n": "x", "more": {"a": [1]}, "no": None},
        {"text": "T.", "n": None, "more": None, "no": None},
    ]


def test_drafts_are_read_in_any_format(tmp_path):
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    (tmp_path / "b.html").write_text("<p>Two <b>words</b></p>", encoding="utf-8")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / ".hidden.txt").write_text("Three.", encoding="utf-8")
    (tmp_path / "glossary.csv").write_text("source,target\n", encoding="utf-8")
    told = []
    made = expand([tmp_path], say=told.append)
    (part,) = partitions(made, Columns())
    assert [(row.id, row.draft) for row in part.rows] == [("a.txt", b"One."), ("b.html", b"<p>Two <b>words</b></p>")]
    assert "1 tables beside drafts" in told[0]
    (alone,) = expand([tmp_path / "b.html", tmp_path / "a.txt"])
    assert [name for name, _ in alone.drafts] == ["b.html", "a.txt"]


def test_a_draft_that_cannot_be_opened_is_a_row_with_its_reason(tmp_path):
    (part,) = partitions([Input("drafts", drafts=(("a.txt", tmp_path / "a.txt"),))], Columns())
    assert "no such file" in part.rows[0].trouble


def test_results_are_no_input(tmp_path):
    written(tmp_path, "jsonl")
    output = tmp_path / "names"
    (output / "findings").mkdir(parents=True)
    written(output / "findings", "parquet")
    assert [one.name for one in expand([tmp_path], output)] == ["rows.jsonl"]
    for name in (output, output / "findings", output / "findings" / "rows.parquet"):
        with pytest.raises(OptionError, match="lies in the output"):
            expand([name], output)
    (tmp_path / "empty").mkdir()
    with pytest.raises(OptionError, match="Nothing to read"):
        expand([tmp_path / "empty"])
