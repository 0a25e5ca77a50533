"""Which terms may have a rendering in a text, by their letters: what a rendering needs, and what the text has.

Nothing is left out that a full search would find; most of a glossary is.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from termend.glossary.renderings import is_spelt_out, lasting_words
from termend.language.function_words import IN_NAMES
from termend.language.wordforms import demonyms, key, without_marks
from termend.records import Term

_LETTERS = re.compile(r"[^\W\d_]+|\d+")
_PREFIX = 4  # letters of a word that its inflections and spellings share
# Letters of a key that tell it from others, as far as both keys go: a form may lack or add an end (Zhong, Zhongxian).
TELLING = 5
_SHORTEST = 3
# Words that say too little of a name to look for it.
_COMMON_WORDS = """
de s co ltd inc group company city county province district town village state
university college school institute academy center centre hospital research science sciences technology
national international association bureau department ministry office people first new north south east west
river lake mountain island street san saint
"""
_COMMON = frozenset(word[:_PREFIX] for word in (*IN_NAMES, *_COMMON_WORDS.split()))
_MANY = 2  # words of a rendering from which on its initials may stand for it


class Traces:
    """What a text has of words.

    Args:
        keys: of all words of the text.

    Attributes:
        prefixes: how its words begin.
        capitals: its words in capitals.
    """

    def __init__(self, text: str, keys: AbstractSet[str]) -> None:
        plain = without_marks(text)
        words = set(_LETTERS.findall(plain.lower()))
        table = demonyms()
        self.prefixes = {word[:_PREFIX] for word in words}
        self.prefixes |= {table[word][:_PREFIX] for word in words if word in table}
        if re.search(r"\bU\.?[SK]\b", text):
            self.prefixes |= {"unit", "brit", "amer", "us", "uk", "u"}
        self.capitals = frozenset(re.findall(r"\b[A-Z]{3,}\b", plain))
        self._begun = {k[:size] for k in keys for size in range(1, TELLING + 1)}
        self._short = {k for k in keys if _SHORTEST <= len(k) < TELLING}
        self._known: dict[str, bool] = {}

    def has(self, word: str) -> bool:
        """Whether a word of the text begins as this one does, a word of letters a to z in lower case."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self.has_key(key(word))
        return found

    def has_key(self, wanted: str) -> bool:
        """As `has`, by the word's key."""
        return wanted[:TELLING] in self._begun or any(
            wanted[:size] in self._short for size in range(_SHORTEST, TELLING)
        )


def may_stand(term: Term, traces: Traces) -> bool:
    """Whether some rendering has a word like the text's, and some rendering every word that no form of it lacks."""
    if not any(_is_begun(text, traces) for text in term.renderings):
        return False
    return any(_all_stand(term, text, traces) for text in term.renderings)


def begins(rendering: str) -> frozenset[str]:
    """How the words of a rendering begin."""
    plain = rendering if rendering.isascii() else without_marks(rendering)
    return frozenset([word[:_PREFIX] for word in _LETTERS.findall(plain.lower())])


def telling(begins: frozenset[str]) -> frozenset[str]:
    """Of what `begins` found what is left without words that say little, where there are others."""
    return begins - _COMMON or begins


def initials(rendering: str) -> str:
    """The capitals that its words begin with."""
    return "".join(w[0] for w in rendering.split() if w[0].isupper())


def is_of_many_words(begins: frozenset[str]) -> bool:
    """Whether a rendering's initials alone may stand for it."""
    return len(begins) > _MANY


def _is_begun(rendering: str, traces: Traces) -> bool:
    begun = begins(rendering)
    if not telling(begun).isdisjoint(traces.prefixes):
        return True
    return bool(traces.capitals) and initials(rendering) in traces.capitals and is_of_many_words(begun)


def _all_stand(term: Term, rendering: str, traces: Traces) -> bool:
    lasting = lasting_words(term, rendering)
    if lasting is None:
        return True
    missing = next((word for word in lasting if not traces.has(word)), None)
    if missing is None or (traces.capitals and initials(rendering) in traces.capitals):
        return True
    return (missing != lasting[0] or not rendering.lower().startswith(missing)) and is_spelt_out(term, rendering)
