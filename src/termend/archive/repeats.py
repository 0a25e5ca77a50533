"""What is printed by many is checked once.

Of one partition, a document that repeats another word for word has that one's findings: they are what a check of its
own would give, since findings depend on the document and nothing else.

Across a whole archive (`ArchiveRepeats`) a paragraph that stood in an earlier document is not looked at again either:
it has the findings that it had there. What a check knows of a paragraph it partly takes from the rest of the document
(which names stand right, whether capitals mean something), so these may differ from those of a check of its own; what
is first and what repeats depends on the order of the archive alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Protocol

from termend import documents
from termend.archive.making import Made
from termend.archive.rows import Row
from termend.edits import apply
from termend.language.hanzi import has_hanzi
from termend.library.reading import TEXT_NAME
from termend.records import Edit

_LEAST_WORDS = 8
"""Of a paragraph that is looked for elsewhere: headings and by-lines say something of the document they head."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one row, and the id of the document that it repeats word for word."""

    made: Made
    repeats: str | None = None


Answers = Callable[[Sequence[Made]], list[Answer]]
"""From what came of the rows that were to be asked for to what came of all rows."""


class Repeats(Protocol):
    """Which rows of a partition are to be done, and what that says of all of them.

    Partitions are planned in order, and answered in the same order.
    """

    def plan(self, rows: Sequence[Row]) -> tuple[list[Row], Answers]:
        """The rows to be done, and what makes of their answers those of all rows."""
        ...

    def known(self, rows: Sequence[Row], answers: Sequence[Made]) -> None:
        """An earlier run has done these rows."""
        ...


class PartitionRepeats:
    """Documents that stand word for word in the same partition are done once."""

    def plan(self, rows: Sequence[Row]) -> tuple[list[Row], Answers]:
        """As `Repeats`."""
        first: dict[bytes, int] = {}
        asked: list[Row] = []
        places: list[tuple[int, str | None]] = []
        for row in rows:
            digest = row.digest
            if row.trouble is None and digest in first:
                place = first[digest]
                places.append((place, asked[place].id))
            else:
                places.append((first.setdefault(digest, len(asked)), None))
                asked.append(row)
        return asked, lambda made: [Answer(made[place], repeats) for place, repeats in places]

    def known(self, rows: Sequence[Row], answers: Sequence[Made]) -> None:
        """As `Repeats`."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A line of a document, and where it stands in what is asked for; there is no place for one that is not."""

    segment: int
    start: int
    end: int
    digest: bytes
    asked_segment: int | None = None
    asked_start: int = 0


class ArchiveRepeats:
    """Documents and paragraphs of the whole archive are done once, where they first stand.

    What is known of them lies in a file, so that memory does not grow with the archive.
    """

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="termend-", ignore_cleanup_errors=True)
        self._file = sqlite3.connect(Path(self._folder.name, "seen.sqlite"), isolation_level=None)
        self._file.execute("pragma journal_mode = off")
        self._file.execute("pragma synchronous = off")
        self._file.execute("create table seen (digest blob primary key, owner text, made text) without rowid")

    def __enter__(self) -> ArchiveRepeats:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()
        self._folder.cleanup()

    def plan(self, rows: Sequence[Row]) -> tuple[list[Row], Answers]:
        """As `Repeats`."""
        asked: list[Row] = []
        plans: list[Callable[[Sequence[Made]], Answer]] = []
        for row in rows:
            owner = None if row.trouble else self._owner(row.digest, row.id)
            plans.append(self._planned(row, asked) if owner is None else self._repeated(row, owner))
        return asked, lambda made: [plan(made) for plan in plans]

    def known(self, rows: Sequence[Row], answers: Sequence[Made]) -> None:
        """As `Repeats`."""
        for row, made in zip(rows, answers, strict=True):
            if row.trouble or self._owner(row.digest, row.id) is not None:
                continue
            self._keep(row.digest, made)
            for paragraph in _paragraphs(row):
                if self._owner(paragraph.digest, row.id) is None:
                    self._keep(paragraph.digest, _within(paragraph, made))

    def _repeated(self, row: Row, owner: str) -> Callable[[Sequence[Made]], Answer]:
        return lambda _: Answer(self._made(row.digest), owner)

    def _planned(self, row: Row, asked: list[Row]) -> Callable[[Sequence[Made]], Answer]:
        """Ask for the paragraphs of a row that are new; for the whole of it where all are."""
        place = len(asked)
        kept, repeated = self._parted(row)
        if not any((row.text or "")[p.start : p.end].strip() for p in kept) and repeated:
            kept = []
        if not repeated:
            asked.append(row)
        elif kept:
            text = "\n".join((row.text or "")[p.start : p.end] for p in kept)
            asked.append(replace(row, text=text))

        def answer(made: Sequence[Made]) -> Answer:
            whole = made[place] if kept or not repeated else Made()
            if repeated:
                whole = self._joined(row, whole, kept, repeated)
            self._keep(row.digest, whole)
            for paragraph in reversed(kept):  # what stands twice in it is known by where it stands first
                if paragraph.digest:
                    self._keep(paragraph.digest, _within(paragraph, whole))
            return Answer(whole)

        return answer

    def _parted(self, row: Row) -> tuple[list[_Paragraph], list[_Paragraph]]:
        """The paragraphs to be done, each with its place in what is asked for, and those that stood elsewhere."""
        kept: list[_Paragraph] = []
        repeated: list[_Paragraph] = []
        own: set[bytes] = set()
        length = 0
        for paragraph in _paragraphs(row, all_lines=True):
            digest = paragraph.digest
            fresh = not digest or digest in own or self._owner(digest, row.id) is None
            if not fresh:
                repeated.append(paragraph)
                continue
            own.add(digest)
            kept.append(replace(paragraph, asked_segment=len(kept), asked_start=length))
            length += paragraph.end - paragraph.start + 1
        return kept, repeated

    def _joined(self, row: Row, made: Made, kept: list[_Paragraph], repeated: list[_Paragraph]) -> Made:
        """What came of the new paragraphs and what is known of the others, at their places in the whole document."""
        if made.trouble:
            return replace(made, words=row.words)
        items: list[dict[str, Any]] = []
        for paragraph in kept:
            assert paragraph.asked_segment is not None
            stood = _Paragraph(
                paragraph.asked_segment,
                paragraph.asked_start,
                paragraph.asked_start + paragraph.end - paragraph.start,
                b"",
            )
            items += _moved(_within(stood, made).items, paragraph)
        mending = made.mended is not None or not kept
        for paragraph in repeated:
            elsewhere = self._made(paragraph.digest)
            if elsewhere.trouble:
                return Made(trouble=f"it holds a paragraph of a document of which {elsewhere.trouble}", words=row.words)
            mending = mending and elsewhere.mended is not None
            items += _moved(elsewhere.items, paragraph)
        items.sort(key=lambda item: (item["start"], item["end"]))
        text = None
        if mending:
            text = apply(row.text or "", tuple(Edit(**item) for item in items))
        return Made(tuple(items), mended=text, words=row.words)

    def _owner(self, digest: bytes, claimed: str) -> str | None:
        """The document in which it first stood; None where that is the one that claims it now."""
        made = self._file.execute("insert or ignore into seen (digest, owner) values (?, ?)", (digest, claimed))
        if made.rowcount:
            return None
        with closing(self._file.execute("select owner from seen where digest = ?", (digest,))) as found:
            return str(found.fetchone()[0])

    def _keep(self, digest: bytes, made: Made) -> None:
        kept = json.dumps([made.items, made.text, made.mended, made.trouble, made.words])
        self._file.execute("update seen set made = ? where digest = ?", (kept, digest))

    def _made(self, digest: bytes) -> Made:
        with closing(self._file.execute("select made from seen where digest = ?", (digest,))) as found:
            items, *rest = json.loads(found.fetchone()[0])
        return Made(tuple(items), *rest)


def _paragraphs(row: Row, all_lines: bool = False) -> list[_Paragraph]:
    """The lines of a document that may stand elsewhere too; without those of documents that their Chinese explains.

    Args:
        all_lines: short ones too, without a digest.
    """
    if row.text is None or row.source or row.trouble or has_hanzi(row.text):
        return []
    found: list[_Paragraph] = []
    for segment in documents.parse_text(TEXT_NAME, row.text).segments:
        long_enough = len(segment.text.split()) >= _LEAST_WORDS
        if long_enough or all_lines:
            digest = sha256(b"paragraph " + segment.text.encode()).digest() if long_enough else b""
            found.append(_Paragraph(segment.index, segment.start, segment.start + len(segment.text), digest))
    return found


def _within(paragraph: _Paragraph, made: Made) -> Made:
    """What came of one paragraph of a document, with places that count from its beginning."""
    items = (i for i in made.items if paragraph.start <= i["start"] and i["end"] <= paragraph.end)
    mended = None if made.mended is None else ""
    return Made(tuple(_shifted(items, -paragraph.segment, -paragraph.start)), None, mended, made.trouble)


def _moved(items: Iterable[dict[str, Any]], paragraph: _Paragraph) -> list[dict[str, Any]]:
    return _shifted(items, paragraph.segment, paragraph.start)


def _shifted(items: Iterable[dict[str, Any]], segments: int, characters: int) -> list[dict[str, Any]]:
    return [
        {
            **item,
            **({"segment": item["segment"] + segments} if "segment" in item else {}),
            "start": item["start"] + characters,
            "end": item["end"] + characters,
        }
        for item in items
    ]
