"""From a text, a file or bytes to a document, with its source beside it."""

from __future__ import annotations

import os
from pathlib import Path

from termend import documents
from termend.errors import DocumentError
from termend.language.hanzi import has_hanzi
from termend.ledger import Role
from termend.records import Document

TEXT_NAME = "text.txt"
"""The name that a text goes under which has none."""

Draft = str | bytes | os.PathLike[str] | Document
"""A text (`str`), a file's bytes, a file (`Path`), or a document read before."""


def read(draft: Draft, source: Draft | None = None, *, name: str | None = None) -> Document:
    """Read a draft, and pair its segments with those of its Chinese source where there is one.

    A draft in which English and Chinese paragraphs take turns is paired with itself.

    Args:
        draft: a `str` is the text itself; a file is named by a `Path`, standard input by `Path("-")`.
        source: the same of the Chinese.
        name: what a text or bytes go under; its suffix tells the format (`"page.html"`). Without a name: plain text.

    Raises:
        DocumentError: where one cannot be read, holds nothing, or the source is of another draft.

    >>> document = read("The heavy newspaper group met.", "重报集团开会。")
    >>> document.segments[0].source
    '重报集团开会。'
    >>> [segment.text for segment in read("# News\\n\\nIt *rained*.", name="news.md").segments]
    ['News', 'It rained.']
    """
    document = _alone(draft, name or TEXT_NAME)
    if source is None and not has_hanzi(document.text):
        return document
    from termend import alignment

    if source is None:
        return alignment.with_interleaved_sources(document)
    return alignment.with_sources(document, _alone(source, "source.txt", Role.SOURCE))


def _alone(draft: Draft, name: str, role: Role = Role.DRAFT) -> Document:
    match draft:
        case Document():
            return draft
        case str():
            return documents.parse_text(name, draft)
        case bytes():
            return documents.parse(name, draft)
        case os.PathLike():
            return documents.read(str(Path(draft)), role)
    raise DocumentError(name, f"{type(draft).__name__} is no draft", "Give a text, bytes, a Path or a Document")
