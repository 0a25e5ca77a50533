"""From a document and its edits to the bytes of the file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from termend.documents import registry
from termend.records import Document, Repaired

if TYPE_CHECKING:
    from termend.documents.docx_comments import Said


def render(repaired: Repaired) -> bytes:
    """The repaired draft in the format and encoding of the original; without edits, the very same bytes.

    Raises:
        EditError: where an edit does not fit the draft.
    """
    document = repaired.document
    return registry.module(document.format).render(document, repaired.edits)


def tracks_changes(document: Document) -> bool:
    """Whether the document's format can hold edits as changes for an editor to accept or reject."""
    return document.format == "docx"


def render_tracked(
    repaired: Repaired, notes: Sequence[str], when: datetime | None = None, said: Sequence[Said] = ()
) -> bytes:
    """The draft with its edits as tracked changes, each with a comment; see `docx_tracking.render_tracked`.

    Args:
        notes: the comment on each edit, in their order.
        when: date of the changes; now where it is None.
        said: what people say of stretches of the draft, changed or not.

    Raises:
        EditError: where an edit does not fit the draft.
    """
    from termend.documents import docx_tracking

    return docx_tracking.render_tracked(repaired.document, repaired.edits, notes, when, said)
