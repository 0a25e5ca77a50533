"""Clean English with places for names: from press text, and from clauses written for the purpose."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from termend.language.function_words import AFTER_NAMES, BEFORE_PLACES, JOINING
from termend.repair.pieces import cut

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]?\s+(?=[\"“A-Z])")
_CHOICE = re.compile(r"\(([^()|]+(?:\|[^()|]+)+)\)")
_FILLED = re.compile(r"\{(n|year|day|month)\}")
_SLOT = re.compile(r"(\{[a-z]+[!+]?\})")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_NAME_WORD = re.compile(r"[A-Z][\w’'.&-]*")
_NOT_NAMES = frozenset((
    "I", "The", "A", "An", "This", "That", "These", "Those", "It", "He", "She", "We", "They", "You", "But", "And",
    "In", "On", "At", "For", "If", "When", "As", "With", "There", "What", "How", "Monday", "Tuesday", "Wednesday",
    "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December", "Mr", "Mrs", "Ms", "Dr", "English", "Spanish",
    "American", "Chinese", "Russian", "French", "German", "British",
))  # fmt: skip
_BEFORE_CAPITALS = frozenset({".", "!", "?", '"', "“", ":"})


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a name.

    Attributes:
        kinds: types of term that fit, the first the likeliest.
        article: whether the name brings the article it calls for; otherwise it stands before a noun.
        determined: whether clean text already has `the` before it (the slot then takes names that bear one).
        plural: whether the name is in the plural.
        closed: whether what follows shows that no noun leans on the name.
    """

    kinds: tuple[str, ...]
    article: bool = True
    determined: bool | None = None
    plural: bool = False
    closed: bool = True


Sentence = tuple[str | Slot, ...]
"""Words (pieces) and slots in order."""

_KINDS = {
    "org": ("organisation", "media"),
    "person": ("person",),
    "place": ("place",),
    "plan": ("plan",),
    "title": ("title",),
    "term": ("term",),
}


def from_clause(clause: str, rng: random.Random) -> Sentence:
    """One reading of a written clause: choices made, numbers filled in."""
    clause = _CHOICE.sub(lambda m: rng.choice(m.group(1).split("|")), clause)
    clause = _FILLED.sub(lambda m: _filler(m.group(1), rng), clause)
    out: list[str | Slot] = []
    for part in _SLOT.split(clause):
        if _SLOT.fullmatch(part):
            name, mark = part[1:-1].rstrip("!+"), part[-2]
            out.append(Slot(_KINDS[name], article=mark not in "!+", plural=mark == "+", closed=mark != "!"))
        else:
            out += [piece.text for piece in cut(part)]
    return tuple(out)


def _filler(kind: str, rng: random.Random) -> str:
    if kind == "n":
        return str(rng.choice((2, 3, 5, 7, 12, 20, 31, 40, 100, 300, 1200)))
    if kind == "year":
        return str(rng.randint(1998, 2031))
    return str(rng.randint(1, 30)) if kind == "day" else rng.choice(_MONTHS)


def read_clauses(path: Path) -> list[str]:
    """The written clauses of a file; lines that begin with `#` are remarks."""
    return [x for x in path.read_text(encoding="utf-8").splitlines() if x.strip() and not x.startswith("#")]


@dataclass(frozen=True, slots=True)
class Texts:
    """Clean sentences to train on, and others to measure with."""

    training: tuple[str, ...]
    held_out: tuple[str, ...]


def load(data: Path) -> Texts:
    """Clean press sentences under a data folder, parted by document order (NTREX 60 : 40, the others 80 : 20)."""
    training: list[str] = []
    held_out: list[str] = []
    for lines, share in _sources(data):
        edge = int(len(lines) * share)
        training += [s for line in lines[:edge] for s in _sentences(line)]
        held_out += [s for line in lines[edge:] for s in _sentences(line)]
    return Texts(tuple(training), tuple(held_out))


def _sources(data: Path) -> Iterator[tuple[list[str], float]]:
    ntrex = data / "ntrex" / "newstest2019-src.eng.txt"
    if ntrex.is_file():
        lines = ntrex.read_text(encoding="utf-8").splitlines()
        documents = (data / "ntrex" / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").splitlines()
        order = list(dict.fromkeys(documents))
        trained = set(order[: int(len(order) * 0.6)])
        yield [x for x, d in zip(lines, documents, strict=True) if d in trained], 1.0
        yield [x for x, d in zip(lines, documents, strict=True) if d not in trained], 0.0
    pud = data / "pud-parallel" / "pud.zh-en.tsv"
    if pud.is_file():
        yield [line.split("\t")[2] for line in pud.read_text(encoding="utf-8").splitlines()], 0.8
    for name in ("gum-wikinews/gum_wikinews_sents.txt", "us-gov-news/digitalgov-news.txt", "us-gov-news/18f-posts.txt"):
        if (data / name).is_file():
            yield (data / name).read_text(encoding="utf-8").splitlines(), 0.8


def _sentences(line: str) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(html.unescape(line).strip()):
        if sentence[:1].isupper() and sentence[-1:] in '.!?"”' and 6 <= len(sentence.split()) <= 60:
            yield sentence


def from_text(sentence: str) -> Sentence:
    """A clean sentence whose capitalised stretches are places for names (the first word's excepted)."""
    words = [piece.text for piece in cut(sentence)]
    out: list[str | Slot] = []
    at = 0
    while at < len(words):
        end = _name_end(words, at) if at else at
        if end == at:
            out.append(words[at])
            at += 1
            continue
        slot = _slot(words, at, end)
        if slot is None:
            out += words[at:end]
        else:
            if slot.determined and out and str(out[-1]).lower() == "the":
                out.pop()
            out.append(slot)
        at = end
    return tuple(out)


def _name_end(words: Sequence[str], at: int) -> int:
    if (
        not _NAME_WORD.fullmatch(words[at])
        or words[at] in _NOT_NAMES
        or words[at - 1] in {".", "!", "?", '"', "“", ":"}
    ):
        return at
    end = at + 1
    while end < len(words):
        if _NAME_WORD.fullmatch(words[end]):
            end += 1
        elif words[end] in JOINING and end + 1 < len(words) and _NAME_WORD.fullmatch(words[end + 1]):
            if words[end] == "and" and end - at < 2:
                break
            end += 2
        else:
            break
    return end


def _slot(words: Sequence[str], at: int, end: int) -> Slot | None:
    before = words[at - 1].lower() if at else ""
    after = words[end] if end < len(words) else "."
    closed = not after[0].isalnum() or after in AFTER_NAMES or (after.endswith("ed") and len(after) > 4)
    if before in {"a", "an"}:
        return None if closed else Slot(("organisation", "place", "plan", "media"), article=False, closed=False)
    if before == "the":
        if not closed:
            return Slot(("organisation", "media", "place", "plan"), article=False, closed=False)
        return Slot(("organisation", "media", "plan", "place"), determined=True)
    if not closed:
        return Slot(("person", "place"), article=False, closed=False) if end - at <= 3 else None
    if before in BEFORE_PLACES and end - at <= 2:
        return Slot(("place",), determined=False)
    kinds = ("person", "place", "organisation") if end - at <= 2 else ("organisation", "media")
    return Slot(kinds, determined=False)
