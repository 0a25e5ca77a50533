"""What leaves the desk: the repaired draft, a diff, and the draft with the changes tracked."""

from __future__ import annotations

from collections.abc import Iterator

from termend import documents
from termend.documents.docx_comments import Said
from termend.edits import apply
from termend.records import Repaired
from termend.reports import comment, diff
from termend.review.decisions import Verdict
from termend.review.judging import Judged, Judgement, decided, edits
from termend.review.rendering import WORDS


def repaired(judged: Judged) -> Repaired:
    """The draft with every accepted change made, and nothing else."""
    made, _ = edits(judged)
    document = judged.document
    return Repaired(document, decided(judged), made, apply(document.text, made))


def as_file(judged: Judged) -> bytes:
    """The repaired draft in its own format and encoding."""
    return documents.render(repaired(judged))


def as_diff(judged: Judged) -> str:
    """What changes, as a unified diff."""
    return diff.render(repaired(judged))


def as_tracked(judged: Judged) -> bytes:
    """The draft with every accepted change tracked and commented, for `documents.tracks_changes` formats."""
    mended = repaired(judged)
    return documents.render_tracked(mended, comment.comments(mended), said=tuple(said(judged)))


def said(judged: Judged) -> Iterator[Said]:
    """The history of each finding as comments of those who made it: decisions, and what was said beside them."""
    for index, finding in enumerate(judged.findings):
        judgement = judged.judgements.get(index)
        made = [*judged.earlier.get(index, ()), *([judgement] if judgement else [])]
        own = [
            *((j.step, f"{WORDS[j.verdict].capitalize()}{_printed(j)}") for j in made if j.step.by),
            *((each, each.text) for each in judged.comments.get(index, ())),
        ]
        if index in judged.unflagged and judgement is None:  # marked, and still open
            own += [(step, WORDS[Verdict.MARK].capitalize()) for step in judged.marks.get(index, ())]
        if judgement is not None and judgement.edit is None and not judged.comments.get(index):
            continue  # what stands and of which nothing is said is no business of the draft's next reader
        start = min([finding.start, *(j.edit.start for j in made if j.edit)])
        end = max([finding.end, *(j.edit.end for j in made if j.edit)])
        yield from (
            Said(start, end, entry.by, entry.at, text) for entry, text in sorted(own, key=lambda pair: pair[0].at)
        )


def _printed(judgement: Judgement) -> str:
    return f": “{judgement.edit.after}”" if judgement.edit else ""
