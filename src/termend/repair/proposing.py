"""Give every finding on a term its proposals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from termend.glossary import Glossary
from termend.records import Document, Finding, Proposal
from termend.repair.rules import glossary_form


def propose(
    document: Document, findings: Sequence[Finding], glossary: Glossary, model: str | None = None
) -> tuple[Finding, ...]:
    """Findings with proposals, best first; those that have some already keep them.

    Args:
        model: folder or hub name of a sequence-to-sequence model; None for the shipped one.
    """
    return tuple(f if f.proposals else replace(f, proposals=_by_rule(document, f)) for f in findings)


def _by_rule(document: Document, finding: Finding) -> tuple[Proposal, ...]:
    proposal = glossary_form(document.text, finding)
    return () if proposal is None else (proposal,)
