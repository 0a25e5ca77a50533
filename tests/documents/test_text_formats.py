"""Formats that are one text: what is read as the draft, and that edits change nothing else."""

import json
import re
from pathlib import Path

import pytest

from termend import documents
from termend.documents import registry
from termend.edits import apply
from termend.records import Edit

CASES = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases/documents/texts.jsonl").open(encoding="utf-8")
]


def edits_of(document, wanted):
    return [
        Edit(match.start(), match.end(), before, after)
        for before, after in wanted
        for match in re.finditer(re.escape(before), document.text)
    ]


@pytest.fixture(params=CASES, ids=lambda case: case["name"])
def case(request, tmp_path):
    path = tmp_path / request.param["path"]
    path.write_bytes(request.param["text"].encode())
    return request.param, documents.read(str(path))


def test_what_is_read(case):
    expected, document = case
    assert [s.text for s in document.segments] == expected["segments"]
    if "sources" in expected:
        assert [s.source for s in document.segments] == expected["sources"]
    if "labels" in expected:
        assert [s.label for s in document.segments] == expected["labels"]
    for segment in document.segments:
        assert document.text[segment.start : segment.end] == segment.text


def test_without_edits_the_bytes_stay(case):
    _, document = case
    assert registry.module(document.format).render(document, []) == document.raw


def test_edits_change_nothing_else(case):
    expected, document = case
    written = registry.module(document.format).render(document, edits_of(document, expected["edits"]))
    assert written.decode() == expected["result"]


def test_what_was_written_reads_as_the_edited_text(case, tmp_path):
    expected, document = case
    edits = edits_of(document, expected["edits"])
    module = registry.module(document.format)
    again = module.read(document.path, module.render(document, edits))
    assert again.text.split() == apply(document.text, edits).split()


def test_places_in_the_file(case):
    """A place in the text leads to the same character in the file, where it stands there as such."""
    _, document = case
    file = documents.file_text(document)
    for segment in document.segments:
        for match in re.finditer(r"[A-Za-z]", segment.text):
            start, end = file.range(segment.start + match.start(), segment.start + match.end())
            assert file.text[start:end] == match.group()


def test_replacements_are_what_is_rendered(case):
    expected, document = case
    if document.format == "table":  # a cell may get quotation marks as well
        return
    file = documents.file_text(document)
    made = [r for edit in edits_of(document, expected["edits"]) for r in file.replacements(edit)]
    text = file.text
    for start, end, new in sorted(made, reverse=True):
        text = text[:start] + new + text[end:]
    assert text == expected["result"].lstrip("\ufeff")
