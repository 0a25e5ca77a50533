"""The project's own workflow: valid, on every Python that pyproject.toml names; it publishes only what passed."""

import re
import subprocess
import sys

import yaml


def _workflow(root):
    return yaml.safe_load((root / ".github" / "workflows" / "ci.yml").read_text("utf-8"))


def test_it_is_valid(root):
    file = root / ".github" / "workflows" / "ci.yml"
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_it_begins_with_the_oldest_python(root):
    matrix = _workflow(root)["jobs"]["test"]["strategy"]["matrix"]
    project = (root / "pyproject.toml").read_text("utf-8")
    assert matrix["python"][0] == re.search(r'requires-python = ">=([\d.]+)"', project)[1]
    assert {name.partition("-")[0] for name in matrix["os"]} == {"ubuntu", "macos", "windows"}


def test_nothing_is_published_untested(root):
    jobs = _workflow(root)["jobs"]
    assert {*jobs["publish"]["needs"], jobs["wheel"]["needs"]} == set(jobs) - {"publish"}
    assert jobs["publish"]["permissions"] == {"id-token": "write"}
    assert "secrets." not in (root / ".github" / "workflows" / "ci.yml").read_text("utf-8")


def test_classifiers_name_the_pythons_it_runs_on(root):
    project = (root / "pyproject.toml").read_text("utf-8")
    named = set(re.findall(r"Python :: (3\.\d+)", project))
    assert named == set(_workflow(root)["jobs"]["test"]["strategy"]["matrix"]["python"])
