"""The drafts of a session: which is next, how far each is, and all of them as one archive."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath

from termend import documents
from termend.review import lessons, outcomes
from termend.review.decisions import Verdict
from termend.review.desk import Desk, Draft, State
from termend.review.rendering import WORDS

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same drafts and decisions make the same archive


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a draft is.

    Attributes:
        verdicts: how many findings have each verdict, in the order of `Verdict`.
        changes: how many places are printed otherwise.
        people: who decided, in the order they began.
    """

    number: int
    draft: Draft
    count: int
    judged: int
    verdicts: tuple[tuple[str, int], ...]
    changes: int
    conflicts: int
    people: tuple[str, ...]

    @property
    def open(self) -> int:
        return self.count - self.judged


def progress(desk: Desk) -> list[Progress]:
    """Of each draft, in order."""
    return [_progress(n, draft, draft.state()) for n, draft in enumerate(desk.drafts, 1)]


def _progress(number: int, draft: Draft, state: State) -> Progress:
    judgements = state.judged.judgements.values()
    counts = Counter(judgement.verdict for judgement in judgements)
    return Progress(
        number,
        draft,
        len(state.judged.findings),
        len(judgements),
        tuple((WORDS[verdict], counts[verdict]) for verdict in Verdict if counts[verdict]),
        sum(j.edit is not None and j.edit.before != j.edit.after for j in judgements),
        len(state.judged.conflicts),
        tuple(dict.fromkeys(step.by for step in state.journal.steps if step.by)),
    )


def next_open(desk: Desk, after: int) -> int | None:
    """The number of the next draft that has something open, going round; None where all is judged."""
    every = progress(desk)
    ahead = [*every[after:], *every[:after]]
    return next((each.number for each in ahead if each.open), None)


def archive(desk: Desk) -> bytes:
    """A ZIP file: every draft repaired, with its differences and decisions, tracked too where its format can; what the
    glossary learns; a summary."""
    out = io.BytesIO()
    taken: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:

        def add(name: str, data: bytes) -> None:
            made.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)

        for draft in desk.drafts:
            judged = draft.state().judged
            name = _free(draft.name, taken)
            add(name, outcomes.as_file(judged))
            if documents.tracks_changes(judged.document):
                add(f"tracked/{name}", outcomes.as_tracked(judged))
            add(f"differences/{name}.diff", outcomes.as_diff(judged).encode("utf-8", "surrogateescape"))
            if draft.decisions_path.exists():
                add(f"decisions/{name}.termend.json", draft.decisions_path.read_bytes())
        add("glossary.patch", learnt(desk).encode())
        add("summary.txt", summary(desk).encode())
    return out.getvalue()


def _free(name: str, taken: set[str]) -> str:
    """The name, or where another draft has it, the name with a number."""
    path, number, made = PurePath(name), 2, name
    while made in taken:
        made, number = f"{path.stem} ({number}){path.suffix}", number + 1
    taken.add(made)
    return made


def learnt(desk: Desk) -> str:
    """What all decisions teach, as a patch to the user's glossaries.

    Raises:
        GlossaryError: where a glossary cannot be read.
    """
    steps = (step for draft in desk.drafts for step in draft.state().journal.steps)
    return lessons.patch(lessons.lessons(steps), desk.glossaries)


def summary(desk: Desk) -> str:
    """How far all drafts are, in words, a line each."""
    lines: list[str] = []
    for each in progress(desk):
        said = ", ".join(f"{count} {words}" for words, count in each.verdicts)
        people = f" (by {', '.join(each.people)})" if each.people else ""
        lines.append(f"{each.draft.name}: {each.judged} of {each.count} judged{': ' + said if said else ''}{people}")
        if each.conflicts:
            lines.append(f"  {each.conflicts} decided differently by two people")
    return "\n".join(lines) + "\n"
