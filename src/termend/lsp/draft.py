"""A draft that is open in an editor."""

from __future__ import annotations

from dataclasses import replace

from termend import documents
from termend.errors import DocumentError
from termend.lsp.blocks import Blocks
from termend.lsp.changes import change, letters
from termend.lsp.marks import Mark, marks
from termend.records import Checked, Document


class OpenDraft:
    """Its text and what is marked in it.

    Attributes:
        path: the file, whose suffix tells the format.
        text: the text that `marks` stand in.
        marks: in order of place.
    """

    def __init__(self, path: str, blocks: Blocks) -> None:
        self.path = path
        self.text = ""
        self.marks: tuple[Mark, ...] = ()
        self._blocks = blocks
        self._sources: dict[str, str] = {}
        self._form = documents.named_format(path) or "plain"

    def typed(self, text: str) -> None:
        """Take over a new text: marks behind the change move, and what changed is checked.

        A text that cannot be read as it stands (a tag half typed) keeps the marks outside of what changed.
        """
        made = change(self.text, text, self._form)
        old, new = self.text[made.start : made.old_end], text[made.start : made.new_end]
        found: tuple[Mark, ...] = ()
        try:
            found = self._blocks.marks(self._with_sources(documents.parse_text(self.path, new), old))
        except DocumentError:
            made = letters(self.text, text)
        before = tuple(mark for mark in self.marks if mark.end <= made.start)
        behind = tuple(mark.moved(made.growth) for mark in self.marks if mark.start >= made.old_end)
        self.text = text
        self.marks = (*before, *(mark.moved(made.start) for mark in found), *behind)

    def _with_sources(self, document: Document, old: str) -> Document:
        """Each block with the source that it had; a changed one with that of the block in whose place it stands."""
        if not self._sources:
            return document
        try:
            former = documents.parse_text(self.path, old).segments
        except DocumentError:
            former = ()
        in_place = former if len(former) == len(document.segments) else document.segments
        return replace(
            document,
            segments=tuple(
                replace(s, source=source, source_confidence=1.0)
                if s.source is None and (source := self._sources.get(s.text) or self._sources.get(f.text))
                else s
                for s, f in zip(document.segments, in_place, strict=True)
            ),
        )

    def checked(self, text: str, whole: Checked) -> None:
        """Take over the check of the whole text."""
        self._blocks.learn(whole)
        self._sources = {s.text: s.source for s in whole.document.segments if s.source is not None}
        self.text = text
        self.marks = marks(whole)
