import pytest
from one_check import cases, document, findings, fixed, term


@pytest.mark.parametrize("case", cases("inconsistent_term"), ids=lambda c: c["name"])
def test_cases(case):
    terms = [term(*row) for row in case["glossary"]]
    draft = document(case["text"])
    found = findings("inconsistent-term", draft, terms)
    assert [[f.text, f.proposals[0].text, len(f.places)] for f in found] == case["found"]
    assert all(draft.text[s:e] == f.text for f in found for s, e in f.places)
    mended = fixed(draft, found)
    assert mended == case.get("fixed", case["text"])
    assert findings("inconsistent-term", document(mended), terms) == ()
