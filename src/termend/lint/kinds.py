"""What kind of thing a name says that it is: in Chinese by its ending, in English by its head word.

A 研究所 is an Institute, at times a Centre, but no Hospital. `kinds.tsv` has a line for each kind: its name, the
Chinese endings, the English words that name this kind and hardly another, and those that may stand for it as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from termend.lint import localities

_LONGEST_ENDING = 6
_REMEMBERED = 256  # names asked about at one time
_COMPANY_WORDS = frozenset(
    {"co", "ltd", "inc", "corp", "corporation", "company", "limited", "llc", "plc", "gmbh", "holdings", "technologies"}
    | {"therapeutics", "pharma", "pharmaceuticals", "pharmaceutical", "biotech", "biosciences", "semiconductor"}
)
_SHORT = 3
_SHORTEST_HOLDER = 4  # an ending of two characters or more, and two of what is held
_BODIES = ("hospital", "university", "college")  # which an English name does not mention in passing
_LEGAL_ENDING = re.compile("(?:股份有限公司|有限责任公司|有限公司|公司)$")


@dataclass(frozen=True, slots=True)
class Kind:
    """One line of `kinds.tsv`.

    Attributes:
        name: for readers of the file.
        endings: of Chinese names.
        telling: English words, lower-cased, by which a name says that it is of this kind.
        accepted: all English words that may render the endings, `telling` among them.
    """

    name: str
    endings: tuple[str, ...]
    telling: frozenset[str]
    accepted: frozenset[str]


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds."""
    text = resources.files("termend.lint").joinpath("kinds.tsv").read_text(encoding="utf-8")
    return tuple(_kind(*line.split("\t")) for line in text.splitlines())


def _kind(name: str, endings: str, telling: str, also: str) -> Kind:
    told = frozenset(telling.split())
    return Kind(name, tuple(endings.split()), told, told | frozenset(also.split()))


@cache
def _by_ending() -> dict[str, Kind]:
    return {ending: kind for kind in kinds() for ending in kind.endings}


@cache
def _telling() -> dict[str, tuple[Kind, ...]]:
    words = {word for kind in kinds() for word in kind.telling}
    return {word: tuple(kind for kind in kinds() if word in kind.telling) for word in words}


@lru_cache(maxsize=_REMEMBERED)
def ending_of(source: str) -> str:
    """The ending by which a Chinese name tells its kind; empty where it does not."""
    table = _by_ending()
    for size in range(min(_LONGEST_ENDING, len(source)), 0, -1):
        if source[-size:] in table:
            return source[-size:]
    return ""


def telling() -> Set[str]:
    """The English words, lower-cased, that say of what kind a thing is."""
    return _telling().keys()


def clash(source: str, words: Sequence[str]) -> tuple[str, str, bool] | None:
    """The ending of a Chinese name, and the head word of its English one that cannot be the same thing.

    The third value says whether the English has a word for the ending as well: it names a second body. None where one
    side tells nothing, or where the Chinese names that other kind too (an institute of a university).

    Args:
        source: in simplified characters.
        words: of the English name, lower-cased.
    """
    told = _telling()
    heads = [word for word in words if word in told]
    ending = ending_of(source) if heads else ""
    if not ending:
        return None
    accepted = _by_ending()[ending].accepted
    others = [head for head in heads if head not in accepted and not _is_told(source, head)]
    if not others or len(others) < len([head for head in heads if head not in accepted]):
        return None
    beside = any(word in accepted for word in words)
    if beside and not any(kind.name in _BODIES for kind in told[others[-1]]):
        return None
    return ending, others[-1], beside


def _is_told(source: str, head: str) -> bool:
    return any(part in source for kind in _telling()[head] for part in kind.endings)


def holder(source: str) -> tuple[str, str] | None:
    """A name that begins with the name of a larger body, parted: 山东省科学院, 新材料研究所; None for others."""
    source = _LEGAL_ENDING.sub("", source)
    ending = ending_of(source)
    inner = source[: len(source) - len(ending)] if ending else ""
    if len(inner) < _SHORTEST_HOLDER:
        return None
    ends = [inner.rfind(part) + len(part) for part in _by_ending() if len(part) > 1 and part in inner]
    cut = max((end for end in ends if end < len(inner) - 1), default=0)
    return (source[:cut], source[cut:]) if cut else None


def is_brand(source: str, words: Iterable[str]) -> bool:
    """Whether a side says that it is a company, or the Chinese is short and tells no kind, as brands are."""
    ending = ending_of(source)
    if not ending and len(source) <= _SHORT and source[-1:] not in "省市区县" and not localities.within(source):
        return True
    return (bool(ending) and _by_ending()[ending].name == "company") or any(w.lower() in _COMPANY_WORDS for w in words)
