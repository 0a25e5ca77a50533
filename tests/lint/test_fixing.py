"""Fixes: exact, whole, idempotent, and never of a file that could not be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termend.cli.app import main
from termend.errors import GlossaryError
from termend.glossary import formats, table
from termend.lint import fixing, runner


def fixed(text: str) -> str:
    contents = formats.parse("g.csv", text.encode())
    return fixing.fixed(
        contents, lambda one: runner.lint([one]), lambda changed: formats.parse("g.csv", changed.encode())
    )[0]


def test_every_safe_fix_is_made_and_nothing_else_changes() -> None:
    before = (
        "source,target,owner\r\n"
        "# kept as it is ,  comment\r\n"
        '重慶日报,"Chongqing  Daily, the ""Paper""",desk  3\r\n'
        "Upstream News,上游新闻,x\r\n"
        "上\u200b游财经,upstream finance,\r\n"
        "江北,Jiangbei,\r\n"
        "江北,Jiangbei,\r\n"
    )
    after = (
        "source,target,owner\r\n"
        "# kept as it is ,  comment\r\n"
        '重庆日报,"Chongqing Daily, the ""Paper""",desk  3\r\n'
        "上游新闻,Upstream News,x\r\n"
        "上游财经,Upstream Finance,\r\n"
        "江北,Jiangbei,\r\n"
    )
    assert fixed(before) == after
    assert fixed(after) == after


FIELD = st.text(alphabet="重庆慶 \t\u3000\u200bABcd,;\"'|（)，１Ａ\n", max_size=8)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(FIELD, FIELD, FIELD), max_size=6), st.sampled_from([",", "\t", ";"]))
def test_fixing_twice_is_fixing_once(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    lines = [delimiter.join(("source", "target", "variants"))]
    lines += [delimiter.join(table.quoted(field, delimiter) for field in row) for row in rows]
    try:
        once = fixed("\n".join(lines) + "\n")
    except GlossaryError:
        return
    assert fixed(once) == once


@given(st.lists(FIELD, min_size=1, max_size=5), st.sampled_from([",", "\t", ";"]), st.booleans())
def test_cutting_agrees_with_the_csv_module(fields: list[str], delimiter: str, all_quoted: bool) -> None:
    text = delimiter.join(table.quoted(field, delimiter, all_quoted) for field in fields) + "\r\n"
    cuts = table.cut(text, 0, len(text), delimiter)
    raw = [text[c.start : c.end] for c in cuts]
    assert [r[1:-1].replace('""', '"') if c.quoted else r for c, r in zip(cuts, raw, strict=True)] == fields


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('source,target\n重庆,"Chongqing\n北京,Beijing\n', 2, "stray quote"),
        ("source,target\n重庆,Chongqing\n北京;Beijing\n", 3, "semicolon"),
        ("source,target\n重庆,Chongqing\n北京,Beijing,Peking\n", 3, "3 fields under 2 columns"),
        ("source,target,type\n重庆\n", 2, "1 field under 3 columns"),
        ("Chinese name,rendering\n重庆,Chongqing\n", 1, "no column"),
        ("source,target,target\n重庆,Chongqing,x\n", 1, "two columns are named 'target'"),
        ("source,target\n重庆,Chongqing\n北京,Bei\0jing\n", 3, "NUL"),
        ("", 1, "empty"),
    ],
)
def test_what_cannot_be_read_whole_is_never_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, line: int, says: str
) -> None:
    file = tmp_path / "g.csv"
    file.write_text(text, encoding="utf-8")
    assert main(["glossary", "lint", "--fix", str(file)]) == 2
    message = capsys.readouterr().err
    assert f"g.csv:{line}: " in message
    assert says in message
    assert file.read_text(encoding="utf-8") == text


def test_exit_codes_follow_fail_on(tmp_path: Path) -> None:
    file = tmp_path / "g.csv"
    file.write_text("source,target\n重庆日报,chongqing daily\n", encoding="utf-8")
    assert main(["glossary", "lint", str(file)]) == 1
    assert main(["glossary", "lint", "--fail-on", "error", str(file)]) == 0
    assert main(["glossary", "lint", "--rule", "no-such-rule", str(file)]) == 2
    assert main(["glossary", "lint", "--fix", str(file)]) == 0
    assert file.read_text(encoding="utf-8") == "source,target\n重庆日报,Chongqing Daily\n"


def test_columns_without_a_name_are_kept_apart() -> None:
    before = "source,target,,\n重庆日报,chongqing daily,a  b,c\n"
    assert fixed(before) == "source,target,,\n重庆日报,Chongqing Daily,a  b,c\n"


def test_utf_16_without_its_mark_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "g.csv"
    file.write_bytes("source,target\n重庆,chongqing\n".encode("utf-16-le"))
    assert main(["glossary", "lint", "--fix", str(file)]) == 2
    assert "g.csv:1: a NUL byte: this is binary, or UTF-16 without its byte-order mark" in capsys.readouterr().err
    assert file.read_bytes() == "source,target\n重庆,chongqing\n".encode("utf-16-le")


def test_encoding_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "g.tsv"
    file.write_bytes("source\ttarget\r\n重庆日报\tchongqing daily\r\n".encode("utf-16"))
    assert main(["glossary", "lint", "--fix", str(file)]) == 0
    assert file.read_bytes().decode("utf-16") == "source\ttarget\r\n重庆日报\tChongqing Daily\r\n"
