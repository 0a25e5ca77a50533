"""From a document and its edits to the bytes of the file."""

from __future__ import annotations

from termend.documents import registry
from termend.records import Repaired


def render(repaired: Repaired) -> bytes:
    """The repaired draft in the format and encoding of the original; without edits, the very same bytes.

    Raises:
        EditError: where an edit does not fit the draft.
    """
    document = repaired.document
    return registry.module(document.format).render(document, repaired.edits)
