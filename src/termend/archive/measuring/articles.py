"""Articles to measure with: clauses written for this project, with names of a shipped glossary in their places."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from importlib import resources
from pathlib import Path

from termend import glossary as glossaries
from termend.channel import english, lexicon, sound
from termend.channel.sampling import Sampler
from termend.language.stems import stem
from termend.records import Term
from termend.repair.determiners import article_class
from termend.training.sentences import Slot, from_clause, read_clauses

GLOSSARY = "chongqing-media"
WORDS = 250
_GARBLED = 20  # articles to one with a garble
_PARAGRAPH = 3  # sentences
_OUTLETS = ("morning", "evening", "web")
_FIRST_DAY = date(2020, 1, 1)
_A_DAY = 50
_SURFACES = 3
_QUOTE, _OPENING, _CLOSING = '"', "(“‘[$#", ".,;:!?)”]%"
# Types of the glossary's rows that take a place for a name of each kind; others take one that nothing else fits.
_KINDS = {"company": "organisation", "government": "organisation", "org": "organisation", "event": "title"}


def write(path: Path, count: int, seed: int = 1) -> int:
    """Write so many articles as JSON Lines, with the columns id, text, published and outlet; their words.

    The same seed gives the same articles, and fewer are the first of more.
    """
    words = 0
    with path.open("w", encoding="utf-8") as file:
        for article in articles(count, seed):
            words += len(str(article["text"]).split())
            file.write(json.dumps(article, ensure_ascii=False) + "\n")
    return words


def articles(count: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """Articles of some 250 words, one in twenty with a garbled name."""
    writer = _Writer()
    for number in range(count):
        rng = random.Random(seed * 1_000_003 + number)
        yield {
            "id": f"article-{number:07d}",
            "text": writer.article(rng, garbled=number % _GARBLED == 0),
            "published": (_FIRST_DAY + timedelta(days=number // _A_DAY)).isoformat(),
            "outlet": rng.choice(_OUTLETS),
        }


class _Writer:
    def __init__(self) -> None:
        self._clauses = read_clauses(_training_data() / "press_clauses.txt")
        self._terms: dict[str, list[Term]] = defaultdict(list)
        for term in glossaries.load((GLOSSARY,)).terms:
            self._terms[_KINDS.get(term.type, term.type)].append(term)
        self._all = [term for terms in self._terms.values() for term in terms]
        copy, glosses = english.shipped(), lexicon.shipped()
        surfaces: dict[str, list[str]] = defaultdict(list)
        for word in copy.vocabulary():
            if word.isalpha():
                surfaces[stem(word)].append(word)
        common = {s: sorted(w, key=lambda x: (-copy.frequency(x), x))[:_SURFACES] for s, w in surfaces.items()}
        self._sampler = Sampler(glosses, sound.shipped(), common)

    def article(self, rng: random.Random, garbled: bool) -> str:
        """Paragraphs, a line each."""
        sentences: list[str] = []
        words = 0
        while words < WORDS or garbled:
            late = words >= WORDS // 2
            sentence, broken = self._sentence(rng, garbled and late)
            garbled = garbled and not broken
            sentences.append(sentence)
            words += len(sentence.split())
        return "\n".join(" ".join(sentences[n : n + _PARAGRAPH]) for n in range(0, len(sentences), _PARAGRAPH))

    def _sentence(self, rng: random.Random, garbled: bool) -> tuple[str, bool]:
        """A sentence, with its first name garbled where that is wanted and can be; whether it is."""
        parts: list[str] = []
        broken = False
        for part in from_clause(rng.choice(self._clauses), rng):
            if isinstance(part, Slot):
                term = rng.choice(self._fitting(part))
                drawn = self._sampler.sample(term, rng) if garbled and not broken else None
                broken = broken or drawn is not None
                the = part.article and article_class(term) == "always"
                parts.append(("the " if the else "") + (drawn.text if drawn else term.target))
            else:
                parts.append(part)
        sentence = _joined(parts)
        return sentence[:1].upper() + sentence[1:], broken

    def _fitting(self, slot: Slot) -> Sequence[Term]:
        return next((self._terms[kind] for kind in slot.kinds if self._terms[kind]), self._all)


def _training_data() -> Path:
    with resources.as_file(resources.files("termend.training") / "data") as folder:
        return folder


def _joined(parts: Sequence[str]) -> str:
    """Pieces of a sentence as they are written: no space before a closing mark, nor behind an opening one."""
    made, close = "", True
    for part in parts:
        opens = part in _OPENING or (part == _QUOTE and close)
        if part == _QUOTE:
            close = not close
        tight = not made or made[-1] in _OPENING or (made[-1] == _QUOTE and not close and not opens)
        before = part[0] in _CLOSING or part.startswith(("'s", "’s")) or (part == _QUOTE and not opens)
        made += part if tight or before else f" {part}"
    return made
