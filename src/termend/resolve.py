"""Of findings that meet on the page, keep the best; number the entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from termend.edits import Stretches
from termend.records import Finding, Severity

FORBIDDEN, MISSING = "forbidden-term", "missing-term"
"""Names of the checks that may speak of one slip."""

_Name = tuple[int, str]  # a segment, and a Chinese name in it
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def resolve(findings: Iterable[Finding], entities: dict[str, int] | None = None) -> tuple[Finding, ...]:
    """Findings in order of place, no two on the same stretch.

    Where two meet, the graver stays, then the higher score, then the longer stretch, then the longer term:
    the order of the input never decides. A finding without extent (a missing term) meets nothing; it goes where a
    forbidden rendering, which nobody else saw as one of the term, is what became of the name.

    Args:
        entities: numbers that names have already, by target; those of new ones are added.
    """
    findings = list(findings)
    answered = _answered(findings)
    kept: list[Finding] = []
    taken = Stretches()
    for finding in sorted(findings, key=_preference):
        if id(finding) in answered:
            continue
        if finding.start == finding.end or taken.take(finding.start, finding.end):
            kept.append(finding)
    kept.sort(key=lambda f: (f.start, f.end, f.check))
    return _number_entities(kept, {} if entities is None else entities)


def _answered(findings: Sequence[Finding]) -> set[int]:
    """Which findings of a missing term speak of a name that stands in the draft in a forbidden rendering."""
    missing: dict[_Name, list[Finding]] = defaultdict(list)
    seen: dict[_Name, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.term is not None and finding.check != FORBIDDEN:
            name = finding.segment, finding.term.source
            (missing if finding.check == MISSING else seen)[name].append(finding)
    gone: set[int] = set()
    for finding in findings:
        if finding.term is None or finding.check != FORBIDDEN:
            continue
        name = finding.segment, finding.term.source
        if any(other.start < finding.end and finding.start < other.end for other in seen[name]):
            continue
        left = [other for other in missing[name] if id(other) not in gone]
        if left:
            gone.add(id(min(left, key=lambda other: abs(other.start - finding.start))))
    return gone


def _preference(finding: Finding) -> tuple[int, float, int, int, int, str, str]:
    source = finding.term.source if finding.term else ""
    return (
        _RANK[finding.severity],
        -finding.score,
        finding.start - finding.end,
        -len(source),
        finding.start,
        source,
        finding.check,
    )


def _number_entities(findings: list[Finding], numbers: dict[str, int]) -> tuple[Finding, ...]:
    return tuple(
        replace(f, entity=numbers.setdefault(f.term.target, len(numbers) + 1)) if f.term else f for f in findings
    )
