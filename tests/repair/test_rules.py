import json
from pathlib import Path

import pytest

from termend import edits
from termend.language.plurals import plural
from termend.records import Edit, Finding, Proposal, Severity, Term
from termend.repair import ranking, signals
from termend.repair.rules import glossary_form, is_plural_of

CASES = Path(__file__).parents[1] / "cases" / "repair" / "rules.jsonl"


def finding_in(marked: str, target: str, kind: str) -> tuple[str, Finding]:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    term = Term("名", target, type=kind)
    return text, Finding("garbled-term", Severity.ERROR, 0, start, end, text[start:end], 0.9, term=term)


@pytest.mark.parametrize("case", [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()], ids=str)
def test_the_glossary_form_fits_its_place(case: dict[str, str]) -> None:
    text, finding = finding_in(case["draft"], case["target"], case["type"])
    proposal = glossary_form(text, finding)
    assert proposal is not None
    edit = Edit(proposal.start, proposal.end, text[proposal.start : proposal.end], proposal.text)
    assert edits.apply(text, [edit]) == case["fixed"]


def test_a_place_without_extent_has_no_form() -> None:
    text = "Here nothing stands."
    finding = Finding("missing-term", Severity.ERROR, 0, 5, 5, "", 0.9, term=Term("名", "Ming"))
    assert glossary_form(text, finding) is None


@pytest.mark.parametrize(
    ("name", "several"),
    [
        ("15th Five-Year Plan", "15th Five-Year Plans"),
        ("Deputy Secretary", "Deputy Secretaries"),
        ("Mayor of Nanpu", "Mayors of Nanpu"),
        ("Secretary of the Board of Works", "Secretaries of the Board of Works"),
        ("Congress", "Congresses"),
    ],
)
def test_the_head_of_a_name_takes_the_plural(name: str, several: str) -> None:
    assert plural(name) == several
    assert is_plural_of(several, name)
    assert not is_plural_of(name, name)


@pytest.mark.parametrize(("before", "clashes"), [("Its ", 1), ("their ", 1), ("Under ", 0)])
def test_an_owner_takes_no_article(before: str, clashes: int) -> None:
    text, finding = finding_in(before + "[works office] has no answer.", "Ministry of Works", "organisation")
    proposal = Proposal("the Ministry of Works", finding.start, finding.end, 0.9, "seq2seq")
    assert finding.term is not None
    assert ranking.faults(text, finding, proposal, finding.term, signals.shipped()) == clashes


@pytest.mark.parametrize(("target", "amiss"), [("Starbeans", 1), ("Riverside Press Group", 0)])
def test_one_of_many_of_a_brand_stays_one_of_many(target: str, amiss: int) -> None:
    text, finding = finding_in("They met beside a [Xinbake] on Monday.", target, "company")
    start = finding.start - len("a ")
    proposal = Proposal(f"the {target}", start, finding.end, 0.9, "seq2seq")
    assert finding.term is not None
    assert ranking.faults(text, finding, proposal, finding.term, signals.shipped()) == amiss


def test_a_name_put_where_nothing_stood_turned_nothing_definite() -> None:
    text, finding = finding_in("They met at the [Xinbake].", "Starbeans", "company")
    proposal = Proposal("Starbeans", finding.start, finding.start, 0.9, "glossary")
    assert finding.term is not None
    assert ranking.faults(text, finding, proposal, finding.term, signals.shipped()) >= 0
