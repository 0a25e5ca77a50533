"""P(letters | syllable) from name pairs, by expectation maximisation over monotone many-to-many alignments.

The model is that of Li, Zhang & Su (2004), "A joint source-channel model for machine transliteration", without context:
every syllable of the Chinese gives a chunk of 0 to 6 letters, in order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import exp, log
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from termend import arrays
from termend.channel import tables
from termend.channel.learning import readings, romanisation
from termend.channel.learning.dictionary import Entry
from termend.channel.learning.pairs import NamePair
from termend.channel.letter_model import LetterModel
from termend.channel.tables import SparseTable

LONGEST_CHUNK = 6
_LONGEST_SOURCE, _LONGEST_LETTERS = 6, 16
_SMALLEST = 3e-5
# What a syllable's row is mixed from.
_SHARES = {"learned": 0.77, "pinyin": 0.12, "wade-giles": 0.03, "neighbours": 0.05, "misread": 0.03}
_CLASSES = {
    **dict.fromkeys("bp", "p"), **dict.fromkeys("dt", "t"), **dict.fromkeys("gkqc", "k"), **dict.fromkeys("fvw", "f"),
    **dict.fromkeys("szxj", "s"), **dict.fromkeys("lr", "l"), "m": "m", "n": "n", "h": "h", "y": "y",
    **dict.fromkeys("aeiou", "a"),
}  # fmt: skip

Rows = dict[str, dict[str, float]]


def build(
    entries: Sequence[Entry], pairs: Iterable[NamePair], unihan: Path, path: Path, iterations: int = 5
) -> dict[str, int]:
    """Estimate the tables and write them.

    Returns:
        numbers of pairs, syllables and characters.
    """
    pinyin = readings.pinyin_readings(entries)
    units, spellings = readings.other_readings(unihan)
    kept = sorted({(p.source, p.letters) for p in pairs if all(c in pinyin for c in p.source)})
    examples = [
        ([max(pinyin[c].items(), key=lambda r: (r[1], r[0]))[0] for c in source], letters)
        for source, letters in kept
        if len(source) <= _LONGEST_SOURCE and len(letters) <= _LONGEST_LETTERS
    ]
    background = LetterModel.from_words(letters for _, letters in kept)
    learned = estimate(examples, background, iterations)
    syllables = sorted({s for row in pinyin.values() for s in row})
    emissions: Rows = {s: mixed(s, learned, syllables) for s in syllables} | spellings
    by_chunk: Rows = defaultdict(dict)
    for unit, row in emissions.items():
        for chunk, p in row.items():
            if p >= _SMALLEST:
                by_chunk[chunk or tables.EMPTY][unit] = p
    arrays.save(
        path,
        {
            **SparseTable.from_rows(by_chunk).arrays("chunks"),
            **SparseTable.from_rows(pinyin).arrays("pinyin"),
            **SparseTable.from_rows({c: row for c, row in units.items() if c in pinyin}).arrays("other"),
            "letters": background.codes,
        },
    )
    return {"pairs": len(examples), "syllables": len(syllables), "characters": len(pinyin)}


def estimate(examples: Sequence[tuple[Sequence[str], str]], background: LetterModel, iterations: int) -> Rows:
    """P(chunk | syllable) by EM; after the first round, pairs that sound explains no better than chance are left out.

    Args:
        examples: syllables and letters.
        background: what chance is.
        iterations: rounds, at least 1.
    """
    rows: Rows = {}
    for round_ in range(iterations):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for syllables, letters in examples:
            total, expected = _expected(syllables, letters, rows)
            if total <= 0 or (round_ > 1 and log(total) < background.log_probability(letters)):
                continue
            for syllable, chunk, share in expected:
                counts[syllable][chunk] += share
        rows = {s: {c: n / sum(row.values()) for c, n in row.items() if n > 1e-4} for s, row in counts.items()}
    return rows


def _expected(syllables: Sequence[str], letters: str, rows: Rows) -> tuple[float, list[tuple[str, str, float]]]:
    """Forward-backward over one pair: its probability and the expected uses of each (syllable, chunk)."""
    n, size = len(syllables), len(letters)
    cells: list[list[list[tuple[int, str, float]]]] = []
    for k, syllable in enumerate(syllables):
        row = rows.get(syllable)
        at = []
        for i in range(size + 1):
            out = []
            for j in range(i, min(size, i + LONGEST_CHUNK) + 1):
                if k == n - 1 and j != size:
                    continue
                chunk = letters[i:j]
                p = _first_guess(syllable, chunk) if not rows else row.get(chunk, 0.0) if row else 0.0
                if p > 0:
                    out.append((j, chunk, p))
            at.append(out)
        cells.append(at)
    forward = [[0.0] * (size + 1) for _ in range(n + 1)]
    backward = [[0.0] * (size + 1) for _ in range(n + 1)]
    forward[0][0] = backward[n][size] = 1.0
    for k in range(n):
        for i in range(size + 1):
            if f := forward[k][i]:
                for j, _, p in cells[k][i]:
                    forward[k + 1][j] += f * p
    total = forward[n][size]
    if total <= 0:
        return 0.0, []
    expected = []
    for k in range(n - 1, -1, -1):
        for i in range(size + 1):
            b = 0.0
            for j, chunk, p in cells[k][i]:
                if after := backward[k + 1][j]:
                    b += p * after
                    if forward[k][i]:
                        expected.append((syllables[k], chunk, forward[k][i] * p * after / total))
            backward[k][i] = b
    return total, expected


def _first_guess(syllable: str, chunk: str) -> float:
    """Where EM begins: two or three letters, the first of the same class as the syllable's."""
    if not chunk:
        return 0.002
    alike = _CLASSES.get(chunk[0], "?") == _CLASSES.get(syllable[0], "!")
    return exp(-abs(len(chunk) - 2.2)) * (0.05 if alike else 0.004)


def mixed(syllable: str, learned: Mapping[str, Mapping[str, float]], syllables: Sequence[str] = ()) -> dict[str, float]:
    """A syllable's row.

    What was learned, pinyin itself, Wade-Giles, what syllables with its initial or final give, and the pinyin of other
    syllables, which an engine prints when it misreads a character (tong: zhong), nearer spellings likelier.
    """
    row: dict[str, float] = defaultdict(float)
    for chunk, p in learned.get(syllable, {}).items():
        row[chunk] += _SHARES["learned"] * p
    row[syllable.replace("v", "u")] += _SHARES["pinyin"]
    for spelt in (wade := romanisation.wade_giles(syllable)):
        row[spelt] += _SHARES["wade-giles"] / len(wade)
    initial, final = romanisation.split_pinyin(syllable)
    like = [s for s in learned if s != syllable and _alike(romanisation.split_pinyin(s), initial, final)]
    for other in like:
        for chunk, p in learned[other].items():
            row[chunk] += _SHARES["neighbours"] * p / len(like)
    misread = {s.replace("v", "u"): exp(-1.2 * Levenshtein.distance(s, syllable)) for s in syllables if s != syllable}
    for spelt, weight in misread.items():
        row[spelt] += _SHARES["misread"] * weight / sum(misread.values())
    total = sum(row.values())
    return {chunk: p / total for chunk, p in row.items()}


def _alike(other: tuple[str, str], initial: str, final: str) -> bool:
    same_class = _CLASSES.get(other[0][:1], "") == _CLASSES.get(initial[:1], "")
    return same_class and (other[1] == final or (other[0] == initial and other[1][:1] == final[:1]))
