"""The report as one HTML file to mail: read-only, no script, nothing fetched from elsewhere; it prints as it looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import PurePath

from termend.records import Checked, Document, Edit, Finding, Segment, Term
from termend.reports import drawing, excerpt, markup
from termend.reports.options import options


@dataclass(frozen=True, slots=True)
class _Note:
    number: int
    finding: Finding
    drawing: drawing.Drawing | None
    change: excerpt.Change | None
    others: tuple[str, ...]
    source: list[excerpt.Piece]
    as_before: int | None


@dataclass(frozen=True, slots=True)
class _Row:
    label: str | None
    pieces: list[excerpt.Piece]
    notes: list[_Note]


@dataclass(frozen=True, slots=True)
class _Draft:
    path: str
    summary: str
    rows: list[_Row]
    notes: list[_Note]


def render(checked: Sequence[Checked], signature: str) -> str:
    """The report of several documents as one self-contained page."""
    drafts: list[_Draft] = []
    numbered = 0
    for one in checked:
        drafts.append(_draft(one, numbered))
        numbered += len(one.findings)
    words = sum(one.document.words for one in checked)
    title = PurePath(checked[0].document.path).name if len(checked) == 1 else f"{len(checked)} drafts"
    template = markup.environment().get_template("report.html")
    return template.render(
        title=title,
        summary=_summary(numbered, words),
        count=numbered,
        drafts=drafts,
        signature=signature,
        style="".join(
            resources.files("termend.reports").joinpath("templates", name).read_text(encoding="utf-8")
            for name in ("base.css", "report.css")
        ),
    )


def _summary(findings: int, words: int) -> str:
    return f"{findings or 'No'} finding{'' if findings == 1 else 's'} in {words:,} words"


def _draft(checked: Checked, numbered: int) -> _Draft:
    first: dict[tuple[Term, str], int] = {}
    notes: list[_Note] = []
    for i, finding in enumerate(checked.findings, numbered + 1):
        seen = first.setdefault((finding.term, finding.text.casefold()), i) if finding.term else i
        notes.append(_note(checked.document, finding, i, seen if seen < i else None))
    by_segment: dict[int, list[int]] = {}
    for i, finding in enumerate(checked.findings):
        by_segment.setdefault(finding.segment, []).append(i)
    rows = [
        _row(segment, [(i, notes[i]) for i in by_segment.get(segment.index, ())])
        for segment in checked.document.segments
        if segment.text.strip()
    ]
    path, words = checked.document.path, checked.document.words
    return _Draft(path, _summary(len(notes), words), rows, notes)


def _row(segment: Segment, notes: list[tuple[int, _Note]]) -> _Row:
    flags = [(note.finding.start, note.finding.end, i) for i, note in notes]
    return _Row(segment.label, excerpt.cut(segment, flags), [note for _, note in notes])


def _note(document: Document, finding: Finding, number: int, as_before: int | None) -> _Note:
    change = None
    if finding.proposals:
        best = finding.proposals[0]
        edit = Edit(best.start, best.end, document.text[best.start : best.end], best.text)
        change = excerpt.change(document, finding, edit)
    source = document.segments[finding.segment].source
    return _Note(
        number,
        finding,
        None if as_before else drawing.draw(finding),
        change,
        tuple(option.clause for option in options(document, finding)[1:4]),
        excerpt.source_around(source, finding.term.source if finding.term else "") if source else [],
        as_before,
    )
