import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_check import cases, document, findings, fixed


@pytest.mark.parametrize("case", cases("untranslated_text"), ids=lambda c: c["name"])
def test_found(case):
    draft = document(case["text"])
    found = findings("untranslated-text", draft)
    assert found
    if "found" in case:
        assert [f.text for f in found] == case["found"]
    if "fixed" in case:
        assert fixed(draft, found) == case["fixed"]


@pytest.mark.parametrize("case", cases("untranslated_text_clean"), ids=lambda c: c["name"])
def test_left_alone(case):
    assert findings("untranslated-text", document(case["text"])) == ()


@given(st.text("xy1 .,。，；（）()《》\u3000家", max_size=40))
def test_mended_marks_leave_nothing_to_mend(text):
    draft = document(text)
    mended = fixed(draft, findings("untranslated-text", draft))
    again = findings("untranslated-text", document(mended))
    assert fixed(document(mended), again) == mended
