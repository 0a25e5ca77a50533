"""The pre-commit hooks, with pre-commit itself."""

import os
import re
import shlex
import subprocess
import sys
import tarfile

import pytest
import yaml

from termend.cli.app import main


@pytest.fixture
def hooks(root):
    return {hook["id"]: hook for hook in yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text("utf-8"))}


def _pre_commit(*arguments, **more):
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments], capture_output=True, text=True, check=False, **more
    )


def test_the_manifest_is_valid(root):
    done = _pre_commit("validate-manifest", str(root / ".pre-commit-hooks.yaml"))
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("hook", "file", "meant"),
    [
        ("termend-check", "drafts/a.md", True),
        ("termend-check", "drafts/a.docx", True),
        ("termend-check", "src/a.py", False),
        ("termend-glossary-lint", "glossary/house.csv", True),
        ("termend-glossary-lint", "glossaries/press/a.tsv", True),
        ("termend-glossary-lint", "glossary.xlsx", True),
        ("termend-glossary-lint", "terms/a.tbx", True),
        ("termend-glossary-lint", "data/table.csv", False),
    ],
)
def test_files(hooks, hook, file, meant):
    assert bool(re.search(hooks[hook]["files"], file)) is meant


def test_the_commands_run(hooks, project):
    def run(hook, *files):
        command, *arguments = shlex.split(hooks[hook]["entry"])
        assert command == "termend"
        return main([*arguments, *files])

    assert run("termend-check", "drafts/one, two.txt", "drafts/clean.txt") == 1
    assert run("termend-check", "drafts/clean.txt") == 0
    assert run("termend-glossary-lint", "glossary/towns.csv") == 1
    assert run("termend-fix", "drafts/one, two.txt", "drafts/clean.txt") == 0
    assert (project / "drafts" / "one, two.txt").read_text(encoding="utf-8") == "The town.\n"


@pytest.mark.slow
def test_pre_commit_installs_and_runs_the_hooks(root, project, tmp_path_factory):
    """Installs the package with its dependencies; passed over where no package index can be reached."""
    clone = tmp_path_factory.mktemp("clone")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a checkout")
    archive = tmp_path_factory.mktemp("archive") / "files.tar"
    with tarfile.open(archive, "w") as tar:
        for name in filter(None, listed.stdout.split("\0")):
            if (root / name).exists():
                tar.add(root / name, name)
    with tarfile.open(archive) as tar:
        tar.extractall(clone, filter="data")
    for folder in (clone, project):
        for command in (["init", "-q"], ["add", "-A"]):
            subprocess.run(["git", *command], cwd=folder, check=True)
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    subprocess.run(["git", *identity, "commit", "-qm", "For the test"], cwd=clone, check=True)
    environment = os.environ | {"PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("home"))}
    done = _pre_commit("try-repo", str(clone), "--all-files", "--verbose", cwd=project, env=environment)
    if re.search(r"No matching distribution|Could not find a version|Connection|Temporary failure", done.stdout):
        pytest.skip("no package index can be reached")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "stray-space" in done.stdout
    assert "untranslated-text" in done.stdout
    assert "files were modified by this hook" in done.stdout
    assert (project / "drafts" / "one, two.txt").read_text(encoding="utf-8") == "The town.\n"
