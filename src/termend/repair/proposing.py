"""Give every finding on a term its proposals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from termend.glossary import Glossary
from termend.records import Document, Finding, Proposal


def propose(
    document: Document, findings: Sequence[Finding], glossary: Glossary, model: str | None = None
) -> tuple[Finding, ...]:
    """Findings with proposals, best first; those that have some already keep them.

    Args:
        model: folder or hub name of a sequence-to-sequence model; None for the shipped one.
    """
    return tuple(
        f if f.proposals or f.term is None or f.start == f.end else replace(f, proposals=_glossary_form(f))
        for f in findings
    )


def _glossary_form(finding: Finding) -> tuple[Proposal, ...]:
    assert finding.term is not None
    return (Proposal(finding.term.target, finding.start, finding.end, finding.score, "glossary"),)
