"""What source and glossary say of a finding besides its own term, and that the model is told."""

import pytest

from termend.glossary import Glossary
from termend.records import Document, Finding, Segment, Severity, Term
from termend.repair import signals
from termend.repair.asking import ask
from termend.repair.clause import OtherNames, rendered_elsewhere
from termend.repair.coding import question_text

PRESS = Term("明州报业集团", "Mingzhou Press Group", ("Mingzhou Press",), type="media")
TOWN = Term("明州", "Mingzhou", type="place")
OTHER = Term("清溪医院", "Qingxi Hospital", type="organisation")
NAMES = OtherNames(Glossary((PRESS, TOWN, OTHER)))


@pytest.mark.parametrize(
    ("source", "term", "found"),
    [
        ("明州报业集团访问清溪医院。", PRESS, [OTHER]),
        ("明州报业集团访问清溪医院。", OTHER, [TOWN, PRESS]),
        ("明州。", TOWN, []),
        (None, PRESS, []),
    ],
)
def test_rivals_are_the_other_names_of_the_source(source, term, found):
    assert list(NAMES.rivals(source, term)) == found


@pytest.mark.parametrize(
    ("text", "term", "known"),
    [
        ("Qingxi Hospital", PRESS, True),
        ("the Qingxi Hospital", PRESS, True),
        ("Qingxi Hospital’s", PRESS, True),
        ("qingxi hospital", PRESS, False),
        ("Qingxi Hospital", OTHER, False),
        ("Qingxi", PRESS, False),
    ],
)
def test_a_right_name_of_another_term_is_known(text, term, known):
    assert NAMES.is_known(text, term) is known
    assert OtherNames(None).is_known(text, term) is False


@pytest.mark.parametrize(
    ("text", "source", "found"),
    [
        ("The [clear book] and Mingzhou Press Group.", "明州报业集团", True),
        ("The [clear book] and Mingzhou Press.", "明州报业集团", True),
        ("The [clear book] and Mingzhou Press Group.", "明州报业集团和明州报业集团", False),
        ("The [Mingzhou Press Group] left.", "明州报业集团", False),
        ("The [clear book] and Mingzhou Pressing.", "明州报业集团", False),
        ("The [clear book] and Mingzhou Press Group.", None, False),
    ],
)
def test_what_is_rendered_elsewhere_is_counted_against_the_source(text, source, found):
    start, end = text.index("["), text.index("]") - 1
    assert rendered_elsewhere(text.replace("[", "").replace("]", ""), source, start, end, PRESS) is found


def questions(text, source=None):
    """The questions of the findings in brackets: first on the press group, then on the hospital."""
    findings, plain = [], ""
    for part in text.replace("]", "[").split("["):
        if part.startswith("!"):
            part = part[1:]
            term = OTHER if findings else PRESS
            place = len(plain), len(plain) + len(part)
            findings.append(Finding("garbled-term", Severity.ERROR, 0, *place, part, 0.9, term=term))
        plain += part
    document = Document("d.txt", plain, (Segment(0, 0, plain, source),))
    asked = ask(document, findings, range(len(findings)), Glossary((PRESS, TOWN, OTHER)))
    return [question_text(a.question, signals.shipped()).split(" ") for a in asked]


def test_findings_of_a_clause_are_asked_together_each_with_the_others_as_names():
    first, second = questions("The [!bright state newspaper group] met the [!clear brook clinic] today.")
    assert first[first.index("<e>") :] == ["<e>", "met", "the", "<other>", "today"]
    assert second[second.index("<window>") : second.index("<s>")] == ["<window>", "<other>", "met", "the"]


def test_the_model_is_told_of_the_source():
    alone = questions("They saw [!bright state newspaper group] there.")[0]
    with_source = questions("They saw [!bright state newspaper group] there.", "他们看见明州报业集团。")[0]
    assert {"<bilingual>", "<r0>"} <= set(with_source)
    assert "<bilingual>" not in alone
    rival = questions("They saw [!Qingxi Hospital] and Mingzhou Press Group.", "清溪医院、明州报业集团。")[0]
    assert {"<r7>", "<rendered>", "<known>"} <= set(rival)
