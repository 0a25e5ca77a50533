"""Spaces, hyphens, invisible characters and widths."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from termend.language.marks import fold_chinese, folded
from termend.language.placeholders import placeholders

ODD = "\u00a0\u2009\u202f\u3000\u2010\u2011\u2013\u00ad\u200b\u200d\ufeff\u200eＡ１ﬁ\u0301\ufffc"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Hot\u00a0Spring\u2009Lake\u202f\u3000x", "Hot Spring Lake  x"),
        ("Lu\u2010shan\u2011x", "Lu-shan-x"),
        ("Asia–Oceania", "Asia-Oceania"),
        ("then – so", "then – so"),
        ("then—so", "then—so"),
        ("Lu\u00adshan", "Lushan"),
        ("Lu\u200bShan", "Lu Shan"),
        ("lu\u200bshan", "lushan"),
        ("Lu \u200bShan", "Lu Shan"),
        ("Ｌｕshan ２", "Lushan 2"),
        ("Ste\u0301phane", "Stéphane"),
        ("oﬃce", "office"),
        ("Lushan\ufffc Lake", "Lushan Lake"),
        ("the \ufffc lake", "the \ufffc lake"),
    ],
)
def test_english(text, plain):
    assert folded(text).text == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("（ＢＢＣ）何塞・路易斯", "（BBC）何塞·路易斯"),
        ("上海(自贸)区", "上海（自贸）区"),
        ("上海〔自贸〕区", "上海（自贸）区"),
        ("「一帶一路」", "“一帶一路”"),
        ("第１１届", "第11届"),
        ("庐\u200b山\u3000湖", "庐山 湖"),
        ("周\u3000宁 到了", "周宁 到了"),
        ('他说"青木"很大，"海石"很小', "他说“青木”很大，“海石”很小"),
        ("5' x 6\"", "5' x 6\""),
        ("新航程 新未来", "新航程 新未来"),
        ("铜 梁 日 报 2 0 2 6 年 报 道 ， 雨 大 。", "铜梁日报2026年报道，雨大。"),
        ("他 说 天气 很 好 ， 铜 梁 昨天 下雨 。", "他说天气很好，铜梁昨天下雨。"),
    ],
)
def test_chinese(text, plain):
    assert fold_chinese(text) == plain


@given(st.text(st.sampled_from("aZ -é石" + ODD)))
def test_places_lead_back(text):
    """Each character of the plain form comes from its own stretch of the text, in order, and none is made up."""
    fold = folded(text)
    reached = 0
    for index, character in enumerate(fold.text):
        start, end = fold.range(index, index + 1)
        assert start >= reached or fold.range(index - 1, index) == (start, end)
        reached = start
        written = text[start:end]
        assert written
        assert character == written or any(c in ODD for c in written)
    assert fold.range(0, len(fold.text))[1] <= len(text)


@given(st.text(st.sampled_from("aZ -é石\u00a0\u3000\u2011\u00ad\u200b\ufeffＡﬁ")))
def test_folding_again_changes_nothing(text):
    plain = folded(text).text
    assert folded(plain).text == plain


@given(st.text(st.sampled_from("石（()〔Ａ１・「」，\"'\u00ad\u3000 ")))
@example("''石''")
@example("\"'石'\"")
def test_folding_chinese_again_changes_nothing(text):
    assert fold_chinese(fold_chinese(text)) == fold_chinese(text)


@pytest.mark.parametrize(
    "text",
    [
        *("%d", "%s", "%1$s", "%-5.2f", "%(count)d", "%ld", "%@", "%NAME%"),
        *("{}", "{0}", "{name}", "{0:,.2f}", "{user.name}", "{a[0]!r}", "{n, number}", "{{ a name }}", "{% if x %}"),
        *("${HOME}", "#{name}", "%{name}", "<%= x %>", "<b>", "</b>", "<br/>", '<a href="x" title="A b">', "<A>"),
        *("{n, plural,", "{ sex, select,"),
    ],
)
def test_placeholders(text):
    assert placeholders(f"See {text} here") == [(4, 4 + len(text))]


@pytest.mark.parametrize(
    "text", ["100% of", "5 % done", "100%d", "a < b > c", "<Hot Spring>", "{Hot Spring}", "50%-60%", "<unk>", "other {"]
)
def test_no_placeholders(text):
    assert placeholders(f"See {text} here") == []


def test_a_choice_of_forms():
    text = "{n, plural, one {a lake} other {# lakes}}"
    assert [text[a:b] for a, b in placeholders(text)] == ["{n, plural,", "one ", "other "]
