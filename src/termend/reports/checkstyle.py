"""Checkstyle XML (version 4.3), which most code review tools read."""

from __future__ import annotations

from collections import defaultdict
from xml.etree import ElementTree

from termend.reports.item import Report, ReportItem
from termend.reports.xml_text import xml_text


def render(report: Report) -> str:
    """The report as XML text, a `file` element for each file looked at."""
    by_path: dict[str, list[ReportItem]] = defaultdict(list)
    for item in report.items:
        by_path[item.path].append(item)
    root = ElementTree.Element("checkstyle", version="4.3")
    for path in report.files:
        file = ElementTree.SubElement(root, "file", name=xml_text(path))
        for item in by_path[path]:
            ElementTree.SubElement(file, "error", _attributes(item))
    ElementTree.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _attributes(item: ReportItem) -> dict[str, str]:
    place = {"line": "1"}
    if item.region:
        place = {"line": str(item.region.start.line), "column": str(item.region.start.column)}
    label = f"{item.label}: " if item.label and item.region is None else ""
    return {
        **place,
        "severity": item.severity.value,
        "message": xml_text(label + item.explanation),
        "source": f"termend.{item.rule}",
    }
