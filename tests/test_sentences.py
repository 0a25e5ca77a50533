"""Where sentences and clauses end, in English and Chinese."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.language.sentences import clauses, is_chinese, sentences


def parts(cut, text):
    return [text[start:end] for start, end in cut(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Growth was 3.5 percent in the U.S. market.", "It was 1,000.5 m long."],
        ["Mr. Wang (b. 1960) met Gov. Li Wei at No. 5 Hospital.", "They talked."],
        ["“I went.”", "He stayed at 5 p.m. and left."],
        ["The fair is open。", "He said so。", "Then it rained."],
        ["他说：“来吧！”", "然后走了……", "真的吗?", "投资3.5亿元。"],
        ["大会今天开幕.", "共有3.5万人参加."],
    ],
    ids=lambda parts: parts[0][:20],
)
def test_sentences(expected):
    assert parts(sentences, ("" if is_chinese(expected[0]) else " ").join(expected)) == expected


def test_lines_end_sentences():
    assert parts(sentences, "A headline without a stop\n\nThe text. ") == ["A headline without a stop", "The text."]


def test_clauses():
    assert parts(clauses, "At 10:30, after 1,000 guests; he left.") == ["At 10:30,", "after 1,000 guests;", "he left."]
    assert parts(clauses, "今天,他来了;我们、他们都在。") == ["今天,", "他来了;", "我们、", "他们都在。"]


@given(st.text(st.sampled_from("Ab .。!?“”\"',\n中文3U.S") | st.characters(), max_size=60))
def test_ranges_are_in_order_and_leave_out_white_space_only(text):
    for cut in (sentences, clauses):
        done = 0
        for start, end in cut(text):
            assert done <= start < end
            assert not text[done:start].strip()
            assert text[start:end] == text[start:end].strip()
            done = end
        assert not text[done:].strip()
