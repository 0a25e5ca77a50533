"""Glossaries of any size for measuring speed: the shipped terms, then invented names in their manner."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator

from termend.glossary import load
from termend.language.hanzi import is_hanzi

_CLASSES = (
    ("", ""),
    ("市", " City"),
    ("区", " District"),
    ("县", " County"),
    ("日报", " Daily"),
    ("集团", " Group"),
    ("大学", " University"),
    ("委员会", " Committee"),
    ("新闻", " News"),
    ("公司", " Company"),
)


def rows(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """`count` pairs of source and target, all sources different; the same for the same seed."""
    from pypinyin import lazy_pinyin

    shipped = load().terms
    seen: set[str] = set()
    for term in shipped:
        if len(seen) < count and term.source not in seen:
            seen.add(term.source)
            yield term.source, term.target
    characters = sorted({c for term in shipped for c in term.source if is_hanzi(c)})
    readings = {c: lazy_pinyin(c)[0] for c in characters}
    draw = random.Random(seed)
    while len(seen) < count:
        name = "".join(draw.choices(characters, k=draw.choice((2, 2, 3, 4))))
        source_class, target_class = draw.choice(_CLASSES)
        if name + source_class not in seen:
            seen.add(name + source_class)
            yield name + source_class, "".join(readings[c] for c in name).capitalize() + target_class


def table(count: int, seed: int = 1) -> str:
    """The rows as CSV text with a header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("source", "target"))
    writer.writerows(rows(count, seed))
    return text.getvalue()
