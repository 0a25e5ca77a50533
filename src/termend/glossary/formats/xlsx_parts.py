"""Which part of a workbook's archive holds what."""

from __future__ import annotations

import re
import zipfile
from xml.sax.saxutils import unescape

SHARED_STRINGS = "xl/sharedStrings.xml"
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^<>]{0,1000}?name=\"([^\"<>]{0,1000})\"[^<>]{0,1000}?r:id=\"([^\"]+)\"")
_RELATION = re.compile(r"<Relationship\s[^<>]*>")


def members_of(archive: zipfile.ZipFile) -> dict[str, str]:
    """The archive's member of each sheet, by the sheet's title, in order."""
    names = set(archive.namelist())
    if _BOOK not in names or _RELATIONS not in names:
        return {}
    targets: dict[str, str] = {}
    for match in _RELATION.finditer(archive.read(_RELATIONS).decode("utf-8", "replace")):
        id, target = (re.search(rf'\b{key}="([^"]*)"', match.group()) for key in ("Id", "Target"))
        if id and target:
            targets[id.group(1)] = target.group(1)
    found: dict[str, str] = {}
    for title, id in _SHEET.findall(archive.read(_BOOK).decode("utf-8", "replace")):
        name = targets.get(id, "")
        member = name.lstrip("/") if name.startswith("/") else f"xl/{name}"
        if member in names:
            found[unescape(title, {"&quot;": '"', "&apos;": "'"})] = member
    return found
