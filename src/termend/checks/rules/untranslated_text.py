"""untranslated-text: what the engine left as it was or dropped into the English: Chinese, full-width marks, debris."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from termend.checks.context import CheckContext
from termend.checks.registry import register
from termend.documents.registry import ESCAPED
from termend.language.hanzi import HANZI_CLASS, has_hanzi
from termend.language.lines import is_chinese, sources_between
from termend.language.references import without_references
from termend.records import Document, Finding, Proposal, Segment, Severity


@dataclass(frozen=True, slots=True)
class _Leftover:
    """What stands at `start:end` of a line; `right` is what belongs there, None where only a person can say."""

    start: int
    end: int
    right: str | None
    score: float = 1.0


_CLOSING = {"。": ".", "，": ",", "；": ";", "：": ":", "！": "!", "？": "?", "、": ",", "．": ".", "％": "%"}
_OPENING = {"（": "(", "［": "["}
_ENDING = {"）": ")", "］": "]"}
_QUOTES = {"「": "“", "」": "”", "『": "‘", "』": "’", "《": "“", "》": "”", "〈": "‘", "〉": "’"}
_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"\u3000": " "}
_MARKS = _FULL_WIDTH | _CLOSING | _OPENING | _ENDING | _QUOTES

_CHINESE = re.compile(f"[{HANZI_CLASS}]+(?:[{''.join(_CLOSING)}·“”]?[{HANZI_CLASS}]+)*")
_MARK = re.compile(f"[{re.escape(''.join(_MARKS))}]")
# A name's characters in brackets after it, a credit in lenticular brackets, a byline: put there on purpose.
_ON_PURPOSE = re.compile(
    r"【[^【】]*】|[(（\[〔][^()（）\[\]〔〕]*[)）\]〕]"
    rf"|\b(?i:by|authors?|editors?|reporters?|photos?|source|text)\s*[:：]\s*[{HANZI_CLASS}、，,\s]+"
)
_SENTENCE_HEAD = r"(?:^|(?<=[.!?。！？]\s)|(?<=[.!?。！？][”\"’)）」』》〉]\s))[ \t\u3000]*"
_COLONS = re.compile(_SENTENCE_HEAD + r"([:：]{2,}[ \t\u3000]*)(\w?)")
_BULLET = re.compile(r"(?<=[.!?。！？;；][ \t\u3000])([•·●▪■◆▲◇○]+[ \t\u3000]*)(\w?)")
_ITEM = re.compile(r"(?<=[.!?。！？][ \t\u3000])([(（]([a-h])[)）][ \t\u3000]+)(\w?)")
_ENTITY = re.compile(r"&(?:amp|quot|apos|lt|gt|nbsp|#\d{2,5}|#x[0-9a-fA-F]{2,4});")
_NESTED = re.compile(r"&(?:amp;)*(?:lt|gt|#60|#62|#x3[ce]);", re.IGNORECASE)
_REFERENCE_REST = re.compile(r"#?\w{1,31};")  # behind `&amp;`: the whole is a reference shown as text
_TOKENISER = re.compile(r"[ \t]?@-@[ \t]?|▁|<unk>|⁇")
_ETC = re.compile(r"(?<=\betc\. )(Are|Is|Was|Were|Has|Have|Had)(?= [a-z])")


@register("untranslated-text", as_written=True)
def untranslated_text(context: CheckContext) -> Iterator[Finding]:
    """Every leftover, with the English as proposal where there is no doubt.

    Left alone: Chinese lines that are the source of the English beside them, and Chinese in brackets.
    """
    lines = [segment.text for segment in context.document.segments]
    sources = sources_between(lines)
    filled = [line for line in lines if line.strip()]
    if context.whole is None and filled and all(is_chinese(line) for line in filled):
        yield from _not_english(context.document)
        return
    for segment in context.document.segments:
        if segment.index in sources:
            continue
        if is_chinese(_ON_PURPOSE.sub("", segment.text)):
            yield _finding(segment, _whole_line(segment.text), "this line was left in Chinese")
            continue
        for left in (*_leftovers(segment.text), *_entities(segment, context.document.format in ESCAPED)):
            yield _finding(segment, left, _message(segment.text[left.start : left.end]))


def _leftovers(line: str) -> Iterator[_Leftover]:
    purpose = _Spans(m.span() for m in _ON_PURPOSE.finditer(line) if has_hanzi(m.group()))
    left = [m for m in _CHINESE.finditer(line) if not purpose.hold(*m.span())]
    chinese = _Spans(m.span() for m in left)
    for match in left:
        yield _Leftover(match.start(), match.end(), None)
    first = len(line) - len(line.lstrip())
    for match in _MARK.finditer(line):
        indent = match.group() == "\u3000" and match.start() < first
        if not indent and not purpose.hold(*match.span()) and not chinese.hold(*match.span()):
            yield _mark(line, match)
    yield from _debris(line)


class _Spans:
    """Ranges of a line, in order, none overlapping."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = list(spans)

    def hold(self, start: int, end: int) -> bool:
        """Whether `start:end` lies within one of them."""
        index = bisect_right(self._spans, start, key=lambda span: span[0]) - 1
        return index >= 0 and end <= self._spans[index][1]


def _mark(line: str, match: re.Match[str]) -> _Leftover:
    """A full-width mark with the space that the English one needs."""
    mark, start, end = match.group(), match.start(), match.end()
    right = _MARKS[mark]
    before, after = line[start - 1 : start], line[end : end + 1]
    if mark in _OPENING and before and not before.isspace() and before not in "([“‘":
        right = " " + right
    if (mark in _ENDING and after.isalnum()) or (mark in _CLOSING and mark not in "．％" and after.isalpha()):
        right += " "
    if mark == "，" and before.isdigit() and after.isdigit():
        right = ","
    return _Leftover(start, end, right)


def _debris(line: str) -> Iterator[_Leftover]:
    bullets = list(_BULLET.finditer(line))
    for match in (*_COLONS.finditer(line), *(bullets if len(bullets) == 1 else ())):
        yield _dropped(match, match.group(2))
    items = {match.group(2) for match in _ITEM.finditer(line)} | set(re.findall(r"(?:^|\s)[(（]([a-h])[)）]", line))
    for match in _ITEM.finditer(line):
        if len(items) == 1:
            yield _dropped(match, match.group(3))
    for match in _TOKENISER.finditer(line):
        mark = match.group().strip()
        yield _Leftover(match.start(), match.end(), "-" if mark == "@-@" else None)
    for match in _ETC.finditer(line):
        yield _Leftover(match.start(), match.end(), match.group().lower(), 0.9)


def _entities(segment: Segment, escaped: bool) -> Iterator[_Leftover]:
    """Character references that the engine made of a character, or left of the page it read.

    One that the source has too is the author's text, and so is markup written to be seen: `&lt;b&gt;` is what it says.
    Where the format has references of its own, somebody escaped this one: without a source none is touched.

    Args:
        escaped: whether the format has references of its own.
    """
    line, source = segment.text, segment.source
    if source is None and (escaped or _NESTED.search(line)):
        return
    for match in _ENTITY.finditer(line):
        right = without_references(match.group())
        if source is not None and (match.group() in source or (right in "<>" and right not in source)):
            continue
        if not _REFERENCE_REST.match(line, match.end()):
            yield _Leftover(match.start(), match.end(), right.replace("\u00a0", " "))


def _dropped(match: re.Match[str], initial: str) -> _Leftover:
    """Debris at a sentence's head goes, and the sentence begins with a capital."""
    return _Leftover(match.start(1), match.end(), initial.upper())


def _whole_line(line: str) -> _Leftover:
    start = len(line) - len(line.lstrip())
    return _Leftover(start, len(line.rstrip()), None, 0.9)


def _not_english(document: Document) -> Iterator[Finding]:
    segment = next(s for s in document.segments if s.text.strip())
    yield _finding(segment, _whole_line(segment.text), "the whole draft is Chinese: is it the source?")


def _message(text: str) -> str:
    if has_hanzi(text):
        return f"{text} was left in Chinese"
    if text in _MARKS:
        return f"{text} is a full-width mark"
    return f"“{text.strip()}” is the engine's, not the writer's"


def _finding(segment: Segment, left: _Leftover, message: str) -> Finding:
    start, end = segment.start + left.start, segment.start + left.end
    proposals = () if left.right is None else (Proposal(left.right, start, end, left.score, "rule"),)
    return Finding(
        "untranslated-text",
        Severity.WARNING,
        segment.index,
        start,
        end,
        segment.text[left.start : left.end],
        left.score,
        message,
        proposals=proposals,
    )
