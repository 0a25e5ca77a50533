"""Rows whose keeper knows better: findings that a comment above the row, or the row's note, lets stand.

    # termend: ignore shared-target both names are in use
    重报集团,Chongqing Daily Press Group,,,

In files without comments (a workbook, XML) the note says it: `termend: ignore shared-target both names are in use`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from termend.glossary.entries import Contents, Entry
from termend.lint.finding import LintFinding

_MARK = re.compile(r"termend:\s*ignore\b[ \t]*(?P<rules>[a-z][\w-]*(?:\s*,\s*[a-z][\w-]*)*)?[ \t:—–-]*(?P<reason>.*)")
_COMMENT = re.compile(r"^[ \t]*#[ \t]*(?=termend:\s*ignore\b)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Ignore:
    """One such comment or note.

    Attributes:
        rules: ids of the rules; empty where it names none.
        reason: empty where it gives none.
        line, column: where it stands, from 1.
        text: its words.
        entry: the row it is for; None where none follows.
    """

    rules: tuple[str, ...]
    reason: str
    line: int
    column: int
    text: str
    entry: Entry | None


def ignores(contents: Contents) -> Iterator[Ignore]:
    """All comments and notes of a file that ask to let findings stand, comments first."""
    if contents.text is not None and contents.delimiter:
        yield from _comments(contents, contents.text)
    for entry in contents.entries:
        note = entry.fields.get("note", "")
        match = _MARK.search(note) if "termend" in note else None
        if match:
            yield _ignore(match, entry.line, 1, entry)


def reported(
    findings: Sequence[LintFinding], files: Sequence[Contents], ignored: Callable[[str, str, str], bool] | None = None
) -> tuple[LintFinding, ...]:
    """The findings without those that are to stand. An ignore that gives no reason lets nothing stand.

    Args:
        ignored: whether a finding of that rule on those words of that file (file, rule, words) is to stand as well.
    """
    standing: set[tuple[str, int, str]] = set()
    for contents in files:
        for ignore in ignores(contents):
            if ignore.entry is not None and ignore.reason:
                lines = range(ignore.entry.line, _last_line(contents, ignore.entry) + 1)
                standing.update((contents.path, line, rule) for line in lines for rule in ignore.rules)
    return tuple(
        finding
        for finding in findings
        if (finding.path, finding.line, finding.rule) not in standing
        and not (ignored and ignored(finding.path, finding.rule, finding.text))
    )


def _comments(contents: Contents, text: str) -> Iterator[Ignore]:
    entries = sorted(contents.entries, key=lambda e: e.start)
    starts = [entry.start for entry in entries]
    for comment in _COMMENT.finditer(text):
        following = bisect_right(starts, comment.start())
        if following and comment.start() < entries[following - 1].end:
            continue  # inside a quoted field
        end = text.find("\n", comment.end())
        match = _MARK.match(text[comment.end() : end if end >= 0 else len(text)].rstrip("\r"))
        assert match is not None
        line, column = contents.line_and_column(comment.end())
        yield _ignore(match, line, column, entries[following] if following < len(entries) else None)


def _ignore(match: re.Match[str], line: int, column: int, entry: Entry | None) -> Ignore:
    # A table fills the rest of a comment line with its delimiters when a spreadsheet saves it.
    reason = match["reason"].strip(" \t,;")
    rules = tuple(re.split(r"\s*,\s*", match["rules"])) if match["rules"] else ()
    return Ignore(rules, reason, line, column, match[0].rstrip(" \t,;"), entry)


def _last_line(contents: Contents, entry: Entry) -> int:
    if contents.text is None:
        return entry.line
    return contents.line_and_column(max(entry.start, entry.end - 1))[0]
