"""The README and `docs/` keep their word: they name every command and check, and their examples print what they say.

An example is a fenced block of the kind `console` below the line `<!-- example -->`: each `$` line is run in one
empty folder, and the lines below it are its output; a line `…` stands for any lines. Blocks of the kind `python` below
`<!-- python -->` are a session of the interpreter, one a page.
"""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from termend import checks

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
PAGES |= {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md")}
EVERYTHING = "\n".join(PAGES.values())
EXAMPLES = [
    (name, example)
    for name, page in PAGES.items()
    for example in re.findall(r"^<!-- example -->\n```console\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
]
SESSIONS = {
    name: "".join(re.findall(r"^<!-- python -->\n```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL))
    for name, page in PAGES.items()
    if "<!-- python -->" in page
}
LONGEST_README = 150
LINK = re.compile(r"\[[^\]\n]+\]\(([^)\s]+)\)")


def commands():
    import typer

    from termend.cli.app import app

    def below(command, path):
        if isinstance(command, typer.core.TyperGroup):
            for name in command.list_commands(None):
                yield from below(command.get_command(None, name), [*path, name])
        elif not command.hidden:
            yield " ".join(path)

    yield from below(typer.main.get_command(app), ["termend"])


def test_every_command_is_documented():
    assert [command for command in commands() if command not in EVERYTHING] == []


def test_every_check_is_documented():
    assert [name for name in checks.names() if f"`{name}`" not in EVERYTHING] == []


def test_it_has_examples_and_a_test_command():
    assert "README.md" in dict(EXAMPLES)
    assert "<!-- tests -->\n```" in README


def test_the_readme_is_short_and_leads_to_every_page():
    assert len(README.splitlines()) <= LONGEST_README
    linked = set(LINK.findall(README))
    assert {f"docs/{name}" for name in PAGES if name not in ("README.md", "CONTRIBUTING.md")} <= linked


def _anchors(page):
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_links_lead_somewhere(name):
    folder = ROOT if name in ("README.md", "CONTRIBUTING.md") else ROOT / "docs"
    for link in LINK.findall(PAGES[name]):
        if "://" in link:
            continue
        file, _, anchor = link.partition("#")
        target = folder / file if file else folder / name
        assert target.exists(), link
        if anchor:
            assert anchor in _anchors(target.read_text(encoding="utf-8")), link


def test_nothing_waits_to_be_filled_in():
    assert not re.search(r"OWNER|TODO|FIXME|example\.com/termend", EVERYTHING)


def test_figures_of_the_readme_stand_where_all_figures_stand():
    figures = re.search(r"<!-- figures[^>]*-->\n(.*?)<!-- end of figures -->", README, re.DOTALL)[1].splitlines()
    known = PAGES["reliability.md"].splitlines()
    assert [line for line in figures if line not in known] == []


@pytest.mark.parametrize("name", SESSIONS)
def test_sessions_print_what_they_say(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    session = doctest.DocTestParser().get_doctest(SESSIONS[name], {}, name, name, 0)
    assert doctest.DocTestRunner().run(session).failed == 0


def steps(example):
    """Pairs of a command and the lines it prints."""
    for step in re.split(r"^\$ ", example, flags=re.MULTILINE)[1:]:
        command, _, printed = step.partition("\n")
        yield command, printed.rstrip("\n")


@pytest.mark.slow
@pytest.mark.parametrize("example", [example for _, example in EXAMPLES], ids=[name for name, _ in EXAMPLES])
def test_examples_print_what_it_says(example, tmp_path):
    programs = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": programs + os.pathsep + os.environ["PATH"], "COLUMNS": "120"}
    for command, printed in steps(example):
        run = subprocess.run(
            command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert run.returncode in (0, 1), run.stderr
        output = run.stdout.rstrip("\n")
        if "…" in printed.split("\n"):
            regex = ".*".join(re.escape(part.strip("\n")) for part in re.split(r"^…$", printed, flags=re.MULTILINE))
            assert re.fullmatch(regex, output, re.DOTALL), f"$ {command}\n{output}"
        else:
            assert output == printed, f"$ {command}\n{output}"
