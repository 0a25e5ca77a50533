"""What pyproject.toml asks to be installed is what the code imports, each package where it belongs."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import termend
from termend.errors import OptionError
from termend.extras import needed

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "termend"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# Parts that only work with an extra, and say so where it is missing; all others need the core alone.
OF_EXTRAS = {
    "review": ("review/", "languagetool/"),
    "lsp": ("lsp/",),
    "watch": ("cli/watching.py",),
    "evaluate": ("evaluation/",),
    "archive": ("archive/",),
    "torch": ("training/", "repair/", "evaluation/"),
    "dev": ("channel/", "detection/", "gazetteer/building/", "evaluation/benchmark/matters/page.py"),
}
KNOWN = packages_distributions()
# What comes with a package that is asked for, and is a part of its interface.
WITH = {
    "lsprotocol": "pygls",
    "huggingface-hub": "transformers",
    "tokenizers": "transformers",
    "scipy": "scikit-learn",
    "click": "typer",
}


def plain(name):
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~;\[ ]", name)[0]).lower()


CORE = {plain(name) for name in PROJECT["dependencies"]}
EXTRAS = {extra: {plain(n) for n in names} for extra, names in PROJECT["optional-dependencies"].items()}


def imported(path):
    """Distributions that a file imports at any place."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        for top in {name.partition(".")[0] for name in names} - {"termend", *sys.stdlib_module_names}:
            for distribution in KNOWN.get(top, [top]):
                yield WITH.get(plain(distribution), plain(distribution))


FILES = {path.relative_to(PACKAGE).as_posix(): set(imported(path)) for path in PACKAGE.rglob("*.py")}


def test_the_core_imports_what_it_asks_for():
    used = set().union(*FILES.values())
    assert sorted(CORE - used) == []


def test_what_is_imported_is_asked_for():
    allowed = {
        file: CORE.union(*(EXTRAS[extra] for extra, parts in OF_EXTRAS.items() if file.startswith(parts)))
        for file in FILES
    }
    assert {file: names - allowed[file] for file, names in FILES.items() if names - allowed[file]} == {}


def test_every_package_of_an_extra_is_imported():
    used = set().union(*FILES.values())
    missing = {
        e: names - used for e, names in EXTRAS.items() if e not in ("dev", "all", "engines", "fuzz") and names - used
    }
    assert missing in ({}, {"torch": {"safetensors"}})  # transformers opens safetensors


def test_what_one_desk_needs_is_in_all():
    (everything,) = PROJECT["optional-dependencies"]["all"]
    assert set(re.search(r"\[(.*)\]", everything)[1].split(",")) == set(EXTRAS) - {
        "all",
        "archive",
        "dev",
        "engines",
        "fuzz",
        "torch",
    }


def test_a_missing_package_is_said_with_its_extra():
    with pytest.raises(OptionError, match=re.escape("pip install 'termend[lsp]'")), needed("lsp", "no_such_package"):
        import no_such_package
    with pytest.raises(ModuleNotFoundError), needed("lsp", "pygls"):
        import no_such_package  # noqa: F401


@pytest.mark.parametrize(
    ("package", "arguments", "extra"),
    [
        ("starlette", ["serve", "--languagetool", "--port", "0"], "review"),
        ("pygls", ["lsp"], "lsp"),
        ("watchfiles", ["check", "draft.txt", "--watch"], "watch"),
        ("uvicorn", ["review", "draft.txt", "--no-open"], "review"),
    ],
)
def test_commands_without_their_extra(package, arguments, extra, tmp_path):
    (tmp_path / "draft.txt").write_text("It rained.\n", encoding="utf-8")
    code = (
        f"import sys; sys.modules[{package!r}] = None; from termend.cli.app import main; sys.exit(main({arguments!r}))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 2, run.stderr
    assert f"pip install 'termend[{extra}]'" in run.stderr


def test_the_version_stands_in_one_place():
    assert "version" in PROJECT["dynamic"]
    assert re.fullmatch(r"\d+\.\d+\.\d+(?:\.dev\d+|rc\d+)?", termend.__version__)
    holders = [
        path
        for path in (*PACKAGE.rglob("*.py"), ROOT / "pyproject.toml")
        if f'"{termend.__version__}"' in path.read_text(encoding="utf-8")
    ]
    assert holders == [PACKAGE / "__init__.py"]
