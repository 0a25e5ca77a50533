"""A checked draft and the decisions on it, brought together."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from termend.records import Checked, Document, Edit, Finding, Proposal, Severity, Term
from termend.review import places
from termend.review.decisions import MARKED, Comment, Journal, Name, Place, Step, Verdict


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
        findings: those of the checks, those that editors marked, and one for each decision that stands where no check
            flags anything now.
        judgements: by index in `findings`; a finding that is missing here is still to be judged.
        earlier: by index, the decisions that a later one replaced, in order.
        conflicts: indices of the findings that two people decided differently.
        comments: by index, what was said of the finding, in order.
        marks: by index, the steps that marked the words as wrong and left open what to print.
        unflagged: indices of those that no check made.
    """

    document: Document
    findings: tuple[Finding, ...]
    judgements: dict[int, Judgement]
    lost: tuple[Lost, ...]
    unflagged: frozenset[int]
    earlier: dict[int, tuple[Judgement, ...]] = field(default_factory=dict)
    conflicts: frozenset[int] = frozenset()
    comments: dict[int, tuple[Comment, ...]] = field(default_factory=dict)
    marks: dict[int, tuple[Step, ...]] = field(default_factory=dict)


_Key = tuple[int, int, str]  # start, end, the term's Chinese name


class Flagged:
    """Findings in order of place, to be asked which of them a stretch meets.

    Args:
        findings: in any order.

    Attributes:
        exact: the index of each finding by its key.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(sorted(findings, key=_by_place))
        self.exact = {_key(finding): i for i, finding in enumerate(self.findings)}
        self._given = findings
        self._starts = [finding.start for finding in self.findings]
        self._longest = max((finding.end - finding.start for finding in self.findings), default=0)

    def is_of(self, findings: Sequence[Finding]) -> bool:
        """Whether it was made of these very findings."""
        return findings is self._given

    def meeting(self, start: int, end: int) -> Iterator[int]:
        """Findings that share a code point with a stretch, or are the same place where both are empty."""
        for i in range(bisect_left(self._starts, start - self._longest), len(self.findings)):
            finding = self.findings[i]
            if finding.start > end:
                return
            if _meet(start, end, finding):
                yield i


@dataclass
class Kept:
    """What judging one text has found, so that the next time nothing is sought twice.

    Attributes:
        complete: gives a finding that an editor marked its proposals.
        flagged: what the checks found, as it was given last.
        located: where the places of each entry stand, by the entry's id.
        rebuilt: findings that no check made, by the entry they came from and their place.
    """

    complete: Callable[[Finding], Finding] | None = None
    flagged: Flagged | None = None
    located: dict[str, tuple[Judgement | Lost, ...]] = field(default_factory=dict)
    rebuilt: dict[tuple[str, _Key], Finding] = field(default_factory=dict)


def judge(checked: Checked, journal: Journal, kept: Kept | None = None) -> Judged:
    """Each decision put to its finding; of several on one finding the latest holds.

    Args:
        kept: filled for the next time this draft is judged; it belongs to its text alone.
    """
    kept = kept or Kept()
    standing: dict[_Key, tuple[Judgement, ...]] = {}
    lost: list[Lost] = []
    for step in journal.steps:
        for found in _located(checked.document.text, step, kept):
            if isinstance(found, Lost):
                lost.append(found)
            else:
                key = (found.start, found.end, step.name.source if step.name else "")
                standing[key] = (*standing.pop(key, ()), found)  # the latest goes last
    if kept.flagged is None or not kept.flagged.is_of(checked.findings):
        kept.flagged = Flagged(checked.findings)
    flagged = kept.flagged
    groups, left_over = _assign(flagged, standing)
    findings = flagged.findings
    unflagged: frozenset[int] = frozenset()
    if left_over:
        made = [(_rebuilt(checked.document, key, group, kept), group) for key, group in left_over]
        findings = tuple(sorted([*flagged.findings, *(f for f, _ in made)], key=_by_place))
        order = {id(f): i for i, f in enumerate(findings)}
        unflagged = frozenset(order[id(f)] for f, _ in made)
        groups = {order[id(flagged.findings[i])]: group for i, group in groups.items()}
        groups |= {order[id(f)]: group for f, group in made}
    return Judged(
        checked.document,
        findings,
        {i: group[-1] for i, group in groups.items() if group[-1].verdict is not Verdict.MARK},
        tuple(lost),
        unflagged,
        {i: group[:-1] for i, group in groups.items() if group[1:]},
        frozenset(i for i, group in groups.items() if group[1:] and _differ(group)),
        _comments(checked.document.text, findings, journal.comments) if journal.comments else {},
        {i: own for i, group in groups.items() if (own := tuple(j.step for j in group if j.verdict is Verdict.MARK))},
    )


def _located(text: str, step: Step, kept: Kept) -> tuple[Judgement | Lost, ...]:
    if step.id not in kept.located:
        found = zip(step.places, places.find(text, step.places), strict=True)
        kept.located[step.id] = tuple(
            Judgement(step, place, stands.start, stands.end, stands.edit)
            if stands
            else Lost(step, place, places.is_done(text, place))
            for place, stands in found
        )
    return kept.located[step.id]


def _differ(group: Sequence[Judgement]) -> bool:
    """Whether two people's latest decisions print different text."""
    latest: dict[str, Edit | None] = {}
    for judgement in group:
        if judgement.step.settles:
            latest.clear()
        if judgement.verdict is not Verdict.MARK:
            latest[judgement.step.by] = trimmed(judgement.edit) if judgement.edit else None
    return len(set(latest.values())) > 1


def _meet(start: int, end: int, finding: Finding) -> bool:
    if start == end or finding.start == finding.end:
        return start == finding.start and end == finding.end
    return start < finding.end and finding.start < end


def _assign(
    flagged: Flagged, standing: dict[_Key, tuple[Judgement, ...]]
) -> tuple[dict[int, tuple[Judgement, ...]], list[tuple[_Key, tuple[Judgement, ...]]]]:
    """Judgements by finding, and those that no finding overlaps.

    A decision to let words stand speaks of one term only; one to change them holds whatever a check says now.
    """
    findings, exact = flagged.findings, flagged.exact
    assigned = {exact[key]: group for key, group in standing.items() if key in exact}
    left_over: dict[tuple[int, int], tuple[_Key, tuple[Judgement, ...]]] = {}
    for key, group in standing.items():
        if key in exact:
            continue
        start, end, source = key
        met = list(flagged.meeting(start, end))
        same = [i for i in met if group[-1].edit or (t := findings[i].term) is None or t.source == source]
        free = [i for i in same if i not in assigned]
        if free:
            assigned[free[0]] = group
        elif not met:  # two editors may have taken the same words for two names
            _, others = left_over.get((start, end), (key, ()))
            left_over[start, end] = key, tuple(sorted((*others, *group), key=lambda j: j.step.at))
    return assigned, list(left_over.values())


def _by_place(finding: Finding) -> tuple[int, int]:
    return finding.start, finding.end


def _key(finding: Finding) -> _Key:
    return finding.start, finding.end, finding.term.source if finding.term else ""


def _comments(text: str, findings: Sequence[Finding], said: Sequence[Comment]) -> dict[int, tuple[Comment, ...]]:
    """Each comment with its finding; one whose words are gone stays in the history alone."""
    flagged = Flagged(findings)
    by_finding: dict[int, tuple[Comment, ...]] = {}
    for comment in said:
        stands = next(places.find(text, [comment.place]))
        if stands is None:
            continue
        source = comment.name.source if comment.name else ""
        index = flagged.exact.get((stands.start, stands.end, source))
        if index is None:
            index = next(flagged.meeting(stands.start, stands.end), None)
        if index is not None:
            by_finding[index] = (*by_finding.get(index, ()), comment)
    return by_finding


def _rebuilt(document: Document, key: _Key, group: Sequence[Judgement], kept: Kept) -> Finding:
    """The finding of a place that no check flags: an editor marked it, or a check did once."""
    marks = [judgement for judgement in group if judgement.place.check == MARKED]
    base = marks[0] if marks else group[-1]
    known = kept.rebuilt.get((base.step.id, key))
    if known is None:
        start, end, _ = key
        segment = next((s for s in document.segments if s.start <= start and end <= s.end), document.segments[0])
        finding = Finding(
            base.place.check,
            Severity.ERROR if marks else Severity.INFO,
            segment.index,
            start,
            end,
            base.place.text,
            base.place.score,
            f"Marked by {base.step.by or 'an editor'}" if marks else "Decided earlier; no check flags it now",
            _term(base.step.name or base.step.row) if marks else _term(base.step.name),
            base.step.evidence,
        )
        if marks and kept.complete is not None:
            finding = kept.complete(finding)
        if base.edit is not None and not finding.proposals:
            only = Proposal(base.edit.after, base.edit.start, base.edit.end, 1.0, "editor")
            finding = replace(finding, proposals=(only,))
        known = kept.rebuilt[base.step.id, key] = finding
    return known


def _term(name: Name | None) -> Term | None:
    return Term(name.source, name.target, glossary=name.glossary, line=name.line) if name else None


def edits(judged: Judged) -> tuple[tuple[Edit, ...], tuple[int, ...]]:
    """The edits that the decisions ask for, and the findings whose edit meets another's and was left out."""
    made: list[Edit] = []
    clashing: list[int] = []
    for index, judgement in sorted(judged.judgements.items()):
        if judgement.edit is None or judgement.edit.before == judgement.edit.after:
            continue
        edit = next((e for e in (judgement.edit, trimmed(judgement.edit)) if not _clashes(e, made)), None)
        if edit is None:
            clashing.append(index)
        else:
            insort(made, edit, key=_start)
    return tuple(made), tuple(clashing)


def _clashes(edit: Edit, made: Sequence[Edit]) -> bool:
    """Whether an edit meets one of those made, which are in order and meet none of each other: its neighbours tell."""
    at = bisect_left(made, edit.start, key=_start)
    return any(
        (edit.start < other.end and other.start < edit.end) or edit.start == other.start
        for other in made[max(0, at - 1) : at + 1]
    )


def _start(edit: Edit) -> int:
    return edit.start


def trimmed(edit: Edit) -> Edit:
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
            if for_repair or index not in judged.unflagged:
                kept.append(finding)
        elif judgement.edit is not None and (for_repair or index not in judged.unflagged):
            chosen = _with_choice(finding, judgement.edit)
            kept.append(replace(chosen, score=1.0) if for_repair else chosen)
    return replace(checked, findings=tuple(kept))


def _with_choice(finding: Finding, edit: Edit) -> Finding:
    chosen = Proposal(edit.after, edit.start, edit.end, 1.0, "editor")
    others = (p for p in finding.proposals if (p.text, p.start, p.end) != (chosen.text, chosen.start, chosen.end))
    return replace(finding, proposals=(chosen, *others))
