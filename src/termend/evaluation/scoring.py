"""Hold findings against gold.

Two questions are kept apart: is a stretch a rendering of the name that the finding says (identified), and is it wrong
(judged)? A finding counts for a gold error where the two share half of the shorter stretch and the finding has the
right term. A dropped name counts as found where `missing-term` reports it in its segment.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from termend.evaluation.cases import Case, GoldError
from termend.records import Finding

_SHARED = 0.5  # of the shorter of two stretches


class Grade(Enum):
    """What a check says of the words it reports."""

    WRONG = "wrong"
    UNAPPROVED = "unapproved"


# What other checks say counts neither for nor against.
GRADES = {
    "garbled-term": Grade.WRONG,
    "lost-case": Grade.WRONG,
    "inconsistent-term": Grade.WRONG,
    "missing-term": Grade.WRONG,
    "unapproved-rendering": Grade.UNAPPROVED,
}


@dataclass(frozen=True, slots=True)
class Example:
    """A finding or an error to look at, with what is amiss: `false alarm`, `missed`, `other term` …"""

    case: str
    what: str
    text: str
    source: str
    score: float = 0.0


@dataclass(slots=True)
class Distinct:
    """One garble of a document, which may stand there more than once: its places, those found, those identified."""

    stands: int = 0
    found: int = 0
    identified: int = 0


@dataclass(slots=True)
class Tally:
    """Counts of one document.

    Attributes:
        counts: `words`, `errors`, `found` (with the right term, as wrong), `identified` (at all, with the right term),
            `repaired`, `wrong_term`, `overcalled` and `fair` (accepted but unlisted, called wrong or unapproved),
            `false_alarms` and `idle` (on something that is not the term at all, called wrong or unapproved), `dropped`,
            `dropped_found`, `false_missing`, `kind:K` and `found:K`.
        distinct: by spelling and name.
    """

    counts: Counter[str] = field(default_factory=Counter)
    distinct: dict[tuple[str, str], Distinct] = field(default_factory=dict)
    examples: list[Example] = field(default_factory=list)


@dataclass
class _Scoring:
    case: Case
    findings: Sequence[Finding]
    fixed_lines: Sequence[str]
    offsets: Sequence[int]
    tally: Tally = field(default_factory=Tally)
    used: set[int] = field(default_factory=set)

    def note(self, what: str, text: str, source: str, score: float = 0.0) -> None:
        self.tally.examples.append(Example(self.case.id, what, text, source, score))

    def place(self, error: GoldError) -> tuple[int, int]:
        offset = self.offsets[error.segment]
        return offset + error.start, offset + error.end


def score(
    case: Case,
    findings: Sequence[Finding],
    fixed_lines: Sequence[str],
    offsets: Sequence[int],
    lower: bool = False,
    text: str = "",
    accepted: Mapping[str, Collection[str]] | None = None,
) -> Tally:
    """Counts for one document.

    Args:
        case: the gold; one without errors where the text is clean.
        findings: what the pipeline found.
        fixed_lines: the repaired text by segment.
        offsets: where each segment begins in the checked text.
        lower: whether the draft was lower-cased; lost-case findings then count for nothing.
        text: the checked text.
        accepted: all renderings of each name that an editor would let stand, whatever the glossary lists.
    """
    graded = [f for f in findings if f.check in GRADES]
    scoring = _Scoring(case, graded, fixed_lines, offsets)
    scoring.tally.counts["findings"] += len(graded)
    for error in case.errors:
        if error.text == "":
            _dropped(scoring, error)
        else:
            _garbled(scoring, error)
    places = [scoring.place(error) for error in case.errors if error.text]
    for n, finding in enumerate(graded):
        if n in scoring.used or (lower and finding.check == "lost-case"):
            continue
        # A finding on a stretch that holds a part of a gold error is not counted again.
        if any(min(end, finding.end) > max(start, finding.start) for start, end in places):
            continue
        _beside_gold(scoring, finding, text, accepted or {})
    return scoring.tally


def _dropped(scoring: _Scoring, error: GoldError) -> None:
    counts = scoring.tally.counts
    counts["dropped"] += 1
    for n, finding in enumerate(scoring.findings):
        there = finding.check == "missing-term" and finding.segment == error.segment
        if n not in scoring.used and there and _same_term(finding, error):
            scoring.used.add(n)
            counts["dropped_found"] += 1
            return
    scoring.note("dropped, not reported", "", error.source)


def _garbled(scoring: _Scoring, error: GoldError) -> None:
    counts = scoring.tally.counts
    counts["errors"] += 1
    counts[f"kind:{error.kind}"] += 1
    distinct = scoring.tally.distinct.setdefault((error.text.lower(), error.source), Distinct())
    distinct.stands += 1
    start, end = scoring.place(error)
    over = [n for n, f in enumerate(scoring.findings) if n not in scoring.used and _meets(f, start, end)]
    right = [n for n in over if _same_term(scoring.findings[n], error)]
    if right:
        wrong = any(GRADES[scoring.findings[n].check] is Grade.WRONG for n in right)
        counts["identified"] += 1
        counts["found"] += wrong
        counts[f"found:{error.kind}"] += wrong
        distinct.identified += 1
        distinct.found += wrong
        scoring.used.update(right)
        if not wrong:
            scoring.note("wrong, taken for sound", error.text, error.source)
    elif over:
        scoring.used.add(over[0])
        counts["wrong_term"] += 1
        scoring.note("other term", error.text, error.source)
    else:
        scoring.note("missed", error.text, error.source)
    lines = scoring.fixed_lines
    fixed = lines[error.segment] if error.segment < len(lines) else ""
    before = scoring.case.segments[error.segment].draft
    counts["repaired"] += any(fixed.count(form) > before.count(form) for form in error.accepted)


def _beside_gold(scoring: _Scoring, finding: Finding, text: str, accepted: Mapping[str, Collection[str]]) -> None:
    counts, source = scoring.tally.counts, finding.term.source if finding.term else ""
    wrong = GRADES[finding.check] is Grade.WRONG
    if finding.check == "missing-term":
        counts["false_missing"] += 1
        scoring.note("false missing", "", source)
    elif _renders(text, finding, accepted.get(source, ())):
        counts["overcalled" if wrong else "fair"] += 1
        if wrong:
            scoring.note("sound, taken for wrong", finding.text, source, finding.score)
    else:
        counts["false_alarms" if wrong else "idle"] += 1
        scoring.note("false alarm" if wrong else "idle note", finding.text, source, finding.score)


def _meets(finding: Finding, start: int, end: int) -> bool:
    shorter = min(end - start, max(1, finding.end - finding.start))
    return min(end, finding.end) - max(start, finding.start) >= _SHARED * shorter


def _renders(text: str, finding: Finding, forms: Collection[str]) -> bool:
    """Whether a finding stands on an accepted rendering of the very term that it names."""
    return any(
        _meets(finding, match.start(), match.end())
        for form in forms
        for match in re.finditer(re.escape(form), text, re.IGNORECASE)
    )


def _same_term(finding: Finding, error: GoldError) -> bool:
    """Whether a finding has the error's name: by its row, or by what it proposes."""
    source = finding.term.source if finding.term else ""
    target = finding.term.target if finding.term else None
    proposed = finding.proposals[0].text if finding.proposals else ""
    # A finding on a longer name that holds the gold one, with the right inner name in its proposal, is right too.
    if error.source in source and any(form in proposed for form in error.accepted):
        return True
    return source == error.source or target in error.accepted or (bool(proposed) and proposed in error.accepted)
