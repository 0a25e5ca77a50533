import pytest
from one_check import cases, document, findings, fixed, term


def run(text, case):
    rows = [term(source, target, variants, forbidden=bad) for source, target, variants, bad in case["glossary"]]
    return findings("forbidden-term", document(text, case.get("source")), rows)


@pytest.mark.parametrize("case", cases("forbidden_term"), ids=lambda c: c["name"])
def test_cases(case):
    found = run(case["text"], case)
    assert [[f.text, f.proposals[0].text] for f in found] == case["found"]
    assert run(fixed(document(case["text"]), found), case) == ()
