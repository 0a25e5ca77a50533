"""How common English words are, and which are names: from clean press text, a dictionary's definitions, name lists.

Frequencies are kept as square roots, since a table holds nothing below e^-12.75.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from math import sqrt
from pathlib import Path

from termend import arrays
from termend.channel.tables import SparseTable
from termend.language.case import begins_sentence
from termend.language.letters import fold
from termend.language.stems import stem
from termend.packed import pack

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_DEFINITION_WEIGHT = 0.2
_SHORTEST_NAME = 3


def build(lines: Iterable[str], definitions: Iterable[str], names: Iterable[str], path: Path) -> dict[str, int]:
    """Count and write.

    Args:
        lines: clean press text.
        definitions: a dictionary's English; it knows words that a small press corpus lacks.
        names: known names of people and places; each of their words counts, and the whole.

    Returns:
        numbers of words, stems and names.
    """
    counts: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    inner: Counter[str] = Counter()
    for line in lines:
        for match in _WORD.finditer(line):
            word = match.group()
            lowered = word.lower().replace("’", "'").removesuffix("'s")
            counts[lowered] += 1
            if not begins_sentence(line, match.start()):
                inner[lowered] += 1
                capitals[lowered] += word[0].isupper()
    press = {word: float(n) for word, n in counts.items() if n > 1 or (word in inner and not capitals[word])}
    for text in definitions:
        for match in _WORD.finditer(text):
            word = match.group()
            if word.islower():
                lowered = word.replace("’", "'").removesuffix("'s")
                press[lowered] = press.get(lowered, 0.0) + _DEFINITION_WEIGHT
                inner[lowered] += 1
    total = sum(press.values())
    stems: dict[str, float] = {}
    for word, n in sorted(press.items()):
        stems[stem(word)] = stems.get(stem(word), 0.0) + n / total
    listed = list(names)
    known = {word for name in listed for word in map(fold, name.split()) if len(word) >= _SHORTEST_NAME}
    known |= {fold(name) for name in listed}
    words: dict[str, dict[str, float]] = {}
    for word, n in press.items():
        words[word] = {"frequency": sqrt(n / total)}
        if inner[word] and capitals[word]:
            words[word]["capital"] = capitals[word] / inner[word]
    content = {
        **SparseTable.from_rows(words).arrays("words"),
        **SparseTable.from_rows({s: {"frequency": sqrt(p)} for s, p in stems.items()}).arrays("stems"),
        "names": pack(sorted(known)),
    }
    arrays.save(path, content)
    return {"words": len(press), "stems": len(stems), "names": len(known)}
