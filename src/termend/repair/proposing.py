"""Give every finding on a term its proposals: the repair model's, ranked, and the glossary's form put in by rule."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Sequence
from dataclasses import replace
from math import exp

from termend.errors import ModelError
from termend.glossary import Glossary
from termend.records import Document, Finding, Proposal
from termend.repair import ranking, signals
from termend.repair.asking import Asked, ask
from termend.repair.coding import question_text, read_answer
from termend.repair.editing import edit_of, widened
from termend.repair.rewriter import Rewriter, Rewriting
from termend.repair.rules import glossary_form
from termend.repair.seams import seamed
from termend.repair.signals import Senses

# Findings whose words are not the name's own; what other checks find is the right name's neighbour and needs no
# rewriting. What lost its case and is the name word for word has its proposal from the check.
REWRITTEN = frozenset({"garbled-term", "forbidden-term", "lost-case"})
_CANDIDATES = 3
_MOST_PROPOSALS = 3
# Where the check itself is in doubt, a model this sure of a finding being none leaves the words as they stand: of the
# held-out findings that it is so sure of, none was a garble.
_IN_DOUBT = 0.7
_VETO = 0.001

_log = logging.getLogger("termend.repair")


def prepare() -> None:
    """Open what `propose` needs for the shipped model. What is wrong with it is said when it is used."""
    from termend.repair import opening

    with contextlib.suppress(ModelError):
        opening.shipped()


def propose(
    document: Document, findings: Sequence[Finding], glossary: Glossary | None, model: str | None = None
) -> tuple[Finding, ...]:
    """Findings with proposals, best first; those that have some already keep them.

    A finding without extent (a missing term) gets none: where a name belongs in a sentence is the editor's to say.

    Args:
        model: folder or hub name of a sequence-to-sequence model; None for the shipped one. Without a model, and
            wherever a model fails, the glossary's form is the proposal.

    Raises:
        ModelError: where a model was named and cannot be loaded.
        OptionError: where it needs packages that are not installed.
    """
    wanting = [n for n, f in enumerate(findings) if not f.proposals and f.term is not None and f.start < f.end]
    chosen = [n for n in wanting if findings[n].check in REWRITTEN]
    made = _by_model(document, findings, chosen, glossary, model)
    wanted = set(wanting)
    proposed = [
        replace(f, proposals=_all(document, f, made.get(n, ()))) if n in wanted else f for n, f in enumerate(findings)
    ]
    return tuple(replace(f, proposals=tuple(seamed(document.text, p) for p in f.proposals)) for f in proposed)


def _all(document: Document, finding: Finding, made: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The model's proposals and the rule's, each text once."""
    found = list(made)
    form = glossary_form(document.text, finding)
    if form is not None and not any(_same(document.text, form, other) for other in found):
        found.append(form)
    return tuple(found[:_MOST_PROPOSALS])


def _same(text: str, one: Proposal, two: Proposal) -> bool:
    """Whether two proposals leave the same text."""
    start, end = min(one.start, two.start), max(one.end, two.end)
    return (
        text[start : one.start] + one.text + text[one.end : end]
        == text[start : two.start] + two.text + text[two.end : end]
    )


def _by_model(
    document: Document, findings: Sequence[Finding], chosen: Sequence[int], glossary: Glossary | None, model: str | None
) -> dict[int, tuple[Proposal, ...]]:
    if not chosen:
        return {}
    from termend.repair import opening
    from termend.repair.transformers_translator import Translator
    from termend.repair.translated import by_translation

    try:
        rewriter = opening.shipped() if model is None else opening.named(model)
    except ModelError as error:
        if model is not None:
            raise
        _log.warning("%s. The glossary's forms are proposed.", error)
        return {}
    if rewriter is None:
        return {}
    try:
        if isinstance(rewriter, Translator):
            return by_translation(document, findings, chosen, rewriter)
        return _rewritten(document, findings, chosen, glossary, rewriter)
    except (RuntimeError, MemoryError, ValueError, IndexError) as error:
        reason = str(error).strip().split("\n")[0][:160] or type(error).__name__
        _log.warning(
            "%s: the model %s failed (%s). The glossary's forms are proposed.", document.path, rewriter.name, reason
        )
        return {}


def _rewritten(
    document: Document,
    findings: Sequence[Finding],
    chosen: Sequence[int],
    glossary: Glossary | None,
    rewriter: Rewriter,
) -> dict[int, tuple[Proposal, ...]]:
    senses = signals.shipped()
    asked = list(ask(document, findings, chosen, glossary))
    lines = [question_text(a.question, senses) for a in asked]
    rewritings = rewriter.rewrite(lines, _CANDIDATES)
    return {
        question.finding: _proposals(document.text, findings[question.finding], question, rewriting, senses)
        for question, rewriting in zip(asked, rewritings, strict=True)
    }


def _proposals(text: str, finding: Finding, asked: Asked, rewriting: Rewriting, senses: Senses) -> tuple[Proposal, ...]:
    """Every candidate that the guard lets through and the glossary's form, the cleanest first.

    The model's verdict lowers their scores. Where it is sure that there is nothing to repair and the check was in
    doubt, the words as they stand come first, and the repairs are runners-up for the editor.
    """
    term = asked.question.term
    accepted = finding.score * rewriting.fix_probability
    found: list[tuple[Proposal, float]] = []
    for candidate in rewriting.candidates:
        answer = read_answer(candidate.tokens)
        edit = None if answer is None else edit_of(answer, asked.question, asked.pieces, text, senses)
        if edit is not None:
            score = accepted * exp(min(0.0, candidate.log_probability))
            found.append((Proposal(edit.after, edit.start, edit.end, score, "seq2seq"), candidate.log_probability))
    last = min((probability for _, probability in found), default=0.0) - 1.0
    wider = widened(asked.question, senses)
    edit = None if wider is None else edit_of(wider, asked.question, asked.pieces, text, senses)
    if edit is not None:
        found.append((Proposal(edit.after, edit.start, edit.end, accepted * exp(last), "rule"), last))
    form = glossary_form(text, finding)
    if form is not None and found:
        found.append((replace(form, score=accepted * exp(last)), last))
    kept: list[tuple[Proposal, float]] = []
    for proposal, probability in found:
        if not any(_same(text, proposal, other) for other, _ in kept):
            kept.append((proposal, probability))
    ranks = [(ranking.faults(text, finding, p, term, senses), probability) for p, probability in kept]
    ordered = tuple(kept[n][0] for n in ranking.order(ranks))
    if finding.score >= _IN_DOUBT or rewriting.fix_probability >= _VETO:
        return ordered
    stands = Proposal(finding.text, finding.start, finding.end, finding.score - accepted, "seq2seq")
    return (stands, *ordered)
