"""Reports against the schemas and readers of those who take them."""

import json
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.edits import apply
from termend.records import Edit, Severity
from termend.reports import checkstyle, github, gitlab, json_report, junit, rdjson, sarif
from termend.reports.item import Report, ReportItem, Rule
from termend.reports.position import Positions
from termend.visible import visible

SARIF = json.loads((Path(__file__).parent.parent / "schemas" / "sarif-schema-2.1.0.json").read_text("utf-8"))
OWN = json.loads(files("termend.reports").joinpath("report.schema.json").read_text("utf-8"))
TEXTS = st.text(max_size=40)


@st.composite
def reports(draw):
    """A report on one text with items anywhere in it, in any words."""
    text = draw(st.text(min_size=1, max_size=60))
    positions = Positions(text)
    items = []
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        items.append(
            ReportItem(
                draw(st.sampled_from(["a-rule", "another"])),
                draw(st.sampled_from(Severity)),
                draw(st.sampled_from(["f.csv", "dir/ü é.csv", "a,b:c%.csv"])),
                draw(TEXTS),
                draw(st.sampled_from([None, positions.region(start, end)])),
                label=draw(st.none() | TEXTS),
                text=text[start:end],
                details=tuple(draw(st.lists(TEXTS, max_size=2))),
                score=draw(st.none() | st.floats(0, 1)),
            )
        )
    return Report(tuple(items), (Rule("a-rule", "A rule."),), ("f.csv", "dir/ü é.csv", "a,b:c%.csv"), "made for a test")


@pytest.fixture(params=["draft", "glossary"])
def either(request, report, glossary_report):
    return report if request.param == "draft" else glossary_report


def test_json_fits_its_schema(either):
    jsonschema.Draft202012Validator.check_schema(OWN)
    jsonschema.validate(json.loads(json_report.render(either)), OWN, jsonschema.Draft202012Validator)


@pytest.mark.parametrize("broken", [{"version": 2}, {"documents": [{"path": 1}]}, {"surplus": 0}])
def test_schema_refuses(report, broken):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**json.loads(json_report.render(report)), **broken}, OWN)


def test_sarif_fits_the_official_schema(either):
    jsonschema.validate(json.loads(sarif.render(either)), SARIF, jsonschema.Draft4Validator)


_SARIF_VALIDATOR = jsonschema.Draft4Validator(SARIF)


@given(reports())
def test_sarif_of_any_report_fits_the_official_schema(report):
    run = json.loads(sarif.render(report))
    _SARIF_VALIDATOR.validate(run)
    rules = run["runs"][0]["tool"]["driver"]["rules"]
    for result in run["runs"][0]["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_fix_mends_the_draft(report, checked):
    run = json.loads(sarif.render(report))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    text = checked.document.text
    (change,) = run["results"][0]["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    region = replacement["deletedRegion"]
    lines = text.splitlines(keepends=True)
    start, end = (
        sum(map(len, lines[: region[f"{side}Line"] - 1])) + region[f"{side}Column"] - 1 for side in ("start", "end")
    )
    mended = apply(text, [Edit(start, end, text[start:end], replacement["insertedContent"]["text"])])
    assert mended.splitlines()[0] == "A𐐀 visitor, Shiyin Group said: 100% true"


@given(reports())
def test_xml_of_any_report_is_well_formed(report):
    for form in (junit, checkstyle):
        root = ElementTree.fromstring(form.render(report).encode())
        assert len(root) == len(report.files)
    assert len(ElementTree.fromstring(checkstyle.render(report).encode()).findall(".//error")) == len(report.items)


def test_junit_counts(report):
    root = ElementTree.fromstring(junit.render(report).encode())
    assert (root.get("tests"), root.get("failures")) == ("5", "3")
    assert len(root.findall(".//testcase")) == 5
    assert len(root.findall(".//failure")) == 3


@given(reports())
def test_rdjson_columns_count_bytes(report):
    found = json.loads(rdjson.render(report))["diagnostics"]
    assert len(found) == len(report.items)
    for diagnostic, item in zip(found, report.items, strict=True):
        if item.region and item.region.start.line == item.region.end.line:
            range_ = diagnostic["location"]["range"]
            width = range_["end"]["column"] - range_["start"]["column"]
            assert width == len(item.text.encode())


def _runner_reads(line):
    """A workflow command as the Actions runner reads it: properties, then message, each unescaped."""
    assert line.startswith("::")
    head, _, message = line[2:].partition("::")
    command, _, listed = head.partition(" ")
    properties = {}
    for pair in listed.split(","):
        name, _, value = pair.partition("=")
        value = value.replace("%2C", ",").replace("%3A", ":")
        properties[name] = value.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
    return command, properties, message.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")


def _shown(text):
    """What a runner prints of a text: line ends as they are, other controls escaped."""
    return "\r".join(map(visible, text.split("\r")))


@given(reports())
def test_github_annotations_survive_the_runner(report):
    text = github.render(report)
    lines = text.split("\n") if text else []
    assert len(lines) == len(report.items)
    for line, item in zip(lines, report.items, strict=True):
        assert "\r" not in line
        command, properties, message = _runner_reads(line)
        assert command == {"error": "error", "warning": "warning", "info": "notice"}[item.severity]
        assert message == _shown(item.explanation)
        assert properties["file"] == _shown(item.path)
        if item.region is None and item.label:
            assert properties["title"] == _shown(f"{item.rule}: {item.label}")


@given(reports())
def test_gitlab_fingerprints_differ(report):
    issues = json.loads(gitlab.render(report))
    assert len({issue["fingerprint"] for issue in issues}) == len(report.items)
    assert all(issue["location"]["lines"]["begin"] >= 1 for issue in issues)
