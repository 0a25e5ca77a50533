"""JUnit XML, as Jenkins, GitLab and Azure read it: a test suite a file, a test case a finding."""

from __future__ import annotations

from collections import defaultdict
from xml.etree import ElementTree

from termend.records import Severity
from termend.reports.item import Report, ReportItem
from termend.reports.xml_text import xml_text


def render(report: Report) -> str:
    """The report as XML text. A clean file is one case that passes; findings for information only do not fail."""
    by_path: dict[str, list[ReportItem]] = defaultdict(list)
    for item in report.items:
        by_path[item.path].append(item)
    failures = sum(_fails(item) for item in report.items)
    tests = sum(max(1, len(by_path[path])) for path in report.files)
    root = ElementTree.Element("testsuites", name="termend", tests=str(tests), failures=str(failures), errors="0")
    for path in report.files:
        _suite(root, path, by_path[path])
    ElementTree.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _fails(item: ReportItem) -> bool:
    return item.severity.at_least(Severity.WARNING)


def _suite(root: ElementTree.Element, path: str, items: list[ReportItem]) -> None:
    suite = ElementTree.SubElement(
        root,
        "testsuite",
        name=xml_text(path),
        tests=str(max(1, len(items))),
        failures=str(sum(_fails(item) for item in items)),
        errors="0",
    )
    if not items:
        ElementTree.SubElement(suite, "testcase", name="clean", classname=xml_text(path), file=xml_text(path))
    for item in items:
        _case(suite, item)


def _case(suite: ElementTree.Element, item: ReportItem) -> None:
    where = f"line {item.region.start.line}, column {item.region.start.column}" if item.region else item.label or ""
    attributes = {
        "name": xml_text(f"{item.rule} ({where})" if where else item.rule),
        "classname": xml_text(item.path),
        "file": xml_text(item.path),
    }
    if item.region:
        attributes["line"] = str(item.region.start.line)
    case = ElementTree.SubElement(suite, "testcase", attributes)
    if _fails(item):
        failure = ElementTree.SubElement(case, "failure", type=item.severity.value, message=xml_text(item.message))
        failure.text = xml_text(item.explanation)
    else:
        ElementTree.SubElement(case, "system-out").text = xml_text(item.explanation)
