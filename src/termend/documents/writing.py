"""From a document and its mended text to the bytes of the file."""

from __future__ import annotations

from termend.documents import plain
from termend.edits import apply
from termend.records import Repaired


def render(repaired: Repaired) -> bytes:
    """The repaired draft in the format and encoding of the original."""
    text = apply(repaired.document.text, repaired.edits)
    return plain.render(repaired.document, text)
