"""What `import termend` offers, and what it costs to import it."""

import ast
import doctest
import importlib
import inspect
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import termend
import termend.library

# Changing this list is a change for everyone who uses the library: say so in the changelog.
PUBLIC = {
    "Checker", "Document", "Edit", "Evidence", "Explained", "Explanation", "Finding", "Fixed", "Glossary",
    "LintFinding", "Offsets", "Proposal", "Report", "Segment", "Severity", "Term", "read",
    "TermendError", "ConfigurationError", "DocumentError", "EditError", "GlossaryError", "InputError", "ModelError",
    "OptionError",
}  # fmt: skip
METHODS = {
    "Checker": {"check", "checked", "checks", "explain", "fix", "of", "sections", "signature"},
    "Glossary": {"convert", "lint", "load"},
    "Report": {"checks", "document", "findings", "offsets", "render", "signature", "text"},
    "Fixed": {"data", "diff", "document", "edits", "findings", "text", "write"},
    "Offsets": {"from_bytes", "from_utf16", "to_bytes", "to_utf16"},
}
EXAMPLES = ["termend.offsets", *(f"termend.library.{m.name}" for m in pkgutil.iter_modules(termend.library.__path__))]


def test_what_is_public():
    assert set(termend.__all__) == PUBLIC


@pytest.mark.parametrize("name", sorted(METHODS))
def test_what_classes_offer(name):
    made = getattr(termend, name)
    offered = {*vars(made), *getattr(made, "__dataclass_fields__", ())}
    assert {attribute for attribute in offered if not attribute.startswith("_")} == METHODS[name]


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_each_is_there_and_says_what_it_is(name):
    found = getattr(termend, name)
    assert inspect.getdoc(found)
    assert name in dir(termend)


def test_type_checkers_see_the_same_names():
    tree = ast.parse(Path(termend.__file__).read_text(encoding="utf-8"))
    (typed,) = (node for node in tree.body if isinstance(node, ast.If))
    assert {alias.asname for node in typed.body for alias in node.names} == PUBLIC


def test_what_is_not_there_is_an_attribute_error():
    assert not hasattr(termend, "Chequer")


@pytest.mark.parametrize("module", EXAMPLES)
def test_examples_in_docstrings(module):
    result = doctest.testmod(importlib.import_module(module))
    assert result.failed == 0


def test_documented_methods():
    offered = {
        f"{name}.{method}": vars(getattr(termend, name)).get(method) for name in METHODS for method in METHODS[name]
    }
    undocumented = [name for name, found in offered.items() if callable(found) and not found.__doc__]
    assert undocumented == []


def test_importing_it_opens_nothing():
    code = (
        "import sys, time\n"
        "opened = []\n"
        "began = time.process_time()\n"
        "before = set(sys.modules)\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "import termend\n"
        "print(time.process_time() - began)\n"
        "print([name for name in opened if not name.endswith(('.py', '.pyc'))])\n"
        "print([name for name in set(sys.modules) - before if name.startswith('termend.')])\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    seconds, opened, modules = run.stdout.splitlines()
    assert float(seconds) < 0.05
    assert (opened, modules) == ("[]", "[]")
