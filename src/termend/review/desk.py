"""The drafts on an editor's desk: what was found, what was decided, and deciding."""

from __future__ import annotations

import hashlib
import operator
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from termend.documents.outline import Role, headings, outline
from termend.errors import OptionError
from termend.glossary import Glossary
from termend.records import Checked, Document, Finding
from termend.review import pairing, sources
from termend.review.decisions import (
    Change,
    Comment,
    Entry,
    Journal,
    Name,
    Pairing,
    Step,
    Undo,
    Verdict,
)
from termend.review.judging import Judged, Kept, judge
from termend.review.marking import Mark, marked
from termend.review.places import place_of
from termend.review.store import Store
from termend.review.terms import Terms

_KEPT = 64  # states a window may be behind and still be told only what changed


class Order:
    """The findings of a draft in order of place, and ways to them.

    Attributes:
        keys: a name for each finding that survives edits elsewhere in the draft.
        index: the finding of each key.
        by_segment: findings of each segment.
        terms: what tells the term of each finding from the others; empty for none.
    """

    def __init__(self, document: Document, findings: Sequence[Finding]) -> None:
        self.findings = findings
        seen: dict[str, int] = {}
        keys: list[str] = []
        self.terms: list[str] = []
        self.by_segment: dict[int, list[int]] = {}
        for i, finding in enumerate(findings):
            key = _key(document, finding)
            seen[key] = seen.get(key, 0) + 1
            keys.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
            term = finding.term
            self.terms.append(_digest(term.source, term.target) if term else "")
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
    return f"f{_digest(*parts)}"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:10]


@dataclass(frozen=True)
class State:
    """A draft at one moment.

    Attributes:
        version: names it.
        reading: counts how often the draft was read from disk.
        roles: what each segment is in the draft.
        levels: for each segment the level at which a page shows it as a heading; 0 for none.
        source: the sentences of the source, in order.
        left_out: those that no segment has, by the segment after which they stand.
    """

    judged: Judged
    order: Order
    journal: Journal
    version: str
    reading: int
    roles: tuple[Role, ...] = ()
    levels: tuple[int, ...] = ()
    source: tuple[str, ...] = ()
    left_out: Mapping[int, list[str]] = field(default_factory=dict)

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
                term == terms[index] != ""
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
        stretch: what `text` replaces: start and end in the document, and the words there; None for what the finding's
            first proposal replaces.
        row: the row to add, for `Verdict.ROW`.
        everywhere: all open findings alike, not only this one.
        window: the browser window that asks.
    """

    key: str
    verdict: Verdict
    choice: int = 0
    text: str | None = None
    stretch: tuple[int, int, str] | None = None
    row: Name | None = None
    everywhere: bool = False
    window: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """What a desk asks of the rest of termend.

    Attributes:
        read: the draft of a path, with its source.
        check: what is wrong with a document.
        propose: a finding of a document with its proposals.
    """

    read: Callable[[str], Document]
    check: Callable[[Document], Checked]
    propose: Callable[[Document, Finding], Finding]


class Draft:
    """One draft and its decisions, read again when either changes on disk.

    Args:
        path: the draft.
        by: who decides here.
    """

    def __init__(self, path: str, work: Work, by: str = "") -> None:
        self.path = path
        self.name = Path(path).name
        self._work = work
        self._by = by
        self._store = Store(path)
        self._reading = 0
        self._stamp = self._now()
        self._read()
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
            self._read()
            self._stamp = stamp
            self._reading += 1
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
        many = wish.everywhere or wish.verdict in (Verdict.VARIANT, Verdict.FORBIDDEN)
        step = self._step(state, index, state.alike(index, wish.verdict) if many else (index,), wish, "")
        self._make(self._store.add(step))
        return step

    def decide_all(self, keys: Iterable[str], verdict: Verdict, window: str, group: str) -> int:
        """Keep one verdict for many findings, to each its own first proposal; how many it was given to.

        Where there is nothing to print the finding is passed over. All is on disk when this returns.

        Raises:
            TermendError: where it cannot be kept.
        """
        state = self.state()
        by_term: dict[str, list[int]] = {}
        for key in keys:
            index = state.order.index.get(key)
            if index is None:
                continue
            finding = state.judged.findings[index]
            if verdict.lets_stand or finding.proposals or finding.term:
                by_term.setdefault(state.order.terms[index] or key, []).append(index)
        steps = [
            self._step(state, chosen[0], chosen, Wish(state.order.keys[chosen[0]], verdict, window=window), group)
            for chosen in by_term.values()
        ]
        if steps:
            self._make(self._store.add(*steps))
        return sum(len(step.places) for step in steps)

    def _step(self, state: State, index: int, chosen: Sequence[int], wish: Wish, group: str) -> Step:
        if wish.verdict is Verdict.MARK:
            raise OptionError("Select the words in the draft to mark them")
        if wish.verdict is Verdict.ROW and wish.row is None:
            raise OptionError("A new row needs the Chinese name and its English: fill in both")
        findings, document = state.judged.findings, state.judged.document
        term = findings[index].term
        if term is None and wish.verdict in (Verdict.VARIANT, Verdict.FORBIDDEN):
            raise OptionError("This finding speaks of no term: accept or reject it")
        return Step(
            **self._signed(wish.window, group),
            verdict=wish.verdict,
            places=tuple(
                place_of(document, findings[i], _change(document.text, findings[i], findings[index], wish))
                for i in chosen
            ),
            name=Name(term.source, term.target, term.glossary, term.line) if term else None,
            row=wish.row,
            settles=any(i in state.judged.conflicts for i in chosen),
        )

    def mark(self, mark: Mark, window: str) -> Step:
        """Keep that words which no check flagged are wrong; it is on disk when this returns.

        Raises:
            OptionError: where they are not wrong, or no longer there.
            TermendError: where it cannot be kept.
        """
        made = marked(self.state().judged.document, mark, self._complete)
        step = Step(**self._signed(window), **made)
        self._make(self._store.add(step))
        return step

    def comment(self, key: str, text: str, window: str) -> Comment:
        """Keep a comment on a finding; it is on disk when this returns.

        Raises:
            OptionError: where it is empty, or the finding is no longer there.
            TermendError: where it cannot be kept.
        """
        state = self.state()
        index = state.order.index.get(key)
        if index is None:
            raise OptionError("This finding is no longer there: the draft changed. Load the page again")
        if not text:
            raise OptionError("Write what you want to say")
        finding = state.judged.findings[index]
        name = Name(finding.term.source, finding.term.target) if finding.term else None
        place = place_of(state.judged.document, finding, None)
        made = Comment(**self._signed(window), text=text, place=place, name=name)
        self._make(self._store.add(made))
        return made

    def pair(self, segment: int, source: str, window: str) -> Pairing:
        """Keep what of the source belongs to a segment, and check the segment again.

        Raises:
            OptionError: where there is no such segment.
            TermendError: where it cannot be kept.
        """
        document = self.state().judged.document
        if not 0 <= segment < len(document.segments):
            raise OptionError("This paragraph is no longer there: the draft changed. Load the page again")
        place = pairing.place_of(document, document.segments[segment])
        made = Pairing(**self._signed(window), place=place, source=source)
        self._make(self._store.add(made))
        return made

    def take_back(self, entries: Sequence[Entry], window: str, group: str) -> None:
        """Keep that entries hold no more; what is taken back may be an undoing itself.

        Raises:
            TermendError: where it cannot be kept.
        """
        undone = Undo(**self._signed(window, group), undoes=tuple(entry.id for entry in entries))
        self._make(self._store.add(undone))

    def check_again(self, segment: int) -> tuple[Finding, ...]:
        """What is wrong in a segment as it reads once it is mended, where the mends have touched it.

        Offsets are code points of the mended segment.

        Raises:
            OptionError: where there is no such segment.
        """
        return pairing.after_mending(self.state().judged, segment, self._work.check)

    def _signed(self, window: str, group: str = "") -> dict[str, Any]:
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return {"id": secrets.token_hex(4), "at": at, "by": self._by, "window": window, "group": group}

    def _now(self) -> tuple[int, int, int] | None:
        try:
            stat = Path(self.path).stat()
        except OSError:
            return None
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    def _read(self) -> None:
        self._checked = self._work.check(self._work.read(self.path))
        self._roles = outline(self._checked.document)
        self._levels = tuple(headings(self._roles))
        self._source = sources.read(self._checked.document)
        self._states: dict[str, State] = {}
        self._kept = Kept(self._complete)
        self._repaired = pairing.Repaired(self._work.check)
        self._paired: Document | None = None
        self._left_out: dict[int, list[str]] = {}
        self._order: Order | None = None

    def _complete(self, finding: Finding) -> Finding:
        return self._work.propose(self._checked.document, finding)

    def _make(self, journal: Journal) -> State:
        digest = _digest(*(entry.id for entry in journal.entries))
        version = f"{self._reading}-{digest}"
        checked = self._repaired.apply(self._checked, journal.pairings)
        if checked.document is not self._paired:
            self._paired = checked.document
            self._left_out = sources.left_out(checked.document, self._source)
        judged = judge(checked, journal, self._kept)
        if self._order is None or not self._order.is_of(judged.findings):
            self._order = Order(judged.document, judged.findings)
        self._state = State(
            judged,
            self._order,
            journal,
            version,
            self._reading,
            self._roles,
            self._levels,
            self._source,
            self._left_out,
        )
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
        if wish.stretch is None:
            return replace(_proposed(text, finding, 0), after=wish.text)
        start, end, words = wish.stretch
        if start > finding.end or end < finding.start or " ".join(text[start:end].split()) != words:
            raise OptionError("These words are no longer there: the draft changed. Load the page again")
        return Change(start - finding.start, text[start:end], wish.text)
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
        terms: what names may be looked up in.
    """

    def __init__(self, drafts: Sequence[Draft], glossaries: Sequence[Path] = (), terms: Terms | None = None) -> None:
        self.drafts = tuple(drafts)
        self.glossaries = tuple(glossaries)
        self.terms = terms or Terms(Glossary(()))

    def decide_all(self, keys: Iterable[tuple[Draft, str]], verdict: Verdict, window: str) -> int:
        """Keep one verdict for many findings of several drafts, to be undone at once; how many it was given to.

        Raises:
            TermendError: where it cannot be kept.
        """
        by_draft: dict[int, list[str]] = {}
        for draft, key in keys:
            by_draft.setdefault(self.drafts.index(draft), []).append(key)
        group = secrets.token_hex(4)
        return sum(self.drafts[n].decide_all(own, verdict, window, group) for n, own in by_draft.items())

    def undo(self, window: str, draft: Draft | None = None) -> Entry | None:
        """Take back the last thing that a window did, in one draft or in any; None where it did nothing.

        Raises:
            TermendError: where it cannot be kept.
        """
        return self._take_back_last(window, draft, lambda journal: journal.last_of(window))

    def again(self, window: str, draft: Draft | None = None) -> Entry | None:
        """Do again what a window took back last; None where it took nothing back, or did something since.

        Raises:
            TermendError: where it cannot be kept.
        """
        return self._take_back_last(window, draft, lambda journal: journal.again_of(window))

    def take_back(self, draft: Draft, entry_id: str, window: str) -> Entry:
        """Take back one entry of the history, whoever made it, or do it again where it was taken back.

        Raises:
            OptionError: where there is no such entry.
            TermendError: where it cannot be kept.
        """
        journal = draft.state().journal
        entry = next((e for e in journal.entries if e.id == entry_id), None)
        if entry is None:
            raise OptionError("This is no longer in the history: load the page again")
        self._take_back(draft, journal.undone.get(entry.id, entry), window)
        return entry

    def _take_back_last(
        self, window: str, draft: Draft | None, last: Callable[[Journal], Entry | None]
    ) -> Entry | None:
        asked = self.drafts if draft is None else (draft,)
        found = [(entry.at, each, entry) for each in asked if (entry := last(each.state().journal)) is not None]
        if not found:
            return None
        _, where, entry = max(found, key=lambda one: one[0])
        self._take_back(where, entry, window)
        return entry

    def _take_back(self, draft: Draft, entry: Entry, window: str) -> None:
        """An entry, and in every draft those that were made at once with it."""
        group = secrets.token_hex(4)
        for each in self.drafts if entry.group else (draft,):
            journal = each.state().journal
            alike = [e for e in journal.entries if e.group == entry.group] if entry.group else [entry]
            holding = [e for e in alike if e.id not in journal.undone]
            if holding:
                each.take_back(holding, window, group)
