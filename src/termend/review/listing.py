"""All findings of a desk as a list: sifted, sorted, and decided as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from termend.records import Finding
from termend.reports.options import Option
from termend.review.decisions import Verdict
from termend.review.desk import Desk, Draft, State
from termend.review.judging import Judgement
from termend.review.pages import offers
from termend.review.rendering import WORDS, render

STATES = {"": "any state", "open": "open", "changed": "changed", "kept": "let stand", "conflict": "in conflict"}
SORTS = {"place": "place", "term": "term", "score": "score, highest first", "state": "decision"}
VERDICTS = (Verdict.ACCEPT, Verdict.REJECT)
"""What many findings may be given at once."""

_MOST = 300  # rows of a page


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which findings are listed, and in what order.

    Attributes:
        check: name of a check; empty for any.
        term: Chinese name; empty for any.
        least: score in hundredths from which they are listed.
        state: a key of `STATES`.
        words: stand in the flagged words, the term or what is proposed; any case.
        draft: number of one draft; 0 for all.
        sort: a key of `SORTS`.
    """

    check: str = ""
    term: str = ""
    least: int = 0
    state: str = ""
    words: str = ""
    draft: int = 0
    sort: str = "place"

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> Sieve:
        """A sieve from the fields of a form; what makes no sense is left out."""
        numbers = {name: fields.get(name, "") for name in ("least", "draft")}
        least, draft = (int(v) if v.isascii() and v.isdecimal() and len(v) < 6 else 0 for v in numbers.values())
        state, sort = fields.get("state", ""), fields.get("sort", "")
        return cls(
            fields.get("check", ""),
            fields.get("term", ""),
            min(least, 100),
            state if state in STATES else "",
            fields.get("words", ""),
            draft,
            sort if sort in SORTS else "place",
        )

    def passes(self, row: Row) -> bool:
        finding = row.finding
        if self.check not in ("", finding.check) or (self.draft and self.draft != row.number):
            return False
        if self.term and (finding.term is None or finding.term.source != self.term):
            return False
        if round(finding.score * 100) < self.least or not self._in_state(row):
            return False
        wanted = self.words.casefold()
        return not wanted or any(wanted in text.casefold() for text in row.said)

    def _in_state(self, row: Row) -> bool:
        return not self.state or (row.conflict if self.state == "conflict" else self.state == row.state)


@dataclass(frozen=True, slots=True)
class Row:
    """One finding of the list."""

    number: int
    draft: Draft
    key: str
    finding: Finding
    judgement: Judgement | None
    conflict: bool
    offered: Option | None

    @property
    def state(self) -> str:
        if self.judgement is None:
            return "open"
        return "changed" if self.judgement.edit else "kept"

    @property
    def decision(self) -> str:
        """What was decided, in words; empty while it is open."""
        return WORDS[self.judgement.verdict] if self.judgement else ""

    @property
    def said(self) -> tuple[str, ...]:
        """All that a search may find."""
        term = self.finding.term
        names = (term.source, term.target) if term else ()
        edit = self.judgement.edit if self.judgement else None
        printed = (edit.after,) if edit else (self.offered.new,) if self.offered else ()
        return (self.finding.text, *names, *printed, self.finding.message)


_ORDER: dict[str, Callable[[Row], Any]] = {
    "place": lambda row: (row.number, row.finding.start),
    "term": lambda row: (row.finding.term.source if row.finding.term else "", row.number, row.finding.start),
    "score": lambda row: (-row.finding.score, row.number, row.finding.start),
    "state": lambda row: (list(STATES).index(row.state), row.number, row.finding.start),
}


def rows(desk: Desk, sieve: Sieve) -> list[Row]:
    """The findings that pass, sorted."""
    every = (row for n, draft in enumerate(desk.drafts, 1) for row in _rows(n, draft, draft.state()))
    return sorted(filter(sieve.passes, every), key=_ORDER[sieve.sort])


def _rows(number: int, draft: Draft, state: State) -> list[Row]:
    judged = state.judged
    return [
        Row(
            number,
            draft,
            state.order.keys[i],
            finding,
            judged.judgements.get(i),
            i in judged.conflicts,
            next(iter(offers(state, i)), None),
        )
        for i, finding in enumerate(judged.findings)
    ]


def decidable(listed: list[Row], sieve: Sieve) -> list[Row]:
    """Of the listed findings those that a verdict for all is given to: the open ones, unless others are asked for."""
    return [row for row in listed if sieve.state not in ("", "open") or row.state == "open"]


def page(desk: Desk, sieve: Sieve, said: str = "") -> str:
    """The list as a page."""
    listed = rows(desk, sieve)
    every = rows(desk, Sieve())
    return render(
        "list.html",
        desk=desk,
        sieve=sieve,
        rows=listed[:_MOST],
        count=len(listed),
        decidable=decidable(listed, sieve),
        checks=sorted({row.finding.check for row in every}),
        terms=sorted({(row.finding.term.source, row.finding.term.target) for row in every if row.finding.term}),
        states=STATES,
        sorts=SORTS,
        verdicts=VERDICTS,
        said=said,
    )
