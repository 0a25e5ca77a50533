"""The drafts on an editor's desk: what was found, what was decided, and deciding."""

from __future__ import annotations

import hashlib
import operator
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from termend.errors import OptionError
from termend.records import Checked, Document, Finding
from termend.review.decisions import Change, Journal, Name, Step, Verdict
from termend.review.judging import Judged, Located, judge
from termend.review.places import place_of
from termend.review.store import Store

_KEPT = 64  # states a window may be behind and still be told only what changed


class Order:
    """The findings of a draft in order of place, and ways to them.

    Attributes:
        keys: a name for each finding that survives edits elsewhere in the draft.
        index: the finding of each key.
        by_segment: findings of each segment.
        terms: a number for the term of each finding, from 1; 0 for none.
    """

    def __init__(self, document: Document, findings: Sequence[Finding]) -> None:
        self.findings = findings
        seen: dict[str, int] = {}
        keys: list[str] = []
        numbers: dict[tuple[str, str], int] = {}
        self.terms: list[int] = []
        self.by_segment: dict[int, list[int]] = {}
        for i, finding in enumerate(findings):
            key = _key(document, finding)
            seen[key] = seen.get(key, 0) + 1
            keys.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
            term = finding.term
            self.terms.append(numbers.setdefault((term.source, term.target), len(numbers) + 1) if term else 0)
            self.by_segment.setdefault(finding.segment, []).append(i)
        self.keys = tuple(keys)
        self.index = {key: i for i, key in enumerate(keys)}

    def is_of(self, findings: Sequence[Finding]) -> bool:
        """Whether these are the very same findings."""
        return len(findings) == len(self.findings) and all(map(operator.is_, findings, self.findings))


def _key(document: Document, finding: Finding) -> str:
    place, term = place_of(document, finding, None), finding.term
    parts = (
        finding.check,
        term.source if term else "",
        term.target if term else "",
        place.text,
        place.left,
        place.right,
    )
    return "f" + hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:10]


@dataclass(frozen=True)
class State:
    """A draft at one moment. `version` names it; `reading` counts how often the draft was read from disk."""

    judged: Judged
    order: Order
    journal: Journal
    version: str
    reading: int

    def alike(self, index: int, verdict: Verdict | None = None) -> tuple[int, ...]:
        """The finding and those still open that a decision for all of them would take in.

        For a variant or a forbidden rendering: the same words for the same term; else all of the entity.
        """
        findings, terms, judged = self.judged.findings, self.order.terms, self.judged.judgements
        same_words = verdict in (Verdict.VARIANT, Verdict.FORBIDDEN)
        return tuple(
            i
            for i, term in enumerate(terms)
            if i == index
            or (
                term == terms[index] != 0
                and i not in judged
                and (not same_words or findings[i].text == findings[index].text)
            )
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """What an editor asks for.

    Attributes:
        key: the finding.
        choice: index of the proposal to print.
        text: what to print instead, for `Verdict.EDIT`.
        row: the row to add, for `Verdict.ROW`.
        everywhere: all open findings alike, not only this one.
        window: the browser window that asks.
    """

    key: str
    verdict: Verdict
    choice: int = 0
    text: str | None = None
    row: Name | None = None
    everywhere: bool = False
    window: str = ""


class Draft:
    """One draft and its decisions, read again when either changes on disk.

    Args:
        path: the draft.
        check: reads the draft and checks it.
    """

    def __init__(self, path: str, check: Callable[[], Checked]) -> None:
        self.path = path
        self.name = Path(path).name
        self._check = check
        self._store = Store(path)
        self._stamp = self._now()
        self._checked = check()
        self._reading = 0
        self._states: dict[str, State] = {}
        self._located: Located = {}
        self._order: Order | None = None
        self._state = self._make(self._store.read())

    @property
    def decisions_path(self) -> Path:
        """Where the decisions are kept."""
        return self._store.path

    def state(self) -> State:
        """The draft as it stands now.

        Raises:
            TermendError: where the draft or its decisions can no longer be read.
        """
        stamp = self._now()
        journal = self._store.read()
        if stamp != self._stamp:
            self._checked = self._check()
            self._stamp = stamp
            self._reading += 1
            self._states.clear()
            self._located.clear()
        elif journal is self._state.journal:
            return self._state
        return self._make(journal)

    def earlier(self, version: str) -> State | None:
        """The state of that version, where it is still remembered and the draft is the same."""
        return self._states.get(version)

    def decide(self, wish: Wish) -> Step:
        """Keep a decision; it is on disk when this returns.

        Raises:
            OptionError: where there is nothing to decide so.
            TermendError: where it cannot be kept.
        """
        state = self.state()
        index = state.order.index.get(wish.key)
        if index is None:
            raise OptionError("This finding is no longer there: the draft changed. Load the page again")
        if wish.verdict is Verdict.ROW and wish.row is None:
            raise OptionError("A new row needs the Chinese name and its English: fill in both")
        many = wish.everywhere or wish.verdict in (Verdict.VARIANT, Verdict.FORBIDDEN)
        chosen = state.alike(index, wish.verdict) if many else (index,)
        findings = state.judged.findings
        document, term = state.judged.document, findings[index].term
        if term is None and wish.verdict in (Verdict.VARIANT, Verdict.FORBIDDEN):
            raise OptionError("This finding speaks of no term: accept or reject it")
        step = Step(
            secrets.token_hex(4),
            datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            wish.verdict,
            tuple(
                place_of(document, findings[i], _change(document.text, findings[i], findings[index], wish))
                for i in chosen
            ),
            Name(term.source, term.target, term.glossary, term.line) if term else None,
            wish.row,
            wish.window,
        )
        self._make(self._store.add(step))
        return step

    def undo(self, window: str) -> Step | None:
        """Take back the last decision of a window, or the last of all where the window made none; None at the start.

        Raises:
            TermendError: where it cannot be kept.
        """
        steps = self.state().journal.steps
        own = [step for step in steps if step.window == window] or list(steps)
        if not own:
            return None
        self._make(self._store.remove(own[-1].id))
        return own[-1]

    def _now(self) -> tuple[int, int, int] | None:
        try:
            stat = Path(self.path).stat()
        except OSError:
            return None
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    def _make(self, journal: Journal) -> State:
        digest = hashlib.sha256(" ".join(step.id for step in journal.steps).encode()).hexdigest()[:12]
        version = f"{self._reading}-{digest}"
        judged = judge(self._checked, journal, self._located)
        if self._order is None or not self._order.is_of(judged.findings):
            self._order = Order(judged.document, judged.findings)
        self._state = State(judged, self._order, journal, version, self._reading)
        self._states[version] = self._state
        while len(self._states) > _KEPT:
            del self._states[next(iter(self._states))]
        return self._state


def _change(text: str, finding: Finding, asked: Finding, wish: Wish) -> Change | None:
    """What is to be printed at a finding when `wish` was made at the finding `asked`; None where its text stands."""
    if wish.verdict.lets_stand:
        return None
    if wish.row is not None:
        return None if wish.row.target == finding.text else Change(0, finding.text, wish.row.target)
    if wish.verdict is Verdict.EDIT:
        if wish.text is None:
            raise OptionError("Write what is to be printed")
        return replace(_proposed(text, finding, 0), after=wish.text)
    if not finding.proposals and finding.term is None:
        raise OptionError("There is no proposal to accept: write what is to be printed")
    if wish.choice >= max(1, len(asked.proposals)):
        raise OptionError("There is no such proposal")
    choice = wish.choice
    if finding is not asked and choice > 0:  # the first choice is each finding's own first, article and all
        wanted = _proposed(text, asked, choice).after
        choice = next((i for i, p in enumerate(finding.proposals) if p.text == wanted), 0)
    return _proposed(text, finding, choice)


def _proposed(text: str, finding: Finding, choice: int) -> Change:
    if choice < len(finding.proposals):
        proposal = finding.proposals[choice]
        return Change(proposal.start - finding.start, text[proposal.start : proposal.end], proposal.text)
    return Change(0, finding.text, finding.term.target if finding.term else finding.text)


class Desk:
    """All drafts of one session.

    Args:
        drafts: in the order the user named them.
        glossaries: files of the user's glossaries, which learnt rows are a patch to.
    """

    def __init__(self, drafts: Sequence[Draft], glossaries: Sequence[Path] = ()) -> None:
        self.drafts = tuple(drafts)
        self.glossaries = tuple(glossaries)
