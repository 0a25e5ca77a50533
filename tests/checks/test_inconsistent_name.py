"""One Chinese name that no glossary has, two renderings: inconsistent-term, and inconsistent-name if nothing tells."""

from dataclasses import replace

import pytest
from one_check import cases, document

from termend import pipeline
from termend.glossary import Glossary
from termend.pipeline import Options
from termend.records import Severity, Term, WorldNames

OTHER = Term("石音集团", "Shiyin Group")


def found(case, terms=(OTHER,), check="inconsistent-term", **options):
    draft = document("\n".join(case["draft"]))
    segments = [
        replace(s, source=z, source_confidence=1.0) for s, z in zip(draft.segments, case["source"], strict=True)
    ]
    checked = pipeline.check(replace(draft, segments=tuple(segments)), Glossary(tuple(terms)), Options(**options))
    return [f for f in checked.findings if f.check == check]


@pytest.mark.parametrize("case", cases("inconsistent_names"), ids=lambda case: case["why"])
def test_cases(case):
    findings = found(case)
    assert [[f.text, f.proposals[0].text] for f in findings] == case["found"]
    assert all(f.severity is Severity.WARNING and f.text in f.message for f in findings)


@pytest.mark.parametrize("case", cases("inconsistent_names"), ids=lambda case: case["why"])
def test_what_nothing_tells_is_left_to_the_editor(case):
    findings = found(case, check="inconsistent-name")
    assert [f.text for f in findings] == [rendering for rendering, _ in case.get("open", [])]
    assert all(kept in f.message for f, (_, kept) in zip(findings, case.get("open", []), strict=True))
    assert not any(f.proposals for f in findings)


def test_what_the_glossary_has_is_its_matter():
    case = cases("inconsistent_names")[0]
    assert found(case, [Term("青石梁", "Qingshiliang")]) == []


def test_it_is_switched_off_with_the_names_of_the_world():
    assert found(cases("inconsistent_names")[0], world_names=WorldNames.OFF) == []


def test_every_place_is_told():
    case = cases("inconsistent_names")[0]
    longer = {
        "source": [*case["source"], "青石梁昨天下雨。", "青石梁很大。"],
        "draft": [*case["draft"], "It rained in Qingshilang yesterday.", "Qingshiliang is large."],
    }
    (finding,) = found(longer)
    text = "\n".join(longer["draft"])
    assert [text[start:end] for start, end in finding.places] == ["Qingshilang"]
    assert "3 times" in finding.message
