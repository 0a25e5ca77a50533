"""What leaves the desk: the repaired draft, a diff, and the draft with the changes tracked."""

from __future__ import annotations

from termend import documents
from termend.edits import apply
from termend.records import Repaired
from termend.reports import comment, diff
from termend.review.judging import Judged, decided, edits


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
    return documents.render_tracked(mended, comment.comments(mended))
