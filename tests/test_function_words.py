"""Function words are listed once, in a file beside the code that reads it."""

import ast
from pathlib import Path

import termend
from termend.language import function_words

PACKAGE = Path(termend.__file__).parent
COMMON = frozenset("the a an of and or in on at to for by with from as is was are be it".split())  # noqa: SIM905
MOST = 3  # of these, a rule may name without listing function words


def _measures(values):
    """Whether a table gives each word a number: what it costs, not that it is one of a list."""
    return all(isinstance(value, ast.Constant) and isinstance(value.value, float) for value in values)


def _words(node):
    """The words that a literal lists."""
    if isinstance(node, ast.Set | ast.List | ast.Tuple):
        return [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
    if isinstance(node, ast.Dict) and not all(
        isinstance(v, ast.Constant) and isinstance(v.value, float) for v in node.values
    ):
        return [key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "split"
        and isinstance(node.func.value, ast.Constant)
        and isinstance(node.func.value.value, str)
    ):
        return node.func.value.value.split()
    if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant):
        text = node.value.value
        return text.split() if isinstance(text, str) and text.islower() and "." not in text else []
    return []


def test_no_list_of_them_stands_elsewhere():
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}: {sorted(COMMON & set(_words(node)))}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if len(COMMON & set(_words(node))) > MOST
    ]
    assert found == []


def test_every_word_is_listed_once_and_has_a_kind():
    rows = (PACKAGE / "language" / "function_words.tsv").read_text(encoding="utf-8").splitlines()[1:]
    words = [row.split("\t")[0] for row in rows]
    assert len(words) == len(set(words)) == len(function_words.FUNCTION_WORDS)
    assert all(row.split("\t")[1] for row in rows)


def test_every_use_is_read():
    rows = (PACKAGE / "language" / "function_words.tsv").read_text(encoding="utf-8").splitlines()[1:]
    uses = {use for row in rows for use in "".join(row.split("\t")[2:]).split()}
    source = (PACKAGE / "language" / "function_words.py").read_text(encoding="utf-8")
    assert {use for use in uses if f'"{use}"' not in source} == set()
    assert function_words.JOINING < function_words.IN_NAMES < function_words.IN_TITLES < function_words.FUNCTION_WORDS
