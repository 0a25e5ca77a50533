"""The text that a client sends, with or without marks for its markup, and where its parts stand in what was sent."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from termend.errors import OptionError

_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Annotated:
    """A text to check and its places in the sent one.

    Attributes:
        text: what is checked: the text, and in place of markup what it is to be read as.
        sent: text and markup as they were sent, one after the other; clients count UTF-16 units of it.
        parts: for each part `(start in text, start in sent, whether it is text)`, in order.
    """

    text: str
    sent: str
    parts: tuple[tuple[int, int, bool], ...]

    def range_sent(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in `sent`, in code points; markup inside it lies in the range."""
        first = self._place(start)
        return first, max(first, self._place(end - 1) + 1) if end > start else first

    def _place(self, at: int) -> int:
        part = bisect_right(self.parts, (at, len(self.sent) + 1, True)) - 1
        start, sent, is_text = self.parts[part]
        return sent + (at - start if is_text else 0)


def plain(text: str) -> Annotated:
    """A text without markup. Halves of letters, which JSON can hold, count as the letter for what cannot be read."""
    text = _LONE.sub("\N{REPLACEMENT CHARACTER}", text)
    return Annotated(text, text, ((0, 0, True),))


def annotated(data: str) -> Annotated:
    """The text of the parameter `data`: JSON with `text`, or with `annotation`, a list of texts and markup.

    Raises:
        OptionError: where it is no such JSON.
    """
    try:
        parsed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise OptionError(f"'data' is no JSON ({error})") from error
    if isinstance(parsed, dict) and isinstance(parsed.get("text"), str):
        return plain(parsed["text"])
    pieces = parsed.get("annotation") if isinstance(parsed, dict) else None
    if not isinstance(pieces, list):
        raise OptionError("'data' has neither 'text' nor a list 'annotation'")
    read: list[str] = []
    sent: list[str] = []
    parts: list[tuple[int, int, bool]] = []
    read_to = sent_to = 0
    for piece in pieces:
        as_read, as_sent, is_text = _piece(piece)
        as_read = _LONE.sub("\N{REPLACEMENT CHARACTER}", as_read)
        if as_read or not parts:
            parts.append((read_to, sent_to, is_text))
        read.append(as_read)
        sent.append(as_sent)
        read_to += len(as_read)
        sent_to += len(as_sent)
    return Annotated("".join(read), "".join(sent), tuple(parts) or ((0, 0, True),))


def _piece(piece: Any) -> tuple[str, str, bool]:
    """What a piece is read as, as what it was sent, and whether it is text."""
    if isinstance(piece, dict):
        text, markup, reading = piece.get("text"), piece.get("markup"), piece.get("interpretAs", "")
        if isinstance(text, str) and markup is None:
            return text, text, True
        if isinstance(markup, str) and text is None and isinstance(reading, str):
            return reading, markup, False
    raise OptionError(
        "each part of 'annotation' has either 'text' or 'markup', the latter with 'interpretAs' or without"
    )
