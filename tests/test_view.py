"""The draft as checks see it, and findings put back on the draft."""

from hypothesis import given
from hypothesis import strategies as st

from termend.documents import plain
from termend.records import Document, Finding, Proposal, Segment, Severity, Term
from termend.view import MASK, view

LAKE = Term("庐湖", "Lushan Lake", variants=("Lu–shan Lake",))
LETTERS = st.text(st.sampled_from("ab \u00a0\u00ad\u200b\u2011%d{}Ａ\n"), max_size=30)


def finding(start, end, text, *proposals, term=LAKE):
    return Finding("forbidden-term", Severity.ERROR, 0, start, end, text, 1.0, term=term, proposals=proposals)


def seen(text, protected=()):
    return view(Document("a.txt", text, (Segment(0, 0, text),), protected=protected))


def test_plain_text_is_seen_as_it_is():
    document = plain.read("-", b"Nothing odd here.\nAt all.\n")
    assert view(document).document is document


@given(LETTERS)
def test_every_stretch_leads_back_to_its_own_text(text):
    document = plain.read("-", text.encode())
    shown = view(document)
    assert len(shown.document.segments) == len(document.segments)
    for segment in shown.document.segments:
        assert shown.document.text[segment.start : segment.end] == segment.text
        for start in range(len(segment.text)):
            at = segment.start + start
            (restored,) = shown.restored([finding(at, at + 1, segment.text[start], term=None)]) or [None]
            if restored is not None:
                assert document.text[restored.start : restored.end] == restored.text
                own = document.segments[segment.index]
                assert own.start <= restored.start <= restored.end <= own.end


def test_a_placeholder_is_masked_and_never_changed():
    shown = seen("Of %d Lakes")
    assert shown.document.text == f"Of {MASK * 2} Lakes"
    whole = Proposal("Lushan Lake", 3, 11, 1.0, "rule")
    beside = Proposal("Lushan Lake", 6, 11, 1.0, "rule")
    (restored,) = shown.restored([finding(6, 11, "Lakes", whole, beside)])
    assert restored.proposals == (beside,)


def test_nothing_is_said_of_what_is_protected():
    shown = seen("The Stone Lake band", protected=((4, 14),))
    assert shown.document.text == "The Stone Lake band"
    assert shown.restored([finding(4, 14, "Stone Lake"), finding(0, 5, "The S")]) == ()
    (other,) = shown.restored([finding(15, 19, "band")])
    assert other.text == "band"


def test_a_no_break_space_outside_the_change_stays():
    shown = seen("on 5\u00a0May in Stone\u00a0Lake")
    proposal = Proposal("on 5 May in Lushan Lake", 0, 22, 1.0, "seq2seq")
    (restored,) = shown.restored([finding(12, 22, "Stone Lake", proposal)])
    assert restored.text == "Stone\u00a0Lake"
    assert restored.proposals[0].text == "on 5\u00a0May in Lushan\u00a0Lake"


def test_what_the_glossary_lists_in_this_very_dress_stands():
    shown = seen("At Lu–shan Lake")
    assert shown.document.text == "At Lu-shan Lake"
    assert shown.restored([finding(3, 15, "Lu-shan Lake")]) == ()


def test_the_source_is_folded_too():
    document = Document("a", "x", (Segment(0, 0, "x", "上海(ＡＢ)", 1.0),))
    assert view(document).document.segments[0].source == "上海（AB）"


def test_the_source_is_seen_in_simplified_characters():
    document = Document("a.txt", "Hail.", (Segment(0, 0, "Hail.", source="廬湖下雹。", source_confidence=1.0),))
    assert view(document).document.segments[0].source == "庐湖下雹。"
