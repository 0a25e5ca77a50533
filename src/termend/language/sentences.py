"""Cut English, Chinese and mixed text into sentences and clauses.

English sentences are found by syntok, which knows abbreviations, initials, decimals and quotations: on the news of
NTREX and of GUM, joined to paragraphs, it finds more of the ends than sentencex, and is right as often. Chinese
ones end at 。！？ and …… with the quotation marks that close behind them; in English text those marks end a
sentence as well.
"""

from __future__ import annotations

import re

from termend.language.hanzi import HANZI_CLASS

_HANZI = re.compile(f"[{HANZI_CLASS}]")
_LETTER = re.compile(r"[A-Za-z]+")
_CLOSING = "”’」』）)》\"'"
_FULL_WIDTH_END = re.compile(rf"(?:[。！？｡]|…{{2}})+[{_CLOSING}]*")
# Western marks end a Chinese sentence where they follow a hanzi: they are often typed so.
_CHINESE_END = re.compile(
    rf"(?:[。！？｡]|…{{2}})+[{_CLOSING}]*|(?<=[{HANZI_CLASS}{_CLOSING}])[.!?]+[{_CLOSING}]*(?=\s|$|[{HANZI_CLASS}])"
)
# Titles that syntok takes for the end of a sentence.
_TITLE = re.compile(
    r"\b(?:Adm|Brig|Capt|Cmdr|Col|Cpl|Det|Gen|Gov|Hon|Insp|Lt|Maj|Pres|Prof|Rep|Reps|Rev|Sen|Sens|Sgt|Supt)\.\Z"
)
_LINE_END = re.compile(r"[\r\n]+")
_CLAUSE_END = re.compile(rf"[，；：、﹐]|(?<=[{HANZI_CLASS}])[,;:]|[,;:](?=[\s\"'”’]|$)|\s[–—-]{{1,2}}\s|——")


def is_chinese(text: str) -> bool:
    """Whether a text is Chinese rather than English: a hanzi weighs as much as a word of letters."""
    return len(_HANZI.findall(text)) > len(_LETTER.findall(text))


def sentences(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of the sentences, without the white space around them; a line's end ends a sentence."""
    ranges: list[tuple[int, int]] = []
    for start, end in _cut(text, 0, len(text), _LINE_END):
        if is_chinese(text[start:end]):
            ranges.extend(_cut(text, start, end, _CHINESE_END))
        else:
            for first, last in _cut(text, start, end, _FULL_WIDTH_END):
                ranges.extend(_english(text, first, last))
    return ranges


def clauses(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of the clauses: sentences cut at commas, colons, semicolons and dashes outside numbers."""
    return [part for start, end in sentences(text) for part in _cut(text, start, end, _CLAUSE_END)]


def _cut(text: str, start: int, end: int, mark: re.Pattern[str]) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    done = start
    for match in mark.finditer(text, start, end):
        ranges.append((done, match.end()))
        done = match.end()
    ranges.append((done, end))
    stripped = ((s + len(text[s:e]) - len(text[s:e].lstrip()), s + len(text[s:e].rstrip())) for s, e in ranges)
    return [(s, e) for s, e in stripped if s < e]


def _english(text: str, start: int, end: int) -> list[tuple[int, int]]:
    from syntok import segmenter

    ranges: list[tuple[int, int]] = []
    for paragraph in segmenter.analyze(text[start:end]):
        for sentence in paragraph:
            last = sentence[-1]
            ranges.append((start + sentence[0].offset, start + last.offset + len(last.value)))
    ranges = _joined_after_titles(text, ranges)
    # What the tokenizer leaves out belongs to the sentence before it.
    following = [first for first, _ in ranges[1:]] + [end]
    return [
        (first, first + len(text[first:after].rstrip())) for (first, _), after in zip(ranges, following, strict=True)
    ]


def _joined_after_titles(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """No sentence ends between a title and the name that it belongs to."""
    joined: list[tuple[int, int]] = []
    for start, end in ranges:
        if joined and _TITLE.search(text, joined[-1][0], joined[-1][1]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
