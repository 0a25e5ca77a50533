"""How characters are read: pinyin from CC-CEDICT, other languages from Unihan."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from termend.channel.learning import romanisation
from termend.channel.learning.dictionary import Entry
from termend.errors import InputError
from termend.language.hanzi import is_hanzi, simplified

_SMALLEST_SHARE = 0.04
_LINE = re.compile(r"^U\+([0-9A-F]{4,6})\t(kMandarin|kCantonese|kHangul|kJapaneseOn|kVietnamese)\t(.+)$")
# Prefix of the units of each route; pinyin has none.
ROUTES = {"kCantonese": "yue", "kHangul": "ko", "kJapaneseOn": "ja", "kVietnamese": "vi"}


def toneless(syllable: str) -> str:
    """A dictionary's syllable without tone, ü as v: `Lu:4` → lv; `zhong1` → zhong; empty if it is none."""
    plain = syllable.lower().replace("u:", "v").rstrip("12345")
    return plain if plain.isascii() and plain.isalpha() else ""


def pinyin_readings(entries: Iterable[Entry]) -> dict[str, dict[str, float]]:
    """P(toneless syllable | character), by how many dictionary words read it so; single characters count double."""
    counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for entry in entries:
        if len(entry.word) != len(entry.pinyin):
            continue
        for character, syllable in zip(entry.word, entry.pinyin, strict=True):
            plain = toneless(syllable)
            if is_hanzi(character) and plain and plain not in ("xx", "r"):
                counts[character][plain] += 2 if len(entry.word) == 1 else 1
    rows = {}
    for character, row in counts.items():
        total = sum(row.values())
        kept = {s: n for s, n in row.items() if n / total >= _SMALLEST_SHARE}
        rows[character] = {s: n / sum(kept.values()) for s, n in kept.items()}
    return rows


def other_readings(unihan: Path) -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]]:
    """Readings in other languages, from Unihan_Readings.txt.

    Returns:
        the units of each simplified character, as {character: {"ko:준": share}}, and each unit's spellings,
        as {"ko:준": {"jun": share}}.

    Raises:
        InputError: where the file cannot be read or holds no reading.
    """
    units: dict[str, dict[str, float]] = defaultdict(dict)
    spellings: dict[str, dict[str, float]] = {}
    try:
        lines = unihan.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            unihan, f"it cannot be read ({error})", "Give Unihan_Readings.txt of the Unicode data"
        ) from error
    for line in lines:
        match = _LINE.match(line)
        if match is None or match[2] == "kMandarin":
            continue
        route, character = ROUTES[match[2]], simplified(chr(int(match[1], 16)))
        for value in match[3].split():
            reading = value.split(":")[0].strip()
            spelt = _SPELLERS[route](reading)
            if not spelt:
                continue
            unit = f"{route}:{reading.lower()}"
            units[character].setdefault(unit, 1.0)
            weights = [2.0**-i for i in range(len(spelt))]
            spellings[unit] = {s: w / sum(weights) for s, w in zip(spelt, weights, strict=True)}
    if not units:
        raise InputError(unihan, "no reading in it", "Give Unihan_Readings.txt of the Unicode data")
    for row in units.values():
        share = 1 / len(row)
        for unit in row:
            row[unit] = share
    return dict(units), spellings


_SPELLERS = {
    "yue": romanisation.cantonese,
    "ko": romanisation.korean,
    "ja": romanisation.japanese,
    "vi": romanisation.vietnamese,
}
