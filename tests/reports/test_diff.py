"""A patch counts lines by line feeds, whatever else a text holds."""

from __future__ import annotations

import subprocess
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from termend.documents import plain
from termend.edits import apply
from termend.records import Edit, Repaired
from termend.reports import diff


@given(st.text(st.sampled_from("ab\n\r\u2028\x85\x0b\x0c\x1c"), max_size=20))
def test_lines_add_up_and_end_with_line_feeds(text: str) -> None:
    lines = diff.lines_of(text)
    assert "".join(lines) == text
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines[:-1])


def test_the_patch_applies(tmp_path: Path) -> None:
    text = "one\u2028two\x0cthree\r\nfour\x85five\nsix"
    draft = tmp_path / "d.txt"
    draft.write_bytes(text.encode())
    document = plain.read("d.txt", text.encode())
    edits = (Edit(4, 7, "two", "zwei"), Edit(text.index("six"), len(text), "six", "sechs"))
    patch = diff.render(Repaired(document, (), edits, apply(text, edits)))
    subprocess.run(["patch", "--binary", "-s", "d.txt"], input=patch.encode(), cwd=tmp_path, check=True)
    assert draft.read_bytes().decode() == apply(text, edits)
