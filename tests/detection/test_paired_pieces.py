"""A paragraph is cut where its sentences surely belong together, and loses nothing by it."""

from __future__ import annotations

from termend import pipeline
from termend.detection.paired import finding
from termend.detection.paired.model import probability, shipped
from termend.detection.paired.pieces import pieces
from termend.documents.plain import read
from termend.glossary import Glossary
from termend.records import Document, Segment, Term

DRAFT = "Schools in Nanning opened on Monday. Factories in Liuzhou stopped for repairs on Tuesday."
SOURCE = "南宁的学校周一开学了。柳州的工厂周二停产检修。"
GLOSSARY = Glossary((Term("南宁", "Nanning", type="place"), Term("柳州", "Liuzhou", type="place")))


def _segment(text: str, source: str, start: int = 0) -> Segment:
    return Segment(3, start, text, source, 1.0)


def test_each_sentence_has_its_own_source() -> None:
    first, second = pieces(_segment(DRAFT, SOURCE, 100), GLOSSARY)
    assert (first.source, second.source) == ("南宁的学校周一开学了。", "柳州的工厂周二停产检修。")
    assert (first.index, second.index) == (3, 3)
    assert first.text + second.text == DRAFT
    assert (first.start, second.start) == (100, 100 + len(first.text))


def test_one_sentence_is_left_whole() -> None:
    segment = _segment("Schools in Nanning opened on Monday.", SOURCE)
    assert list(pieces(segment, GLOSSARY)) == [segment]


def test_what_is_uncertain_is_left_whole() -> None:
    segment = _segment("It was so. It was not.", "甲乙丙丁。戊己庚辛。")
    assert list(pieces(segment, GLOSSARY)) == [segment]


def test_a_book_in_one_paragraph_is_left_whole() -> None:
    segment = _segment("It was so. " * 300, "是这样。" * 300)
    assert list(pieces(segment, GLOSSARY)) == [segment]


def test_a_lost_name_is_reported_in_its_paragraph() -> None:
    draft = DRAFT.replace(" in Liuzhou", "")
    document = Document("-", draft + "\n", (_segment(draft, SOURCE),))
    (lost,) = finding.find(document, GLOSSARY)
    assert (lost.term.source, lost.segment) == ("柳州", 3)
    assert lost.start >= draft.index("Factories")


def test_what_a_shared_sentence_says_next_door_is_not_missing() -> None:
    lines = ["Schools in Nanning opened on Monday,", "and factories in Liuzhou stopped for repairs."]
    source = "南宁的学校周一开学，柳州的工厂停产检修。"

    def found(confidence: float) -> list[str]:
        segments = (
            Segment(0, 0, lines[0], source, confidence),
            Segment(1, len(lines[0]) + 1, lines[1], source, confidence),
        )
        document = Document("-", "\n".join(lines) + "\n", segments)
        return [lost.term.source for lost in finding.find(document, GLOSSARY)]

    assert found(0.95) == []
    assert found(1.0) == ["柳州", "南宁"]  # lines that go with their sources one by one share none


def test_a_part_of_a_longer_name_is_not_missing_where_it_stands_in_it() -> None:
    rows = (
        Term("广西壮族自治区", "Guangxi Zhuang Autonomous Region", type="place"),
        Term("广西", "Guangxi", type="place"),
    )
    draft = read("-", b"The Guangxi Zhuang Autonomous Region opened more stations along the way.\n")
    source = read("-", "广西壮族自治区增设车站，方便广西沿途旅客。\n".encode())
    assert finding.find(pipeline.with_source(draft, source), Glossary(rows)) == ()


def test_wider_readings_are_as_sure_as_drafts_have_them() -> None:
    sure = shipped().widened
    assert probability(sure, 0.0) < probability(sure, 0.0, 2.0) < probability(sure, 2.0, 2.0)
