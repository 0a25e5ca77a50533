"""Edits of a Word document as tracked changes (ECMA-376, part 1, section 17.13.5), each with a comment (17.13.4).

A run that an edit touches is cut: what stays keeps its own run, the old text goes into `w:del`, the new into `w:ins`,
all with the run's formatting. Headers, footers and notes take no comments in Word; their changes are tracked alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from zipfile import ZipFile

from termend.documents import docx_comments, splicing
from termend.documents.archive import open_archive, read_part, rewritten
from termend.documents.building import MARK
from termend.documents.docx import Copies, text_parts
from termend.documents.docx_comments import Comment, Said
from termend.documents.escaping import escape
from termend.documents.marked_up import encode_xml
from termend.documents.splicing import Change
from termend.documents.xml_tree import Node, decode_xml, parse
from termend.errors import EditError
from termend.records import Document, Edit

AUTHOR = "termend"

_INSERTED = frozenset({"ins", "moveTo"})
_ANNOTATIONS = frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "bookmarkStart", "bookmarkEnd"})


def render_tracked(
    document: Document,
    edits: Sequence[Edit],
    notes: Sequence[str],
    when: datetime | None = None,
    said: Sequence[Said] = (),
) -> bytes:
    """The archive with the edits as tracked changes.

    Args:
        edits: in order of place.
        notes: the comment on each edit, lines parted by line feeds; an empty one for none.
        when: date of the changes; now where it is None.
        said: what people say; of a stretch that an edit changes it stands with the edit's own comment.

    Raises:
        EditError: where an edit does not fit.
    """
    path = document.path
    stamp = docx_comments.stamp(when or datetime.now(UTC))
    made = list(_remarked(document, edits, notes, said, stamp))
    if not made:
        return document.raw
    with open_archive(path, document.raw, "DOCX") as archive:
        main = next(text_parts(path, archive))[0]
        comments = _numbered(path, archive, made, main)
        changed: dict[str, bytes] = {}
        for part in {one.changes[0].piece.part for one in made}:
            own = [
                _Tracked(one.changes, tuple(comments.get(index, ())), one.stands)
                for index, one in enumerate(made)
                if one.changes[0].piece.part == part
            ]
            text, codec = decode_xml(path, read_part(path, archive, part))
            own += list(_in_copies(own, Copies(text, parse(path, text))))
            changed[part] = encode_xml(_Part(path, text, stamp).with_changes(own), codec)
        added: list[tuple[str, bytes]] = []
        for name, data in docx_comments.with_comments(path, archive, main, [*chain(*comments.values())]).items():
            if name in archive.namelist():
                changed[name] = data
            else:
                added.append((name, data))
        return rewritten(path, archive, changed, added)


@dataclass(frozen=True, slots=True)
class _Remarked:
    """What changes at one place, or what stands there, and what is said of it: author, date, text."""

    changes: list[Change]
    remarks: list[tuple[str, str, str]]
    stands: bool = False


def _remarked(
    document: Document, edits: Sequence[Edit], notes: Sequence[str], said: Sequence[Said], stamp: str
) -> Iterator[_Remarked]:
    taken: list[tuple[int, int, _Remarked]] = []
    for edit, note in zip(edits, notes, strict=True):
        for changes in splicing.changes(document, (edit,)):
            one = _Remarked(changes, [(AUTHOR, stamp, note)] if note else [])
            taken.append((edit.start, edit.end, one))
    for each in sorted(said, key=lambda s: (s.start, s.end)):
        remark = each.author or AUTHOR, docx_comments.stamp_of(each.at, stamp), each.text
        met = next((one for start, end, one in taken if each.start <= end and start <= each.end), None)
        if met is None:
            with suppress(EditError):  # what cannot be edited can carry no comment either
                found = splicing.stretch(document, each.start, each.end)
                taken.append((each.start, each.end, _Remarked(found, [remark], True)))
        else:
            met.remarks.append(remark)
    yield from (one for _, _, one in taken)


def _numbered(path: str, archive: ZipFile, made: Sequence[_Remarked], main: str) -> dict[int, list[Comment]]:
    number = docx_comments.first_free(path, archive)
    comments: dict[int, list[Comment]] = {}
    for index, one in enumerate(made):
        for author, date, text in one.remarks if one.changes[0].piece.part == main else ():
            comments.setdefault(index, []).append(Comment(number, author, date, text))
            number += 1
    return comments


@dataclass(frozen=True, slots=True)
class _Tracked:
    changes: list[Change]
    comments: tuple[Comment, ...]
    stands: bool = False


def _in_copies(tracked: Sequence[_Tracked], copies: Copies) -> Iterator[_Tracked]:
    """The same changes in what repeats the texts that they change."""
    for one in tracked:
        if one.stands:
            continue
        made = [
            replace(change, at=at, until=until)
            for change in one.changes
            for at, until, _ in copies.of((change.at, change.until, change.text))
        ]
        if made:
            yield _Tracked(made, ())


@dataclass(frozen=True, slots=True)
class _Cut:
    """One change within a run, with what is written before and after it, and the insertion that the run is of."""

    change: Change
    before: str
    after: str
    parent: Node | None
    stands: bool = False


class _Part:
    """One part, with its runs by place."""

    def __init__(self, path: str, text: str, stamp: str) -> None:
        self._text = text
        self._runs: list[tuple[Node, Node | None]] = []
        root = parse(path, text)
        self._collect(root)
        self._runs.sort(key=lambda run: run[0].at)
        self._starts = [run.at for run, _ in self._runs]
        numbers = (
            value for n in root.iter() if n.name in _ANNOTATIONS for k, value in n.attributes.items() if _is_id(k)
        )
        self._number = max((int(v) for v in numbers if v.isdecimal()), default=0)
        self._stamp = stamp

    def _collect(self, node: Node) -> None:
        for child in node.elements():
            if child.name == "r":
                self._runs.append((child, node if node.name in _INSERTED else None))
            self._collect(child)

    def with_changes(self, tracked: list[_Tracked]) -> str:
        cuts: dict[int, list[_Cut]] = {}
        for one in tracked:
            last = len(one.changes) - 1
            for index, change in enumerate(one.changes):
                run = self._run_at(change.at)
                before = self._comment_start(one.comments, run) if index == 0 else ""
                after = self._comment_end(one.comments, run) if index == last else ""
                cuts.setdefault(run, []).append(_Cut(change, before, after, self._runs[run][1], one.stands))
        rebuilt = ((self._runs[run][0], own) for run, own in cuts.items())
        return splicing.splice(self._text, [(run.at, run.until, self._rebuilt(run, own)) for run, own in rebuilt])

    def _run_at(self, place: int) -> int:
        index = bisect_right(self._starts, place) - 1
        while self._runs[index][0].until < place:  # a run inside a text box lies inside another run
            index -= 1
        return index

    def _rebuilt(self, run: Node, cuts: list[_Cut]) -> str:
        text = self._text
        prefix = _prefix(text, run)
        properties = run.first("rPr")
        opening = text[run.at : run.inner] + (text[properties.at : properties.until] if properties else "")
        closing = f"</{prefix}r>"
        out: list[str] = []
        kept: list[str] = []

        def flush() -> None:
            if kept:
                out.append(opening + "".join(kept) + closing)
                kept.clear()

        for child in run.elements():
            if child is properties:
                continue
            own = sorted((c for c in cuts if child.at <= c.change.at < child.until), key=lambda c: c.change.at)
            if own and own[0].change.piece.writing == MARK:
                flush()
                body = f"{opening}{text[child.at : child.until]}{closing}"
                held = body if own[0].stands else self._wrapped(prefix, "del", body)
                out.append(own[0].before + held + own[0].after)
                continue
            if child.name != "t" or not own:
                kept.append(text[child.at : child.until])
                continue
            done = child.inner
            for cut in own:
                kept.extend(_piece(prefix, text[done : cut.change.at]))
                flush()
                out.append(cut.before + self._change(prefix, opening, closing, cut) + cut.after)
                done = cut.change.until
            kept.extend(_piece(prefix, text[done : child.close]))
        flush()
        return "".join(out)

    def _change(self, prefix: str, opening: str, closing: str, cut: _Cut) -> str:
        old, new = self._text[cut.change.at : cut.change.until], escape(cut.change.text, "xml")
        if cut.stands:
            return f"{opening}{''.join(_piece(prefix, old))}{closing}" if old else ""
        out = ""
        if old:
            body = f'{opening}<{prefix}delText xml:space="preserve">{old}</{prefix}delText>{closing}'
            out += self._wrapped(prefix, "del", body)
        if new:
            body = f'{opening}<{prefix}t xml:space="preserve">{new}</{prefix}t>{closing}'
            inserted = self._wrapped(prefix, "ins", body)
            out += self._parting(cut.parent, inserted) if cut.parent else inserted
        return out

    def _parting(self, parent: Node, inserted: str) -> str:
        """An insertion within another author's: it stands between the two halves of that one."""
        opening = self._text[parent.at : parent.inner]
        self._number += 1
        again = re.sub(r"""(\bid\s*=\s*)(["'])\d*\2""", rf"\g<1>\g<2>{self._number}\g<2>", opening, count=1)
        return f"{self._text[parent.close : parent.until]}{inserted}{again}"

    def _wrapped(self, prefix: str, name: str, body: str) -> str:
        self._number += 1
        who = f'{prefix}id="{self._number}" {prefix}author="{AUTHOR}" {prefix}date="{self._stamp}"'
        return f"<{prefix}{name} {who}>{body}</{prefix}{name}>"

    def _comment_start(self, comments: Sequence[Comment], run: int) -> str:
        prefix = _prefix(self._text, self._runs[run][0])
        return "".join(f'<{prefix}commentRangeStart {prefix}id="{comment.number}"/>' for comment in comments)

    def _comment_end(self, comments: Sequence[Comment], run: int) -> str:
        prefix = _prefix(self._text, self._runs[run][0])
        out = ""
        for comment in comments:
            mark = f'{prefix}id="{comment.number}"'
            out += f"<{prefix}commentRangeEnd {mark}/><{prefix}r><{prefix}commentReference {mark}/></{prefix}r>"
        return out


def _piece(prefix: str, text: str) -> Iterator[str]:
    if text:
        yield f'<{prefix}t xml:space="preserve">{text}</{prefix}t>'


def _prefix(text: str, run: Node) -> str:
    match = re.match(r"<([^\s:>/]+:)?r[\s>/]", text[run.at : run.inner])
    return (match[1] or "") if match else ""


def _is_id(name: str) -> bool:
    return name.rsplit("}", 1)[-1] == "id"
