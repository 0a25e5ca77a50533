"""Drafts mended from end to end, in every format: what changes, and that nothing else does.

The glossary forbids the wrong names outright, so that what is tested is the format and not the detection. A case
without a result is left as it is.
"""

import json
from pathlib import Path

import pytest

from termend import documents, pipeline
from termend import glossary as glossaries
from termend.pipeline import Options

CASES = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases/documents/fixes.jsonl").open(encoding="utf-8")
]
TERMS = "source,target,variants,forbidden\n石柱,Shizhu,,Stone Pillar|Stone Pillars\n黔江,Qianjiang,,Guizhou River\n"
CHECKS = frozenset({"forbidden-term", "untranslated-text"})


def mended(raw, name, terms, folder):
    draft, glossary = folder / name, folder / "terms.csv"
    draft.write_bytes(raw)
    glossary.write_text(terms, encoding="utf-8")
    repaired = pipeline.fix(documents.read(str(draft)), glossaries.load([str(glossary)]), Options(checks=CHECKS))
    return documents.render(repaired)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_mended(case, tmp_path):
    codec = case.get("codec", "utf-8")
    raw, wanted = case["text"].encode(codec), case.get("result", case["text"]).encode(codec)
    terms = case.get("glossary", TERMS)
    written = mended(raw, case["path"], terms, tmp_path)
    assert written.decode(codec) == wanted.decode(codec)
    assert written == wanted
    # What was written reads, and has nothing left to mend.
    assert mended(written, case["path"], terms, tmp_path) == written
