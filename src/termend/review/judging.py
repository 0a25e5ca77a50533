"""A checked draft and the decisions on it, brought together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from termend.records import Checked, Document, Edit, Finding, Proposal, Severity, Term
from termend.review import places
from termend.review.decisions import Journal, Name, Place, Step, Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision where it stands in the draft, and the edit it asks for, if any."""

    step: Step
    place: Place
    start: int
    end: int
    edit: Edit | None

    @property
    def verdict(self) -> Verdict:
        return self.step.verdict


@dataclass(frozen=True, slots=True)
class Lost:
    """A decision whose words no longer stand in the draft; `done` where the draft has the change already."""

    step: Step
    place: Place
    done: bool


@dataclass(frozen=True)
class Judged:
    """Findings in order of place, what was decided of each, and the decisions that lost their place.

    Attributes:
        findings: those of the checks, and one for each decision that stands where no check flags anything now.
        judgements: by index in `findings`; a finding that is missing here is still to be judged.
        unflagged: indices of those that no check made.
    """

    document: Document
    findings: tuple[Finding, ...]
    judgements: dict[int, Judgement]
    lost: tuple[Lost, ...]
    unflagged: frozenset[int]


Located = dict[str, tuple[Judgement | Lost, ...]]
"""Where the places of each step stand in one text, by the step's id, so that nothing is sought twice."""


def judge(checked: Checked, journal: Journal, located: Located | None = None) -> Judged:
    """Each decision put to its finding; of several on one finding the latest holds.

    Args:
        located: filled as places are found, for the next time this draft is judged; it belongs to its text alone.
    """
    located = {} if located is None else located
    standing: dict[tuple[int, int, str], Judgement] = {}
    lost: list[Lost] = []
    for step in journal.steps:
        if step.id not in located:
            located[step.id] = _locate(checked.document.text, step)
        source = step.name.source if step.name else ""
        for found in located[step.id]:
            if isinstance(found, Lost):
                lost.append(found)
            else:
                key = (found.start, found.end, source)
                standing.pop(key, None)  # the latest goes last
                standing[key] = found
    judgements, left_over = _assign(checked.findings, standing)
    made = [_rebuilt(checked.document, start, end, j) for (start, end, _), j in left_over]
    findings = sorted([*checked.findings, *(f for f, _ in made)], key=lambda f: (f.start, f.end))
    order = {id(f): i for i, f in enumerate(findings)}
    by_index = {order[id(checked.findings[i])]: j for i, j in judgements.items()}
    by_index |= {order[id(f)]: j for f, j in made}
    return Judged(checked.document, tuple(findings), by_index, tuple(lost), frozenset(order[id(f)] for f, _ in made))


def _locate(text: str, step: Step) -> tuple[Judgement | Lost, ...]:
    found = zip(step.places, places.find(text, step.places), strict=True)
    return tuple(
        Judgement(step, place, stands.start, stands.end, stands.edit)
        if stands
        else Lost(step, place, places.is_done(text, place))
        for place, stands in found
    )


def _assign(
    findings: Sequence[Finding], standing: dict[tuple[int, int, str], Judgement]
) -> tuple[dict[int, Judgement], list[tuple[tuple[int, int, str], Judgement]]]:
    """Judgements by finding, and those that no finding overlaps.

    A decision to let words stand speaks of one term only; one to change them holds whatever a check says now.
    """
    exact = {(f.start, f.end, f.term.source if f.term else ""): i for i, f in enumerate(findings)}
    assigned: dict[int, Judgement] = {}
    left_over: list[tuple[tuple[int, int, str], Judgement]] = []
    loose: list[tuple[tuple[int, int, str], Judgement]] = []
    for key, judgement in standing.items():
        if key in exact:
            assigned[exact[key]] = judgement
        else:
            loose.append((key, judgement))
    for (start, end, source), judgement in loose:
        met = [i for i, f in enumerate(findings) if _meet(start, end, f)]
        same = [i for i in met if judgement.edit or (t := findings[i].term) is None or t.source == source]
        free = [i for i in same if i not in assigned]
        if free:
            assigned[free[0]] = judgement
        elif not met:
            left_over.append(((start, end, source), judgement))
    return assigned, left_over


def _meet(start: int, end: int, finding: Finding) -> bool:
    if start == end or finding.start == finding.end:
        return start == finding.start and end == finding.end
    return start < finding.end and finding.start < end


def _rebuilt(document: Document, start: int, end: int, judgement: Judgement) -> tuple[Finding, Judgement]:
    step, place, edit = judgement.step, judgement.place, judgement.edit
    segment = next((s for s in document.segments if s.start <= start and end <= s.end), document.segments[0])
    proposals = (Proposal(edit.after, edit.start, edit.end, 1.0, "editor"),) if edit else ()
    message = "Decided earlier; no check flags it now"
    return (
        Finding(
            place.check,
            Severity.INFO,
            segment.index,
            start,
            end,
            place.text,
            place.score,
            message,
            _term(step.name),
            proposals=proposals,
        ),
        judgement,
    )


def _term(name: Name | None) -> Term | None:
    return Term(name.source, name.target, glossary=name.glossary, line=name.line) if name else None


def edits(judged: Judged) -> tuple[tuple[Edit, ...], tuple[int, ...]]:
    """The edits that the decisions ask for, and the findings whose edit meets another's and was left out."""
    made: list[Edit] = []
    clashing: list[int] = []
    for index, judgement in sorted(judged.judgements.items()):
        if judgement.edit is None or judgement.edit.before == judgement.edit.after:
            continue
        edit = next((e for e in (judgement.edit, _trimmed(judgement.edit)) if not _clashes(e, made)), None)
        if edit is None:
            clashing.append(index)
        else:
            made.append(edit)
    return tuple(sorted(made, key=lambda e: (e.start, e.end))), tuple(clashing)


def _clashes(edit: Edit, made: Sequence[Edit]) -> bool:
    return any((edit.start < e.end and e.start < edit.end) or edit.start == e.start for e in made)


def _trimmed(edit: Edit) -> Edit:
    """The edit without what before and after share at their ends."""
    shortest = min(len(edit.before), len(edit.after))
    head = next((i for i in range(shortest) if edit.before[i] != edit.after[i]), shortest)
    rest = shortest - head
    tail = next((i for i in range(rest) if edit.before[-1 - i] != edit.after[-1 - i]), rest)
    return Edit(
        edit.start + head,
        edit.end - tail,
        edit.before[head : len(edit.before) - tail],
        edit.after[head : len(edit.after) - tail],
    )


def decided(judged: Judged) -> tuple[Finding, ...]:
    """The findings that are to be changed, each with the editor's choice as its first proposal."""
    return tuple(
        _with_choice(judged.findings[i], judgement.edit)
        for i, judgement in sorted(judged.judgements.items())
        if judgement.edit is not None
    )


def honoured(checked: Checked, journal: Journal, for_repair: bool = False) -> Checked:
    """The findings that an editor has not let stand, each with the editor's choice as its first proposal.

    Args:
        for_repair: findings also where the editor asked for a change that no check flags now, and a score of 1 for
            what was decided, so that it wins where two changes meet; a report wants neither.
    """
    judged = judge(checked, journal)
    kept: list[Finding] = []
    for index, finding in enumerate(judged.findings):
        judgement = judged.judgements.get(index)
        if judgement is None:
            kept.append(finding)
        elif judgement.edit is not None and (for_repair or index not in judged.unflagged):
            chosen = _with_choice(finding, judgement.edit)
            kept.append(replace(chosen, score=1.0) if for_repair else chosen)
    return replace(checked, findings=tuple(kept))


def _with_choice(finding: Finding, edit: Edit) -> Finding:
    chosen = Proposal(edit.after, edit.start, edit.end, 1.0, "editor")
    others = (p for p in finding.proposals if (p.text, p.start, p.end) != (chosen.text, chosen.start, chosen.end))
    return replace(finding, proposals=(chosen, *others))
