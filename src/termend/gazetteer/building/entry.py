"""What one list says of one name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from termend.errors import InputError
from termend.gazetteer.chinese import NAME_CLASS
from termend.gazetteer.reading import Kind, Origin
from termend.language.hanzi import has_hanzi

_CHINESE = re.compile(f"[{NAME_CLASS}]+")
# A name in English: words with capitals or figures, particles between.
_PARTICLES = (
    "of the and for in on at to de la le les du des der den del della di da do dos das von van zu y e ed et al el sur "
    "sous bin ibn ben am an a with by as es os lo las los"
).replace(" ", "|")
_WORD = r"(?:[^\W\d_]['’])?(?:al-|el-|an-|as-|ash-|at-|d['’]|l['’])?[A-Z\u00c0-\u00de\u0100-\u024f0-9&][\w.'’&-]*,?"
_NAME = re.compile(rf"{_WORD}(?: (?:{_WORD}|(?:{_PARTICLES})\b|&))*")
_LONGEST = 12  # words


@dataclass(frozen=True, slots=True)
class Entry:
    """A Chinese name and what one list calls it.

    Attributes:
        chinese: in normal writing.
        forms: English, the list's first choice first.
        kind: what is named.
        population: inhabitants; 0 where unknown.
        origin: the list.
        sense: the how manieth of the list's senses this is, from 0.
        is_whole: whether the Chinese stands for the name in running text; a short form that is easily something else
            does not.
    """

    chinese: str
    forms: tuple[str, ...]
    kind: Kind
    population: int
    origin: Origin
    sense: int = 0
    is_whole: bool = True


def is_chinese_name(text: str) -> bool:
    """Whether this may be a Chinese name in running text: two characters or more, no spaces, no brackets."""
    return len(text) > 1 and has_hanzi(text) and _CHINESE.fullmatch(text) is not None


def is_english_name(text: str) -> bool:
    """Whether this is written as an English name, whole words with their capitals."""
    return _NAME.fullmatch(text) is not None and not text.endswith(",") and len(text.split()) <= _LONGEST


def lines(path: Path) -> Iterator[str]:
    """The lines of a list.

    Raises:
        InputError: where the file cannot be read.
    """
    try:
        yield from path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"it cannot be read ({error})", "Name a file of UTF-8 text") from error
