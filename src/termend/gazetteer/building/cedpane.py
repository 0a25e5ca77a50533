"""CedPane, in CEDICT's format: names of every kind, each sense with remarks in parentheses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from termend.gazetteer.building.entry import Entry, is_chinese_name, is_english_name, lines
from termend.gazetteer.building.kinds import kind_of, place_class
from termend.gazetteer.chinese import normal
from termend.gazetteer.reading import Kind, Origin

_LINE = re.compile(r"^\S+ (\S+) \[([^\]]*)\] /(.+)/$")
_REMARK = re.compile(r"\s*\(([^()]*)\)")
_TITLE = re.compile(r"(Mr|Mrs|Ms|Miss|Dr|Sir|Madam)\b")
# Remarks that say what is named.
_PLACE_REMARK = re.compile(r"\b(town|city|county|district|banner|township|province|island|river|lake|place|village)\b")
_PERSON_REMARK = re.compile(r"\b(surname|name|given name|first name)$")
# Senses that are uncertain, or of no one name.
_NO_NAME = re.compile(r"\?|something|someone|language|people|variant characters")
# Languages and inhabitants: English has an adjective there.
_ADJECTIVES = ("语", "文", "人")


def read(path: Path) -> Iterator[Entry]:
    """Every entry whose pinyin is written as a name.

    Forms that only turn the words about for an alphabetical list (“Township, Meixi”) are left out.

    Raises:
        InputError: where the file cannot be read.
    """
    for line in lines(path):
        match = _LINE.match(line)
        if not match or not match[2][:1].isupper():
            continue
        chinese = normal(match[1])
        if not is_chinese_name(chinese):
            continue
        for sense in match[3].split("/"):
            entry = _entry(chinese, sense)
            if entry is not None:
                yield entry


def _entry(chinese: str, sense: str) -> Entry | None:
    remarks = " ".join(_REMARK.findall(sense))
    form = _REMARK.sub("", sense).strip()
    if (
        chinese.endswith(_ADJECTIVES)
        or "," in form
        or _NO_NAME.search(remarks)
        or _TITLE.match(form)
        or not is_english_name(_with_capitals(form))
    ):
        return None
    forms: tuple[str, ...] = (_with_capitals(form),)
    kind, population = kind_of(chinese, form), 0
    if kind is Kind.OTHER and _PLACE_REMARK.search(remarks):
        kind = Kind.PLACE
    if kind is Kind.OTHER and _PERSON_REMARK.search(remarks):
        kind = Kind.PERSON
    known = place_class(chinese) if kind is Kind.PLACE else None
    if known is not None:
        population = known.population
        if len(form.split()) == 1 and known.english and _PLACE_REMARK.search(remarks):
            forms = (f"{form} {known.english}", form)
        elif known.population and known.english and form.endswith(f" {known.english}"):
            forms = (form, form.removesuffix(f" {known.english}"))
    return Entry(chinese, forms, kind, population, Origin.CEDPANE)


def _with_capitals(form: str) -> str:
    """A place's class word has a capital here: `Albay province`."""
    first, _, last = form.rpartition(" ")
    return f"{first} {last.capitalize()}" if first and _PLACE_REMARK.fullmatch(last) else form
