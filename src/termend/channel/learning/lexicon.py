"""The lexicon's tables from CC-CEDICT."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from termend.channel import tables
from termend.channel.learning import ibm1
from termend.channel.learning.dictionary import Entry
from termend.channel.tables import SparseTable
from termend.language.hanzi import is_hanzi
from termend.language.stems import stems

# Share of a character's probability given to words that merely stand in definitions of words holding the character:
# 报 alone is never "statement", but 报表 and 报关单 are.
EXTRA_SENSES_SHARE = 0.15
# And this share to words that other characters of like meaning have: report → 述 → statement.
SYNONYMS_SHARE = 0.1
_LONGEST_WORD = 4
_LONGEST_NAME = 3  # content words; a longer definition of a name explains it and does not translate it
_WALKED_CELLS = 40
_CELLS_PER_CHARACTER = 260
_CELLS_PER_WORD = 8
_SMALLEST = 1e-4
_TOO_COMMON = frozenset(
    {"a", "an", "the", "of", "to", "in", "on", "for", "and", "or", "by", "with", "at", "from", "as", "be", "is", "it"}
    | {"sb", "sth", "etc", "lit", "fig", "one's"}
)


def build(entries: Iterable[Entry], path: Path) -> dict[str, int]:
    """Estimate the tables and write them.

    Returns:
        how many characters and words they hold.
    """
    words = list(entries)
    characters = SparseTable.from_rows(character_rows(words))
    dictionary = SparseTable.from_rows(word_rows(words))
    tables.save(path, {**characters.arrays("characters"), **dictionary.arrays("words")})
    return {"characters": len(characters), "words": len(dictionary)}


def character_rows(entries: Sequence[Entry]) -> dict[str, dict[str, float]]:
    """t(stem | character): IBM Model 1 over the senses, mixed with what the words holding the character mean."""
    pairs = [(e.word, _content(sense)) for e in entries if _is_word(e.word) for sense in e.senses]
    explained = {e.word for e in entries if e.is_name}
    pairs = [(w, t) for w, t in pairs if t and (w not in explained or len(t) <= _LONGEST_NAME)]
    table = ibm1.train(pairs)
    synonyms = _synonyms(table)
    near: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for word, target in pairs:
        for stem in set(target):
            for character in set(word):
                near[character][stem] += 1 / len(word)
    rows = {}
    for character, row in table.items():
        if character == ibm1.NULL or not is_hanzi(character):
            continue
        total = sum(near[character].values())
        mixed = defaultdict(float, {stem: (1 - EXTRA_SENSES_SHARE - SYNONYMS_SHARE) * p for stem, p in row.items()})
        for stem, count in near[character].items():
            mixed[stem] += EXTRA_SENSES_SHARE * count / total
        for stem, p in synonyms[character].items():
            mixed[stem] += SYNONYMS_SHARE * p
        cells = min(_CELLS_PER_CHARACTER, 8 + 2 * len(near[character]))
        rows[character] = {stem: p for stem, p in _largest(mixed, cells) if p >= _SMALLEST}
    return rows


def _synonyms(table: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """A walk of two steps: from a character to its stems, to the characters that mean them, to the stems of those.

    As the pivoting of Bannard & Callison-Burch (2005, section 2), with the two languages exchanged.
    """
    largest = {c: dict(_largest(row, _WALKED_CELLS)) for c, row in table.items() if c != ibm1.NULL}
    meant_by: dict[str, dict[str, float]] = defaultdict(dict)
    for character, row in largest.items():
        for stem, p in row.items():
            meant_by[stem][character] = p
    walked = {}
    for character, row in largest.items():
        reached: dict[str, float] = defaultdict(float)
        for stem, p in list(row.items())[:12]:
            others = sorted(meant_by[stem].items(), key=lambda cell: (-cell[1], cell[0]))[:12]
            total = sum(q for _, q in others)
            for other, q in others:
                if other != character:
                    for further, r in list(largest[other].items())[:20]:
                        reached[further] += p * q / total * r
        walked[character] = dict(reached)
    return walked


def word_rows(entries: Sequence[Entry]) -> dict[str, dict[str, float]]:
    """t(stem | word) of words of 2 to 4 characters: the words of its senses, each sense with an equal share."""
    rows: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for entry in entries:
        if entry.is_name and not any(len(_content(sense)) <= _LONGEST_NAME for sense in entry.senses):
            continue
        if not (2 <= len(entry.word) <= _LONGEST_WORD and _is_word(entry.word)):
            continue
        for sense in entry.senses:
            target = _content(sense)
            for stem in target:
                rows[entry.word][stem] += 1 / len(target)
    return {
        word: {stem: count / sum(row.values()) for stem, count in _largest(row, _CELLS_PER_WORD)}
        for word, row in rows.items()
    }


def _content(sense: str) -> list[str]:
    return [stem for stem in stems(sense) if stem not in _TOO_COMMON]


def _is_word(word: str) -> bool:
    return all(is_hanzi(character) for character in word)


def _largest(row: Mapping[str, float], cells: int) -> list[tuple[str, float]]:
    return sorted(row.items(), key=lambda cell: (-cell[1], cell[0]))[:cells]
