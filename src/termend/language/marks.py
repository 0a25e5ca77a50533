"""Spaces, hyphens, invisible characters and widths: one idea of which are alike, for drafts, sources and glossaries.

A no-break space is a space, a no-break hyphen a hyphen, a soft hyphen nothing at all: what a page makes of a name must
not decide whether it is found. `folded` says where each character of the plain form came from, so that whoever found a
stretch there knows which characters of the text as written it covers.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from termend.language.hanzi import HANZI_CLASS

SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Space separators of Unicode (category Zs) other than the plain space, for a character class."""

HYPHENS = "\u2010\u2011\u2043\ufe63\uff0d"
"""Characters that are hyphens wherever they stand, for a character class."""

DASHES = "\u2012\u2013\u2212"
"""Characters that are hyphens where they join two words, for a character class: Asia–Oceania."""

INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
"""Characters that take no room: soft hyphen, joiners, direction marks, byte-order mark; for a character class."""

OBJECT = "\ufffc"
"""OBJECT REPLACEMENT CHARACTER: stands in a text for an image, a code span, a placeholder, a footnote's mark."""

ZERO_WIDTH_SPACE = "\u200b"
SOFT_HYPHEN = "\u00ad"

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_WIDE = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
_LIGATURES = "\ufb00-\ufb06"
_ODD = re.compile(
    rf"(?P<space>[{SPACES}])|(?P<hyphen>[{HYPHENS}]|(?<=\w)[{DASHES}](?=\w))|(?P<invisible>[{INVISIBLE}]+|(?<=\w){OBJECT}(?!\w))"
    rf"|(?P<letters>[{_WIDE}{_LIGATURES}]|[^\W\d_][\u0300-\u036f]+)"
)

_DOTS = "・•‧∙⋅･"
_OPENING, _CLOSING = "(〔［﹙❨", ")〕］﹚❩"
_CHINESE = (
    {ord(dot): "·" for dot in _DOTS}
    | {ord(mark): "（" for mark in _OPENING}
    | {ord(mark): "）" for mark in _CLOSING}
    | dict(zip(map(ord, "「」『』﹁﹂﹃﹄"), "“”‘’“”‘’", strict=True))
    | {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code).isalnum()}
)
_STRAIGHT = re.compile(f"([\"'])(?=[^\"']*[{HANZI_CLASS}])([^\"']*)\\1")
_CURLED = {'"': "“”", "'": "‘’"}
_IN_CHINESE = re.compile(f"[{INVISIBLE}]+")
_SPACE_IN_CHINESE = re.compile(f"[{SPACES}]")
_RUNNING = f"{HANZI_CLASS}，。；：？！、（）“”‘’《》"
# Compiled where a text asks for them, by the re module itself: so many classes of so many characters take their time.
_BETWEEN = f"(?<=[{_RUNNING}]) +(?=\\S)|(?<=\\S) +(?=[{_RUNNING}])"
_SPACED = f"[{_RUNNING}] +(?=[{_RUNNING}])"
_ADJOINING = f"[{_RUNNING}](?=[{_RUNNING}])"
_HANZI_APART = f"(?<!\\S)[{HANZI_CLASS}](?: [{HANZI_CLASS}])+(?![{HANZI_CLASS}])"
_LETTERS = re.compile(r"(?<!\S)[\w.·-](?: [\w.·-])+(?!\S)")
_FEWEST_SPACES = 4  # from which a text may be spaced out; a title has one or two


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with its marks made plain.

    Attributes:
        text: the plain form.
        places: for each character of it, and for its end, the code point of the text as written; None where both are
            the same.
        ends: for each character of it where it ends in the text as written; None as `places`.
    """

    text: str
    places: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the text as written; invisible characters at its edges stay outside."""
        if self.places is None or self.ends is None:
            return start, end
        if start == end:
            return (self.places[start],) * 2
        return self.places[start], self.ends[end - 1]


def folded(text: str) -> Folded:
    """The plain form of an English text: plain spaces and hyphens, no invisible characters, letters in one width.

    An object right behind a word is a footnote's mark and left out. A zero-width space parts words where the capitals
    say so (`Copper<U+200B>Beam`), and else is left out.
    """
    if text.isascii() or not _ODD.search(text):
        return Folded(text)
    out: list[str] = []
    places: list[int] = []
    ends: list[int] = []
    done = 0

    def take(plain: str, start: int, end: int) -> None:
        out.append(plain)
        places.extend([start] * len(plain))
        ends.extend([end] * len(plain))

    def keep(until: int) -> None:
        out.append(text[done:until])
        places.extend(range(done, until))
        ends.extend(range(done + 1, until + 1))

    for match in _ODD.finditer(text):
        keep(match.start())
        take(_plain(match, text), *match.span())
        done = match.end()
    keep(len(text))
    return Folded("".join(out), (*places, len(text)), tuple(ends))


def _plain(match: re.Match[str], text: str) -> str:
    if match["space"]:
        return " "
    if match["hyphen"]:
        return "-"
    if match["invisible"]:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return " " if ZERO_WIDTH_SPACE in match["invisible"] and before.islower() and after.isupper() else ""
    return unicodedata.normalize("NFKC", match["letters"])


def fold_chinese(text: str) -> str:
    """A Chinese text with letters and digits half-width, brackets full-width, one middle dot and one kind of quotation
    mark, no invisible characters and none spaced out: `（ＢＢＣ）何塞・路易斯` gives `（BBC）何塞·路易斯`."""
    text, curled = _STRAIGHT.subn(_curled, text.translate(_CHINESE))
    while curled:  # marks around what is quoted within
        text, curled = _STRAIGHT.subn(_curled, text)
    return _closed_up(_SPACE_IN_CHINESE.sub(" ", _IN_CHINESE.sub("", text)))


def _curled(quoted: re.Match[str]) -> str:
    opening, closing = tuple(_CURLED[quoted[1]])
    return f"{opening}{quoted[2]}{closing}"


def _closed_up(text: str) -> str:
    """Chinese without the spaces of texts that were scanned or cut into words; one that parts a title in two stays."""
    if " " not in text:
        return text
    spaces = len(re.findall(_SPACED, text))
    if spaces < _FEWEST_SPACES or spaces < len(re.findall(_ADJOINING, text)) / 2:
        return re.sub(_HANZI_APART, _joined, text)
    return re.sub(_BETWEEN, "", _LETTERS.sub(_joined, text))


def _joined(letters: re.Match[str]) -> str:
    return letters[0].replace(" ", "")


def has_controls(text: str) -> bool:
    """Whether a text holds control characters other than tabs and line ends, or what is no character at all."""
    return _CONTROLS.search(text) is not None


def without_controls(text: str) -> str:
    return _CONTROLS.sub("", text)
