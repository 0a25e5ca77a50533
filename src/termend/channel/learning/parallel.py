"""What words and names are called in English, from parallel text and lists of names: the aligner's second lexicon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from termend import arrays
from termend.channel.learning import ibm1
from termend.channel.learning.dictionary import Entry
from termend.channel.learning.pairs import NamePair
from termend.channel.lexicon import Lexicon
from termend.channel.tables import SparseTable
from termend.detection.source import NameIndex, analyse, plain
from termend.errors import InputError
from termend.language.function_words import NOT_COUNTED
from termend.language.hanzi import is_hanzi
from termend.language.stems import stems

_SMALLEST = 0.03
_CELLS = 8
_LONGEST_NAME = 8
_MOST_STEMS = 4
_LEAST_SEEN = 2


def read_lines(chinese: Path, english: Path, share: float) -> Iterator[tuple[str, str]]:
    """The first `share` of two files whose lines belong together.

    Raises:
        InputError: where they have unequal numbers of lines.
    """
    zh, en = (path.read_text(encoding="utf-8").splitlines() for path in (chinese, english))
    if len(zh) != len(en):
        raise InputError(chinese, f"{len(zh)} lines beside {len(en)} in {english}", "Give files line by line")
    yield from zip(zh[: int(share * len(zh))], en[: int(share * len(en))], strict=True)


def read_table(path: Path) -> Iterator[tuple[str, str]]:
    """Pairs from a table: a column of Chinese and one of English behind the line's name."""
    for line in path.read_text(encoding="utf-8").splitlines():
        _, zh, en = line.split("\t")[:3]
        yield zh, en


def build(
    pairs: Iterable[tuple[str, str]], entries: Iterable[Entry], names: Iterable[NamePair], lexicon: Lexicon, path: Path
) -> dict[str, int]:
    """Estimate the table and write it.

    Returns:
        how many names and words it holds.
    """
    rows = name_rows(entries, names)
    count = len(rows)
    learned = word_rows(list(pairs), lexicon)
    for word, row in learned.items():
        known = rows.setdefault(word, {})
        for stem, p in row.items():
            known[stem] = max(p, known.get(stem, 0.0))
    arrays.save(path, SparseTable.from_rows(rows).arrays("words"))
    return {"names": count, "words of parallel text": len(learned)}


def name_rows(entries: Iterable[Entry], names: Iterable[NamePair]) -> dict[str, dict[str, float]]:
    """t(stem | name): each known English name with an equal share."""
    known: dict[str, list[list[str]]] = defaultdict(list)
    for entry in entries:
        if entry.is_name:
            for sense in entry.senses:
                known[entry.word].append([s for s in stems(sense) if s not in NOT_COUNTED])
    for name in names:
        known[plain(name.source)].append([s for s in stems(name.written) if s not in NOT_COUNTED])
    rows: dict[str, dict[str, float]] = {}
    for source, written in known.items():
        short = [w for w in written if 0 < len(w) <= _MOST_STEMS]
        if not short or not 2 <= len(source) <= _LONGEST_NAME or not all(is_hanzi(c) for c in source):
            continue
        row: dict[str, float] = defaultdict(float)
        for words in short:
            for word in words:
                row[word] += 1 / len(short) / len(words)
        rows[source] = dict(_largest(row))
    return rows


def word_rows(pairs: Sequence[tuple[str, str]], lexicon: Lexicon) -> dict[str, dict[str, float]]:
    """t(stem | word) by IBM Model 1 over sentences cut into dictionary words."""
    texts = [plain(zh) for zh, _ in pairs]
    nothing = NameIndex((), texts)
    cut = [
        ([u.text for u in analyse(text, nothing, lexicon).units if u.text.isalpha()], stems(en))
        for text, (_, en) in zip(texts, pairs, strict=True)
    ]
    seen: dict[str, int] = defaultdict(int)
    for words, _ in cut:
        for word in set(words):
            seen[word] += 1
    table = ibm1.train([row for row in cut if row[0] and row[1]])
    rows: dict[str, dict[str, float]] = {}
    for word, row in table.items():
        if len(word) < 2 or seen[word] < _LEAST_SEEN:
            continue
        kept = {s: p for s, p in _largest(row) if p >= _SMALLEST and s not in NOT_COUNTED}
        if kept:
            rows[word] = kept
    return rows


def _largest(row: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(row.items(), key=lambda cell: (-cell[1], cell[0]))[:_CELLS]
