"""Of findings that meet on the page, keep the best; number the entities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from termend.edits import Stretches
from termend.records import Finding, Severity

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def resolve(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in order of place, no two on the same stretch.

    Where two meet, the graver stays, then the higher score, then the longer stretch, then the longer term:
    the order of the input never decides. A finding without extent (a missing term) meets nothing.
    """
    kept: list[Finding] = []
    taken = Stretches()
    for finding in sorted(findings, key=_preference):
        if finding.start == finding.end or taken.take(finding.start, finding.end):
            kept.append(finding)
    kept.sort(key=lambda f: (f.start, f.end, f.check))
    return _number_entities(kept)


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


def _number_entities(findings: list[Finding]) -> tuple[Finding, ...]:
    numbers: dict[str, int] = {}
    return tuple(
        replace(f, entity=numbers.setdefault(f.term.target, len(numbers) + 1)) if f.term else f for f in findings
    )
