"""Hold findings against gold.

A finding counts for a gold error where the two share half of the shorter stretch and the finding has the right term.
A dropped name counts as found where `missing-term` reports it in its segment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from termend.evaluation.cases import Case, GoldError
from termend.records import Finding

# Only these say that a name is wrong; what else a check says counts neither for nor against.
NAME_CHECKS = frozenset({"garbled-term", "lost-case", "missing-term", "inconsistent-term"})


@dataclass(frozen=True, slots=True)
class Example:
    """A false alarm or a miss, to look at."""

    case: str
    text: str
    source: str
    score: float


@dataclass(slots=True)
class Tally:
    """Counts of one document.

    Attributes:
        counts: `words`, `errors`, `found`, `located`, `repaired`, `wrong_term`, `false_alarms`, `dropped`,
            `dropped_found`, `false_missing`, `kind:K` and `found:K`.
        distinct: for each different garble of the document, how often it stands there and how often it was found.
    """

    counts: Counter[str] = field(default_factory=Counter)
    distinct: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    false_alarms: list[Example] = field(default_factory=list)
    misses: list[Example] = field(default_factory=list)


def score(
    case: Case, findings: Sequence[Finding], fixed_lines: Sequence[str], offsets: Sequence[int], lower: bool = False
) -> Tally:
    """Counts for one document.

    Args:
        case: the gold; one without errors where the text is clean.
        findings: what the pipeline found.
        fixed_lines: the repaired text by segment.
        offsets: where each segment begins in the checked text.
        lower: whether the draft was lower-cased; lost-case findings then count for nothing.
    """
    tally = Tally()
    named = [f for f in findings if f.check in NAME_CHECKS]
    tally.counts["findings"] += len(named)
    used: set[int] = set()
    for error in case.errors:
        if error.text == "":
            _dropped(case, error, named, used, tally)
        else:
            _garbled(case, error, named, used, fixed_lines, offsets, tally)
    places = [(offsets[e.segment] + e.start, offsets[e.segment] + e.end) for e in case.errors if e.text]
    for i, finding in enumerate(named):
        if i in used or any(min(e, finding.end) - max(s, finding.start) > 0 for s, e in places):
            continue
        if lower and finding.check == "lost-case":
            continue
        if finding.check == "missing-term":
            tally.counts["false_missing"] += 1
            continue
        tally.counts["false_alarms"] += 1
        source = finding.term.source if finding.term else ""
        tally.false_alarms.append(Example(case.id, finding.text, source, finding.score))
    return tally


def _dropped(case: Case, error: GoldError, findings: Sequence[Finding], used: set[int], tally: Tally) -> None:
    tally.counts["dropped"] += 1
    for i, f in enumerate(findings):
        if i not in used and f.check == "missing-term" and f.segment == error.segment and _same_term(f, error):
            used.add(i)
            tally.counts["dropped_found"] += 1
            return
    tally.misses.append(Example(f"{case.id} segment {error.segment}", "", error.source, 0.0))


def _garbled(
    case: Case,
    error: GoldError,
    findings: Sequence[Finding],
    used: set[int],
    fixed_lines: Sequence[str],
    offsets: Sequence[int],
    tally: Tally,
) -> None:
    counts = tally.counts
    counts["errors"] += 1
    counts[f"kind:{error.kind}"] += 1
    seen = tally.distinct.setdefault((error.text.lower(), error.source), [0, 0])
    seen[0] += 1
    start, end = offsets[error.segment] + error.start, offsets[error.segment] + error.end
    over = [
        i
        for i, f in enumerate(findings)
        if i not in used and min(end, f.end) - max(start, f.start) >= 0.5 * min(end - start, max(1, f.end - f.start))
    ]
    counts["located"] += bool(over)
    right = [i for i in over if _same_term(findings[i], error)]
    if right:
        counts["found"] += 1
        counts[f"found:{error.kind}"] += 1
        seen[1] += 1
        used.add(right[0])
    else:
        tally.misses.append(Example(f"{case.id} segment {error.segment}", error.text, error.source, 0.0))
        if over:
            used.add(over[0])
            counts["wrong_term"] += 1
    fixed = fixed_lines[error.segment] if error.segment < len(fixed_lines) else ""
    before = case.segments[error.segment].draft
    good = max(error.accepted, key=lambda text: fixed.count(text) - before.count(text))
    counts["repaired"] += fixed.count(good) > before.count(good)


def _same_term(finding: Finding, error: GoldError) -> bool:
    """Whether a finding has the error's name: by its row, or by what it proposes."""
    source = finding.term.source if finding.term else ""
    target = finding.term.target if finding.term else None
    proposed = finding.proposals[0].text if finding.proposals else ""
    # A finding on a longer name that holds the gold one, with the right inner name in its proposal, is right too.
    if error.source in source and any(text in proposed for text in error.accepted):
        return True
    return (
        source == error.source or target in error.accepted or (bool(finding.proposals) and proposed in error.accepted)
    )
