"""The GitHub action and what docs/ci.md says to write for CI: valid by the services' schemas, and run where it can."""

import json
import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest
import yaml

from termend import configuration
from termend.cli.app import main


def _assert_valid(schema, file):
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.fixture
def action(root):
    return root / ".github" / "actions" / "termend"


@pytest.fixture
def blocks(root):
    """The code blocks of the page, with their language."""
    text = (root / "docs" / "ci.md").read_text(encoding="utf-8")
    return re.findall(r"^```(\w+)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def _block(blocks, language, word):
    (found,) = [text for kind, text in blocks if kind == language and word in text]
    return found


def _run(action, project, **values):
    environment = os.environ | {f"TERMEND_{name}": value for name, value in values.items()}
    return subprocess.run(
        ["bash", str(action / "run.sh")], cwd=project, env=environment, capture_output=True, text=True, check=False
    )


def test_the_action_is_valid_and_hands_every_input_over(action):
    _assert_valid("vendor.github-actions", action / "action.yml")
    body = yaml.safe_load((action / "action.yml").read_text("utf-8"))
    step = body["runs"]["steps"][-1]
    assert step["run"] == 'bash "$GITHUB_ACTION_PATH/run.sh"'
    script = (action / "run.sh").read_text("utf-8")
    handed = set()
    for variable, value in step["env"].items():
        assert variable in script
        handed.add(re.fullmatch(r"\$\{\{ inputs\.([\w-]+) }}", value)[1])
    assert handed | {"python-version"} == set(body["inputs"])
    install = next(step["run"] for step in body["runs"]["steps"] if "pip install" in step.get("run", ""))
    package = re.search(r"\$GITHUB_ACTION_PATH(/[./]+)", install)[1]
    assert (action / package.lstrip("/") / "pyproject.toml").exists()


@pytest.mark.slow
def test_the_action_runs(action, project):
    done = _run(
        action,
        project,
        DRAFTS="drafts/one, two.txt\ndrafts/clean.txt",
        GLOSSARIES="glossary",
        OPTIONS="--min-score=0.7",
        SARIF="out.sarif",
    )
    assert done.returncode == 1, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("::warning file=glossary/towns.csv,line=2,")
    assert lines[1].startswith("::warning file=drafts/one%2C two.txt,line=1,")
    assert len(lines) == 2
    run = json.loads((project / "out.sarif").read_text(encoding="utf-8"))["runs"][0]
    assert [result["ruleId"] for result in run["results"]] == ["untranslated-text"]
    assert "min-score 0.7" in run["tool"]["driver"]["properties"]["signature"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"DRAFTS": "drafts/clean.txt"}, 0),
        ({"DRAFTS": "drafts", "FAIL_ON": "error"}, 0),
        ({"GLOSSARIES": "glossary", "DRAFTS": "drafts/clean.txt"}, 1),
        ({"DRAFTS": "gone.txt", "GLOSSARIES": "glossary"}, 2),
        ({"DRAFTS": "\n"}, 2),
    ],
)
def test_the_action_exits(action, project, values, code):
    assert _run(action, project, **values).returncode == code


def test_the_workflow_is_valid(blocks, tmp_path, action):
    text = _block(blocks, "yaml", "upload-sarif")
    (tmp_path / "workflow.yml").write_text(text, encoding="utf-8")
    _assert_valid("vendor.github-workflows", tmp_path / "workflow.yml")
    steps = yaml.safe_load(text)["jobs"]["termend"]["steps"]
    known = yaml.safe_load((action / "action.yml").read_text("utf-8"))["inputs"]
    (step,) = [step for step in steps if ".github/actions/termend" in step.get("uses", "")]
    assert set(step["with"]) <= set(known)


@pytest.mark.slow
def test_the_gitlab_job_is_valid_and_runs(blocks, project):
    text = _block(blocks, "yaml", "codequality")
    (project / "gitlab-ci.yml").write_text(text, encoding="utf-8")
    _assert_valid("vendor.gitlab-ci", project / "gitlab-ci.yml")
    job = yaml.safe_load(text)["termend"]
    for command in job["script"]:
        assert subprocess.run(["bash", "-c", command], cwd=project, check=False).returncode == 1
    reports = job["artifacts"]["reports"]
    (issue,) = json.loads((project / reports["codequality"]).read_text(encoding="utf-8"))
    assert issue["location"] == {"path": "drafts/one, two.txt", "lines": {"begin": 1, "end": 1}}
    assert {"description", "check_name", "fingerprint", "severity"} <= set(issue)
    for name in reports["junit"]:
        assert ElementTree.parse(project / name).getroot().get("failures") == "1"


def test_the_pre_commit_configuration_names_hooks_that_exist(blocks, root, tmp_path):
    text = _block(blocks, "yaml", "repos:")
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pre_commit", "validate-config", str(tmp_path / "c.yaml")]
    assert subprocess.run(command, check=False).returncode == 0
    known = {hook["id"] for hook in yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    hooks = yaml.safe_load(text)["repos"][0]["hooks"]
    assert {hook["id"] for hook in hooks} <= known
    for hook in hooks:
        assert main([*hook["entry"].split()[1:], "--help"]) == 0


def test_the_settings_are_read(blocks, project, capsys):
    (project / "termend.toml").write_text(_block(blocks, "toml", "[[ignore]]"), encoding="utf-8")
    read = configuration.read(project / "termend.toml")
    assert read.ignore[0].reason
    assert main(["check", "drafts/clean.txt", "--glossary", "glossary", "--write-baseline"]) == 0
    assert main(["glossary", "lint", "glossary/towns.csv"]) == 1
    assert "stray-space" in capsys.readouterr().out


def test_the_comment_in_a_glossary_is_valid(blocks, project):
    rows = "source,target\n" + _block(blocks, "csv", "termend: ignore")
    (project / "one.csv").write_text(rows, encoding="utf-8")
    assert main(["glossary", "lint", "one.csv", "--rule", "ignore-without-reason"]) == 0
