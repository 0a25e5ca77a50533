"""Every test that the table of promises names is there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
NAMED = re.compile(r"`(?:(tests/[\w/]+\.py))?::(test_\w+)`")


def test_the_tests_named_exist():
    table = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8").partition("## What is promised")[2]
    rows = [row for row in table.splitlines() if row.startswith("| ") and "tests/" in row]
    assert rows
    for row in rows:
        file = ""
        for named in NAMED.finditer(row):
            file = named[1] or file
            tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
            assert named[2] in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, named[0]
