"""Write a changed text back into the places that it was read from, and touch nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from termend.documents.escaping import escape
from termend.documents.splicing import changes
from termend.glossary.entries import Part
from termend.records import Document, Edit


def shared(parts: Sequence[Part], after: str) -> list[str] | None:
    """The new text of each part of a list that now reads `one|two`; None where that is another number of texts."""
    pieces = after.split("|")
    counts = [part.text.count("|") + 1 for part in parts]
    if sum(counts) != len(pieces):
        return None
    texts = []
    for count in counts:
        texts.append("|".join(pieces[:count]))
        pieces = pieces[count:]
    return texts


def spliced(path: str, part: Part, after: str) -> list[tuple[int, int, str]]:
    """What to write where so that a part reads as `after`: the characters that differ, and no other.

    Returns:
        `(at, until, text)` in code points of the file's text, the text as it has to stand there.

    Raises:
        EditError: where a character that differs has no place that can be written.
    """
    from rapidfuzz.distance import Levenshtein

    document = Document(path, part.text, (), pieces=part.pieces)
    edits = [
        Edit(op.src_start, op.src_end, part.text[op.src_start : op.src_end], after[op.dest_start : op.dest_end])
        for op in Levenshtein.opcodes(part.text, after)
        if op.tag != "equal"
    ]
    return [
        (change.at, change.until, escape(change.text, change.piece.writing))
        for group in changes(document, edits)
        for change in group
    ]
