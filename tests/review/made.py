"""A draft with findings made by hand, so that pages can be tested without any check."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from termend import documents
from termend.records import Checked, Document, Evidence, Finding, Proposal, Severity, Term
from termend.review.desk import Work

FOLDER = Path(__file__).parent
DRAFT = (FOLDER / "draft.txt").read_text(encoding="utf-8")

SOURCE = (FOLDER / "source.txt").read_text(encoding="utf-8")

GROUP = Term("重报集团", "Chongqing Daily Press Group", glossary="press.csv", line=2)
LIBRARY = Term("鸿雁图书馆", "Hongyan Library", variants=("Hong Yan Library",), glossary="press.csv", line=3)
PERSON = Term("罗稳", "Luo Wen", type="person", glossary="press.csv", line=4)
TONGLIANG = Term("铜梁", "Tongliang", type="place", glossary="press.csv", line=5)
PLAN = Term("十四五", "14th Five-Year Plan", glossary="press.csv", line=6)
SHAPINGBA = Term("沙坪坝", "Shapingba", type="place", glossary="press.csv", line=7)
COMMISSION = Term("市民委", "Municipal Ethnic Affairs Commission", glossary="press.csv", line=8)

GLOSSARY = (FOLDER / "press.csv").read_text(encoding="utf-8")

_GLOSS_GROUP = (
    Evidence("重", "re-", "gloss", 2.1),
    Evidence("报", "statement", "gloss", 1.4),
    Evidence("集团", "group", "gloss", 4.0),
)
_MADE = (
    (
        "garbled-term",
        "re-statement group",
        GROUP,
        0.97,
        _GLOSS_GROUP,
        ("Chongqing Daily Press Group", "the Chongqing Daily Press Group"),
    ),
    (
        "garbled-term",
        "Swan Goose Library",
        LIBRARY,
        0.94,
        (Evidence("鸿", "Swan", "gloss"), Evidence("雁", "Goose", "gloss"), Evidence("图书馆", "Library", "target")),
        ("Hongyan Library",),
    ),
    (
        "garbled-term",
        "Luo Steady",
        PERSON,
        0.88,
        (Evidence("罗", "Luo", "sound"), Evidence("稳", "Steady", "gloss")),
        ("Luo Wen",),
    ),
    (
        "garbled-term",
        "copper beam",
        TONGLIANG,
        0.83,
        (Evidence("铜", "copper", "gloss"), Evidence("梁", "beam", "gloss")),
        ("Tongliang",),
    ),
    (
        "garbled-term",
        "municipal national council",
        COMMISSION,
        0.62,
        (Evidence("市", "municipal", "gloss"), Evidence("民", "national", "gloss"), Evidence("委", "council", "gloss")),
        ("Municipal Ethnic Affairs Commission",),
    ),
    (
        "garbled-term",
        "1455",
        PLAN,
        0.91,
        (Evidence("十四", "14", "number"), Evidence("五", "55", "number")),
        ("14th Five-Year Plan",),
    ),
    (
        "garbled-term",
        "saffeng dam",
        SHAPINGBA,
        0.79,
        (Evidence("沙", "saf", "sound"), Evidence("坪", "feng", "sound"), Evidence("坝", "dam", "gloss")),
        ("Shapingba",),
    ),
    ("untranslated-text", "。", None, 1.0, (), (".",)),
)


def read(path: str, with_source: bool = True) -> Document:
    """The file at a path, each line with the line of the source."""
    document = documents.read(path)
    if not with_source:
        return document
    lines = SOURCE.splitlines()
    segments = tuple(
        replace(s, source=lines[s.index] or None, source_confidence=1.0) if s.index < len(lines) else s
        for s in document.segments
    )
    return replace(document, segments=segments, source_path=str(FOLDER / "source.txt"))


def check(path: str, with_source: bool = True) -> Checked:
    """The file at a path with every hand-made garble that stands in it found."""
    return found(read(path, with_source))


def found(document: Document) -> Checked:
    """A document with every hand-made garble that stands in it."""
    findings: list[Finding] = []
    entities: dict[str, int] = {}
    for name, text, term, score, evidence, proposals in _MADE:
        for match in re.finditer(re.escape(text), document.text, re.IGNORECASE):
            start, end = match.span()
            segment = next(s for s in document.segments if s.start <= start <= s.end)
            wide = start - 4 if document.text[start - 4 : start] == "the " and name == "garbled-term" else start
            article = "the " if wide < start else ""
            findings.append(
                Finding(
                    name,
                    Severity.ERROR if term else Severity.WARNING,
                    segment.index,
                    start,
                    end,
                    match.group(),
                    score,
                    "" if term else "。 is left from the Chinese",
                    term,
                    evidence,
                    entities.setdefault(term.target, len(entities) + 1) if term else None,
                    tuple(
                        Proposal(
                            article + p if not p.startswith("the ") else p,
                            wide,
                            end,
                            round(0.95 - 0.4 * i, 2),
                            "glossary",
                        )
                        for i, p in enumerate(proposals)
                    ),
                )
            )
    findings.sort(key=lambda f: (f.start, f.end))
    return Checked(document, tuple(findings))


def proposed(document: Document, finding: Finding) -> Finding:
    """The glossary's form, as a repair would."""
    if finding.term is None:
        return finding
    return replace(finding, proposals=(Proposal(finding.term.target, finding.start, finding.end, 0.9, "glossary"),))


WORK = Work(read, found, proposed)
