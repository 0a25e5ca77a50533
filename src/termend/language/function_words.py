"""The small words of English: those that say how others hang together. The words are in `function_words.tsv`."""

from __future__ import annotations

from pathlib import Path

_ROWS = [
    line.rstrip("\n").split("\t")
    for line in Path(__file__).with_name("function_words.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def _of_kind(*kinds: str) -> frozenset[str]:
    return frozenset(row[0] for row in _ROWS if row[1] in kinds)


def _used(use: str) -> frozenset[str]:
    return frozenset(row[0] for row in _ROWS if len(row) > 2 and use in row[2].split())


FUNCTION_WORDS = frozenset(row[0] for row in _ROWS)
"""All of them, lower-case."""

ARTICLES = _of_kind("article")
PRONOUNS = _of_kind("pronoun", "negation")
"""Pronouns and what else stands for a noun or denies it."""
PREPOSITIONS = _of_kind("preposition")
AUXILIARIES = _of_kind("auxiliary")

LISTING = _used("lists")
"""Between which each side is a thing of its own."""
JOINING = _used("joins")
"""By which the parts of a name hang together: Bank of China, Arts and Crafts."""
IN_NAMES = _used("in-names")
"""Which many names hold."""
IN_TITLES = _used("in-titles")
"""Which stand in lower case inside names and titles."""
PRINTED_SMALL = _used("print-small")
"""Which some style prints small in a title."""
AFTER_NAMES = _used("after-name")
"""Which show, behind a name, that the name has ended: no noun follows that the name belongs to."""
BESIDE_NAMES = _used("beside-name")
"""With which no name begins or ends."""
EMPTY = _used("empty")
"""Which stand for nothing in particular of a translation's source."""
CLAUSES = _used("clause")
"""Which join clauses and are no part of a name."""
TAKEN_IN = _used("taken-in")
"""Which a careless finding takes in with a name."""
DULL = _used("dull")
"""Which say nothing of what a text is about, though they are not short."""
IN_EVERY_SENTENCE = _used("in-every-sentence")
"""Which stand everywhere and do not tell one sentence from another."""
BEFORE_PLACES = _used("before-places")
"""Behind which the name of a place stands."""
NO_CLUE = _used("no-clue")
"""Which are no clue to a name where a draft is searched for one."""
NO_CLUE_IN_SMALL = _used("no-clue-in-small")
"""Which are none either, unless they have a capital inside a sentence: He and She are surnames too."""
PARTING = _used("parting")
"""Over which a stretch reaches only where the name itself holds them: behind them stands another name, or a verb."""
NO_CONTENT = _used("no-content")
"""Which carry no content of a sentence that would have to be translated by a word of its own."""
TOO_COMMON = _used("too-common")
"""Which say nothing of a dictionary entry's sense."""
NOT_COUNTED = _used("not-counted")
"""Of which no lexical translation is counted in parallel text."""
