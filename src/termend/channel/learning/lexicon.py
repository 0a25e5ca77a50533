"""The lexicon's tables from CC-CEDICT."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import partial
from pathlib import Path

from termend import arrays
from termend.channel.learning import ibm1
from termend.channel.learning.dictionary import Entry
from termend.channel.tables import SparseTable
from termend.language.function_words import TOO_COMMON
from termend.language.hanzi import is_hanzi
from termend.language.prefixes import prefix_of
from termend.language.stems import stems
from termend.language.wordforms import demonyms

# Share of a character's probability given to words that merely stand in definitions of words holding the character:
# 报 alone is never "statement", but 报表 and 报关单 are.
EXTRA_SENSES_SHARE = 0.15
# And this share to words that other characters of like meaning have: report → 述 → statement.
SYNONYMS_SHARE = 0.1
# And this share of a word's probability to what it is called inside longer words: the press of 新闻自由 for 新闻.
COMPOUNDS_SHARE = 0.3
_DOUBT = 3  # longer words; of a word seen in so few of them half of that share is believed
# And this share of a country to its adjective: what 中国 stands before is Chinese.
ADJECTIVE_SHARE = 0.35
_LONGEST_WORD = 4
_LONGEST_NAME = 3  # content words; a longer definition of a name explains it and does not translate it
_WALKED_CELLS = 40
_CELLS_PER_CHARACTER = 260
_CELLS_PER_WORD = 12
_SMALLEST_OF_WORD = 4e-3
_SMALLEST = 1e-4
_TOO_COMMON = TOO_COMMON | {"sb", "sth", "etc", "lit", "fig", "one's"}


def build(entries: Iterable[Entry], path: Path) -> dict[str, int]:
    """Estimate the tables and write them.

    Returns:
        how many characters and words they hold.
    """
    words = list(entries)
    characters = SparseTable.from_rows(character_rows(words))
    dictionary = SparseTable.from_rows(word_rows(words))
    arrays.save(path, {**characters.arrays("characters"), **dictionary.arrays("words")})
    return {"characters": len(characters), "words": len(dictionary)}


def character_rows(entries: Sequence[Entry]) -> dict[str, dict[str, float]]:
    """t(stem | character): IBM Model 1 over the senses, mixed with what the words holding the character mean."""
    pairs = [(e.word, _content(sense)) for e in entries if _is_word(e.word) for sense in e.senses]
    explained = {e.word for e in entries if e.is_name}
    pairs = [(w, t) for w, t in pairs if t and (w not in explained or len(t) <= _LONGEST_NAME)]
    table = ibm1.train(pairs)
    synonyms = _synonyms(table)
    counts = Counter(stem for _, target in pairs for stem in target)
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
        for prefix, p in _prefixes(row, counts).items():
            mixed[prefix] += p
        cells = min(_CELLS_PER_CHARACTER, 8 + 2 * len(near[character]))
        rows[character] = {stem: p for stem, p in _largest(mixed, cells) if p >= _SMALLEST}
    return rows


def _prefixes(row: Mapping[str, float], counts: Mapping[str, int]) -> dict[str, float]:
    """Prefixes before whole words among a character's stems, with the probability of all of them: re- of 重.

    Where the rest is rarer than the whole it is no rest: a report is not a port once more.
    """
    found: dict[str, float] = defaultdict(float)
    for stem, p in row.items():
        if prefix := prefix_of(stem, partial(_is_commoner, counts, stem)):
            found[prefix] += (1 - EXTRA_SENSES_SHARE - SYNONYMS_SHARE) * p
    return found


def _is_commoner(counts: Mapping[str, int], stem: str, rest: str) -> bool:
    return counts.get(rest, 0) >= counts.get(stem, 0)


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
    """t(stem | word) of words of 2 to 4 characters: the words of its senses, and what it is called in longer words."""
    seen, within = compound_rows(entries)
    adjectives = _adjectives()
    rows = {}
    for word, row in sense_rows(entries).items():
        share = COMPOUNDS_SHARE * seen[word] / (seen[word] + _DOUBT)
        mixed = defaultdict(float, {stem: (1 - share) * p for stem, p in row.items()})
        for stem, p in within.get(word, {}).items():
            mixed[stem] += share * p
        for country in sorted(adjectives.keys() & row.keys()):
            given = ADJECTIVE_SHARE * mixed[country]
            mixed[country] -= given
            for form in adjectives[country]:
                mixed[form] += given / len(adjectives[country])
        kept = [(stem, p) for stem, p in _largest(mixed, _CELLS_PER_WORD) if p >= _SMALLEST_OF_WORD]
        rows[word] = {stem: p / sum(q for _, q in kept) for stem, p in kept}
    return rows


def compound_rows(entries: Sequence[Entry]) -> tuple[Mapping[str, int], dict[str, dict[str, float]]]:
    """How many longer words hold a word, and t(stem | word) by IBM Model 1 over the senses of these.

    The longer words are cut into the longest words that the dictionary has.
    """
    words = {e.word for e in entries if 2 <= len(e.word) <= _LONGEST_WORD and _is_word(e.word)}
    pairs: list[tuple[list[str], list[str]]] = []
    seen: Counter[str] = Counter()
    for entry in entries:
        pieces = _cut(entry.word, words) if _is_word(entry.word) else []
        if not 1 < len(pieces) < len(entry.word):
            continue
        targets = [t for sense in entry.senses if (t := _content(sense))]
        kept = [t for t in targets if not entry.is_name or len(t) <= _LONGEST_NAME]
        pairs += [(pieces, t) for t in kept]
        seen.update(set(pieces) if kept else ())
    return seen, {word: row for word, row in ibm1.train(pairs).items() if len(word) > 1}


def _cut(compound: str, words: Set[str]) -> list[str]:
    """From the left the longest word of the dictionary that is not the compound itself, else a character."""
    pieces, at = [], 0
    while at < len(compound):
        lengths = range(min(_LONGEST_WORD, len(compound) - at), 1, -1)
        size = next((n for n in lengths if n < len(compound) and compound[at : at + n] in words), 1)
        pieces.append(compound[at : at + size])
        at += size
    return pieces


def _adjectives() -> dict[str, list[str]]:
    """By the stem of a country the stems of what its people and things are called, without its own."""
    forms: dict[str, set[str]] = defaultdict(set)
    for word, country in demonyms().items():
        forms[" ".join(stems(country))].add(" ".join(stems(word)))
    return {country: sorted(found - {country}) for country, found in sorted(forms.items()) if found - {country}}


def sense_rows(entries: Sequence[Entry]) -> dict[str, dict[str, float]]:
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
    return {word: {stem: count / sum(row.values()) for stem, count in row.items()} for word, row in rows.items()}


def _content(sense: str) -> list[str]:
    return [stem for stem in stems(sense) if stem not in _TOO_COMMON]


def _is_word(word: str) -> bool:
    return all(is_hanzi(character) for character in word)


def _largest(row: Mapping[str, float], cells: int) -> list[tuple[str, float]]:
    return sorted(row.items(), key=lambda cell: (-cell[1], cell[0]))[:cells]
