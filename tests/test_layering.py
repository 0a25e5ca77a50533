"""Imports go one way down the pipeline, and the command line pays for nothing that it does not use."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import termend

PACKAGE = Path(termend.__file__).parent

# Low to high; what stands on one line may import one another.
LAYERS = [
    {"errors", "kinds"},
    {"records"},
    {"visible"},
    {
        "cells",
        "cycles",
        "ledger",
        "resources",
        "files",
        "packed",
        "hashed",
        "arrays",
        "offsets",
        "loopback",
        "extras",
        "registry",
    },
    {"user_cache"},
    {"edits", "language"},
    {"documents", "glossary", "gazetteer"},
    {"channel", "alignment", "detection"},
    {"harvest"},
    {"checks"},
    {"resolve", "view"},
    {"repair"},
    {"pipeline", "long_draft", "sample"},
    {"configuration"},
    {"lint"},
    {"reports"},
    {"library"},
    {"review", "languagetool"},
    {"lsp"},
    {"training", "evaluation", "archive"},
    {"cli", "__main__"},
]
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
HEAVY = {"torch", "transformers", "safetensors"}
# What other commands and other formats of drafts and glossaries need.
ELSEWHERE = {
    "docx",
    "lxml",
    "numpy.ma",
    "openpyxl",
    "opencc",
    "pygls",
    "rich",
    "sacrebleu",
    "starlette",
    "translate",
    "uvicorn",
    "watchfiles",
}


def part(path):
    relative = path.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py")


def imports(path):
    """Every module that a file imports, wherever the import stands, with its line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            if node.module == "termend":
                for alias in node.names:
                    yield f"termend.{alias.name}", node.lineno
            elif node.module:
                yield node.module, node.lineno


FILES = sorted(path for path in PACKAGE.rglob("*.py") if part(path) != "__init__" and "shipped" not in path.parts)


def test_every_part_has_its_place():
    assert {part(path) for path in FILES} <= set(RANK)


def test_imports_go_down():
    wrong = [
        f"{path.relative_to(PACKAGE)}:{line} imports {name}"
        for path in FILES
        for name, line in imports(path)
        if name.startswith("termend.") and RANK.get(name.split(".")[1], -1) > RANK[part(path)]
    ]
    assert wrong == []


def test_glossaries_know_nothing_of_the_channel():
    assert [n for p in FILES if part(p) == "glossary" for n, _ in imports(p) if n.startswith("termend.channel")] == []


def test_torch_is_imported_in_training_and_one_backend():
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in FILES
        for name, _ in imports(path)
        if name.split(".")[0] in HEAVY
    }
    assert {u for u in users if not u.startswith("training/") and "transformers" not in u} == set()


@pytest.mark.parametrize(
    "statement",
    [
        "import termend",
        "from termend.cli import app",
        "from termend.cli.app import main; assert main(['check', {draft!r}]) in (0, 1)",
        "from termend.cli.app import main; assert main(['fix', {draft!r}, '--output', {draft!r} + '.out']) == 0",
    ],
)
def test_torch_is_not_imported(statement, tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text("The xi jinping visit to saping ba。\n", encoding="utf-8")
    report = f"import sys; print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    code = f"{statement.format(draft=str(draft))}; {report}"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", [["check"], ["fix", "--output", "fixed.txt"]])
def test_without_a_source_nothing_is_opened_for_one(command, tmp_path):
    (tmp_path / "draft.txt").write_text("The xi jinping visit to saping ba.\n", encoding="utf-8")
    code = (
        f"import sys; from termend.cli.app import main; code = main([*{command!r}, 'draft.txt']); "
        "print(code, [m for m in sys.modules if m.startswith(('termend.detection.paired', 'termend.harvest', "
        "'termend.alignment', 'termend.evaluation'))], file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.stderr.splitlines()[-1] in ("0 []", "1 []"), run.stderr


@pytest.mark.parametrize("command", [["check"], ["fix", "--output", "fixed.txt"]])
def test_a_plain_text_needs_nothing_of_other_commands(command, tmp_path):
    (tmp_path / "draft.txt").write_text("The xi jinping visit to saping ba。\n", encoding="utf-8")
    code = (
        f"import sys; from termend.cli.app import main; code = main([*{command!r}, 'draft.txt']); "
        f"print(code, sorted({HEAVY | ELSEWHERE!r} & set(sys.modules)), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.stderr.splitlines()[-1] in ("0 []", "1 []"), run.stderr
