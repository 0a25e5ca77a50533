"""Comments in a draft that let findings stand, in the formats that have comments.

`<!-- termend: ignore garbled-term the name of a band -->` speaks of the next line (of a format made of units, of the
next unit), `<!-- termend: off -->` of all up to `<!-- termend: on -->`. Names of checks come first, all are meant
without them; what follows is the reason. PO has them behind `#`, WebVTT behind `NOTE`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from termend.documents.locating import FileText, file_text
from termend.errors import DocumentError
from termend.records import Document, Finding

_MARK = "termend:"
_IN_MARKUP = re.compile(r"<!--\s*termend:([^<>]*?)-->")
_COMMENTS = {
    "markdown": _IN_MARKUP,
    "html": _IN_MARKUP,
    "xliff": _IN_MARKUP,
    "tmx": _IN_MARKUP,
    "po": re.compile(r"^#[ .]?[ \t]*termend:(.*)$", re.MULTILINE),
    "subtitles": re.compile(r"^NOTE[ \t]+termend:(.*)$", re.MULTILINE),
}
_OF_UNITS = frozenset({"xliff", "tmx", "po", "subtitles"})
_SAID = re.compile(r"\s*(ignore|off|on)\b[\s,]*(.*)", re.DOTALL)
_NAME = re.compile(r"([a-z]+(?:-[a-z]+)+)(?:[\s,]+|$)")
_LINE_END = re.compile(r"[\r\n]")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of the file in which findings stand: of these checks, or of all where none is named."""

    start: int
    end: int
    checks: frozenset[str]


def ignored(document: Document, known: Collection[str]) -> Callable[[Finding], bool] | None:
    """Tells of a finding whether a comment of the draft lets it stand; None for a draft without such comments.

    Args:
        known: names of the checks.

    Raises:
        DocumentError: where a comment names a check that there is not.
    """
    comments = _COMMENTS.get(document.format)
    located = file_text(document) if comments is not None else None
    if comments is None or located is None or _MARK not in located.text:
        return None
    stretches = sorted(_stretches(document, located, comments, known), key=lambda stretch: stretch.start)
    starts = [stretch.start for stretch in stretches]
    longest = max((stretch.end - stretch.start for stretch in stretches), default=0)

    def stands(finding: Finding) -> bool:
        start, end = located.range(finding.start, finding.end)
        near = stretches[bisect_left(starts, start - longest) : bisect_right(starts, end)]
        return any(start < s.end and s.start <= end and (not s.checks or finding.check in s.checks) for s in near)

    return stands


def _stretches(
    document: Document, located: FileText, comments: re.Pattern[str], known: Collection[str]
) -> Iterator[_Stretch]:
    off: tuple[int, frozenset[str]] | None = None
    for comment in comments.finditer(located.text):
        said = _SAID.match(comment[1])
        if said is None:
            continue
        if said[1] == "ignore":
            yield _Stretch(
                comment.end(), _next(document, located, comment.end()), _checks(document, comment, said, known)
            )
        elif said[1] == "off" and off is None:
            off = comment.end(), _checks(document, comment, said, known)
        elif said[1] == "on" and off is not None:
            yield _Stretch(off[0], comment.start(), off[1])
            off = None
    if off is not None:
        yield _Stretch(off[0], len(located.text) + 1, off[1])


def _next(document: Document, located: FileText, place: int) -> int:
    """Where the line, or the unit, ends that holds the first text behind a place of the file."""
    pieces = document.pieces
    number = bisect_left(pieces, place, key=lambda piece: piece.at)
    if number == len(pieces):
        return place
    piece = pieces[number]
    if document.format in _OF_UNITS:
        segments = document.segments
        segment = segments[max(0, bisect_right(segments, piece.start, key=lambda s: s.start) - 1)]
        return located.range(segment.start, segment.end)[1] + 1
    end = _LINE_END.search(located.text, piece.at)
    return end.start() if end else len(located.text) + 1


def _checks(document: Document, comment: re.Match[str], said: re.Match[str], known: Collection[str]) -> frozenset[str]:
    """The checks that a comment names at its beginning."""
    names: set[str] = set()
    rest = said[2]
    while (name := _NAME.match(rest)) is not None:
        if name[1] not in known:
            near = get_close_matches(name[1], sorted(known), n=1)
            if near:
                line = comment.string.count("\n", 0, comment.start()) + 1
                problem = f"a comment names the check {name[1]!r}, which there is not"
                raise DocumentError(document.path, problem, f"Did you mean {near[0]}?", line)
            break  # the reason begins
        names.add(name[1])
        rest = rest[name.end() :]
    return frozenset(names)
