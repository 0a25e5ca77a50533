"""The glossary's names that stand in the sources of a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from termend.glossary.renderings import renderings
from termend.language.letters import fold
from termend.language.wordforms import key
from termend.records import Term

_WORD = re.compile(r"[^\W_]+")
_MOST_FORMS = 12


@dataclass(frozen=True)
class Name:
    """A Chinese name with all rows of the glossary that have it.

    Attributes:
        text: the Chinese, plain (`termend.detection.source.plain`).
        rows: ordered; the first is the one that findings name.
    """

    text: str
    rows: tuple[Term, ...]

    @property
    def kind(self) -> str:
        """The kind of thing that the first row says."""
        return self.rows[0].kind

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """Listed renderings, at most twelve."""
        return tuple(dict.fromkeys(form for row in self.rows for form in row.renderings))[:_MOST_FORMS]

    @cached_property
    def accepted(self) -> tuple[str, ...]:
        """Listed and generated renderings."""
        return tuple(dict.fromkeys(form.text for row in self.rows for form in renderings(row)))

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """Letters of the listed renderings."""
        return tuple(fold(form) for form in self.forms)

    @cached_property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """Words of the listed renderings."""
        return tuple(tuple(_WORD.findall(form)) for form in self.forms)

    @cached_property
    def shares(self) -> dict[str, float]:
        """By the key of each word of a listed rendering: the largest share of a rendering that it is."""
        found: dict[str, float] = {}
        for words in self.words:
            for word in words:
                found[key(word)] = max(found.get(key(word), 0.0), 1 / len(words))
        return found

    @cached_property
    def edge_keys(self) -> frozenset[str]:
        """Keys of first and last words of listed renderings."""
        return frozenset(key(w) for words in self.words if words for w in (words[0], words[-1]))

    @cached_property
    def initials(self) -> frozenset[str]:
        """First letters of listed renderings of more than one word."""
        return frozenset("".join(w[0] for w in words).lower() for words in self.words if len(words) > 1)

    @cached_property
    def may_hold_marks(self) -> bool:
        """Whether a mark may stand inside a rendering of it: a listed one has one, or the name is a long one."""
        return len(self.text) > _LONG_NAME or any(re.search(r"[,.:;!?\"“”-]", form) for form in self.forms)

    @cached_property
    def holds_and(self) -> bool:
        """Whether a rendering may hold `and`."""
        return any(re.search(r"\band\b|&", form) for form in self.forms) or bool(re.search("[和与及、暨]", self.text))

    @cached_property
    def longest(self) -> int:
        """Words that a rendering may have."""
        words = max((len(form.split()) for form in self.forms), default=1)
        return max(_FEWEST_WORDS, min(_MOST_WORDS, 2 + max(words, len(self.text))))


_LONG_NAME = 5  # characters
_FEWEST_WORDS, _MOST_WORDS = 4, 10


def by_text(terms: Sequence[Term], text: str) -> Name:
    """One name with its rows in an order that does not depend on the glossary's."""
    return Name(text, tuple(sorted(terms, key=lambda t: (t.target, t.domain))))
