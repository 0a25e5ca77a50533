"""What a target's field means: one rendering, several between semicolons, or one with its acronym behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from termend.language.acronyms import stands_for
from termend.records import Term

_SEMICOLON = re.compile("[;；]")
_NAME = re.compile(r"[A-Z\u00c0-\u00de0-9].*[^\W\d_].*")
_WITH_LOWER = re.compile(r"[^\W\d_]*[a-z\u00df-\u00ff]")
_BRACKET = re.compile(r"(?P<name>.*\S)\s*[(（]\s*(?P<inner>[^()（）]*[^()（）\s])\s*[)）]")
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&.-]*[A-Z0-9]|[A-Z]+s?")
_TELLING = re.compile(r"[;；(（]|\s/\s")  # without which a field is one name
_SLASH = re.compile(r"\s/\s")
_SHORTEST = 2  # letters of a name between semicolons, and capitals of an acronym


@dataclass(frozen=True, slots=True)
class Meant:
    """What a field is read as.

    Attributes:
        target: the rendering that is prescribed.
        variants: the others that it names.
        question: what nobody can tell from the field alone; empty where all is plain.
    """

    target: str
    variants: tuple[str, ...] = ()
    question: str = ""


def as_meant(term: Term) -> Term:
    """A term with its target read as it is meant."""
    read = meant(term.target) if _TELLING.search(term.target) else None
    if read is None or not read.variants:
        return term
    return replace(term, target=read.target, variants=tuple(dict.fromkeys((*read.variants, *term.variants))))


def meant(field: str) -> Meant:
    """How a target is read; where that is unsure, as it stands.

    `Chungking; Chongqing` names two renderings, `Yangtze River Delta (YRD)` a name and its acronym; what stands in
    brackets otherwise belongs to the name.
    """
    if not _TELLING.search(field):
        return Meant(field)
    if _SEMICOLON.search(field):
        return _several(field)
    bracket = _BRACKET.fullmatch(field)
    if bracket:
        return _with_acronym(field, bracket["name"], bracket["inner"])
    if _SLASH.search(field):
        return Meant(field, question="one name, or two between which a slash stands? Write the second under variants")
    return Meant(field)


def _several(field: str) -> Meant:
    parts = [part.strip() for part in _SEMICOLON.split(field)]
    names = [part for part in parts if part]
    if len(names) < 2:
        return Meant(field, question="a semicolon without a name on both sides: delete it, or write the other name")
    if all(_is_name(name) for name in names):
        return Meant(names[0], tuple(dict.fromkeys(names[1:])))
    return Meant(field, question="one name, or several between semicolons? Write the others under variants")


def _is_name(text: str) -> bool:
    letters = sum(character.isalpha() for character in text)
    plain = _WITH_LOWER.match(text) or text.isupper()
    return letters >= _SHORTEST and bool(plain) and _NAME.fullmatch(text) is not None


def _with_acronym(field: str, name: str, inner: str) -> Meant:
    for short, long in ((inner, name), (name, inner)):
        if not _ACRONYM.fullmatch(short) or sum(map(str.isupper, short)) < _SHORTEST:
            continue
        if stands_for(short, long):
            return Meant(name, (field, inner))
        question = f"is {short} short for {long}, or part of the name? Write it under variants in the first case"
        return Meant(field, question=question)
    return Meant(field)
