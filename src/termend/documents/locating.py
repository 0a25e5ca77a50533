"""From places in a document's text to places in its file, for editors and reports that open the file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from termend.documents import registry
from termend.documents.encoding import decoded
from termend.errors import EditError
from termend.records import Document, Edit


@dataclass(frozen=True)
class FileText:
    """The text of a document's file, and where the document's own text lies in it.

    Attributes:
        text: the file, decoded; all offsets that methods return are code points of it.
    """

    text: str
    document: Document = field(repr=False)

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Where `Document.text[start:end]` stands in the file; marks between its pieces lie inside the range."""
        pieces = self.document.pieces
        if not pieces:
            return start, end
        at = self._offset(start)
        return at, max(at, self._offset(end - 1, after=True) if end > start else at)

    def replacements(self, edit: Edit) -> tuple[tuple[int, int, str], ...]:
        """What an edit writes into the file, as `(start, end, text)`; empty where it cannot be written."""
        if not self.document.pieces:
            return ((edit.start, edit.end, edit.after),)
        try:
            return tuple(registry.splices(self.document, (edit,)))
        except EditError:
            return ()

    def _offset(self, place: int, *, after: bool = False) -> int:
        pieces = self.document.pieces
        piece = pieces[max(0, bisect_right(pieces, place, key=lambda p: p.start) - 1)]
        if place >= piece.end:  # on what no piece covers
            return piece.until
        if len(piece.text) == piece.until - piece.at:
            return piece.at + place - piece.start + after
        return piece.until if after else piece.at


def file_text(document: Document) -> FileText | None:
    """The text of the document's file; None where the file is an archive and has none."""
    if any(piece.part for piece in document.pieces):
        return None
    if not document.pieces or not document.raw:
        return FileText(document.text, document)
    return FileText(decoded(document.raw, document.encoding), document)
