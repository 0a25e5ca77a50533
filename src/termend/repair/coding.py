"""The language between a finding and the model: a line of input, and an answer that rewrites the window.

Input: the term's type, its traits, the channel's measures and its target; then the window, up to seven pieces on each
side, with the finding between `<s>` and `<e>`, and behind each word near it `<gloss>`, `<sound>` or `<target>` where
the term explains it. Output: `<keep>`; or `<fix>` and the window's new content, of which only what differs from a plain
exchange is written: how far beyond the finding the exchange reaches (`<l+1>`: the piece to its left goes too; `<l-1>`:
the finding's first piece stays), an article, the placeholder `<t>` that stands for the approved name, its plural. So
the model can misspell neither the name nor what it leaves alone. The idea is that of edit operations as a target
language (LaserTagger, Malmi et al. 2019, section 3; Seq2Edits, Stahlberg & Kumar 2020, section 2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from termend.language.articles import indefinite_article, stands_bare
from termend.records import Term
from termend.repair.signals import GLOSS, SOUND, STEPS, TARGET, Senses, Signals, how_explained, signals

CONTEXT = 7
"""Pieces on each side that the model reads."""
MARGIN = 4
"""Pieces on each side that it is told of how the term explains them."""
MOST_TAKEN = 3
"""Pieces on each side by which an exchange may reach beyond the finding, or fall short of it."""

FIX, KEEP, NAME, PLURAL, WINDOW, START, END, BILINGUAL = (
    "<fix>", "<keep>", "<t>", "<plural>", "<window>", "<s>", "<e>", "<bilingual>",
)  # fmt: skip
ARTICLES = {"<the>": "the", "<a>": "a", "<an>": "an"}
KINDS = ("<org>", "<person>", "<place>", "<plan>", "<title>", "<term>")
_TRAITS = ("<begins-the>", "<begins-vowel>", "<bare>", "<plural-name>", "<lower-name>")
_EXPLAINED = {GLOSS: "<gloss>", SOUND: "<sound>", TARGET: "<target>"}
_MEASURES = tuple(f"<{letter}{step}>" for letter in "mpgc" for step in range(STEPS))
_REACH = {f"<{side}{n:+d}>": n for side in "lr" for n in range(-MOST_TAKEN, MOST_TAKEN + 1) if n}

SPECIAL_TOKENS: tuple[str, ...] = (
    FIX, KEEP, NAME, PLURAL, WINDOW, START, END, BILINGUAL,
    *ARTICLES, *KINDS, *_TRAITS, *_EXPLAINED.values(), *_MEASURES, *_REACH,
)  # fmt: skip

_KIND_OF = {
    "person": "<person>",
    "per": "<person>",
    "people": "<person>",
    "place": "<place>",
    "loc": "<place>",
    "location": "<place>",
    "city": "<place>",
    "gpe": "<place>",
    "plan": "<plan>",
    "policy": "<plan>",
    "event": "<plan>",
    "award": "<plan>",
    "campaign": "<plan>",
    "doctrine": "<plan>",
    "title": "<title>",
    "role": "<title>",
    "term": "<term>",
    "misc": "<term>",
    "other": "<term>",
}
_LONGEST_TARGET = 12


@dataclass(frozen=True, slots=True)
class Question:
    """What the model is asked: a finding among the pieces of its segment.

    Attributes:
        words: every piece of the segment.
        first, last: the finding as a half-open range of pieces.
        low, high: pieces that an exchange may reach to, half-open; neighbouring findings lie outside.
        bilingual: whether the finding was made with the Chinese at hand.
    """

    words: Sequence[str]
    first: int
    last: int
    low: int
    high: int
    term: Term
    bilingual: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model says.

    Attributes:
        fix: whether the finding is to be repaired.
        left, right: pieces by which the exchange reaches beyond the finding on that side; below 0 it falls short.
        article: `the`, `a`, `an` or empty: what is written before the name.
        plural: whether the name is written in the plural.
    """

    fix: bool
    left: int = 0
    article: str = ""
    plural: bool = False
    right: int = 0


def bounds(count: int, first: int, last: int, before: int = 0, after: int | None = None) -> tuple[int, int]:
    """`low` and `high` of a question.

    Args:
        count: pieces in the segment.
        before: where the finding to the left ends.
        after: where the finding to the right begins; None where there is none.
    """
    return max(before, first - MARGIN), min(count if after is None else after, last + MARGIN)


def kind_of(term: Term) -> str:
    """The token of a term's type; organisations are what a glossary leaves unnamed."""
    return _KIND_OF.get(term.type.lower(), "<org>")


def question_text(question: Question, senses: Senses) -> str:
    """The model's input as one line, tokens and words between single spaces."""
    words, term = question.words, question.term
    out: list[str] = [BILINGUAL] if question.bilingual else []
    out += [kind_of(term), *_traits(term), *_measures(signals(words[question.first : question.last], term, senses))]
    out += term.target.split()[:_LONGEST_TARGET]
    out.append(WINDOW)
    for place in range(max(0, question.first - CONTEXT), min(len(words), question.last + CONTEXT)):
        if place == question.first:
            out.append(START)
        if place == question.last:
            out.append(END)
        out.append(words[place])
        if question.low <= place < question.high:
            explained = _EXPLAINED.get(how_explained(words[place], term, senses))
            out += [explained] if explained else []
    if question.last >= len(words):
        out.append(END)
    return " ".join(out)


def _traits(term: Term) -> list[str]:
    name = term.target
    found = []
    if name.lower().startswith("the "):
        found.append("<begins-the>")
    if indefinite_article(name) == "an":
        found.append("<begins-vowel>")
    if stands_bare(name, term.type):
        found.append("<bare>")
    if name.endswith("s") and not name.endswith("ss"):
        found.append("<plural-name>")
    if name[:1].islower():
        found.append("<lower-name>")
    return found


def _measures(measured: Signals) -> list[str]:
    values = (measured.target, measured.sound, measured.explained, measured.covered)
    return [f"<{letter}{value}>" for letter, value in zip("mpgc", values, strict=True)]


def answer_text(answer: Answer) -> str:
    """An answer as the model writes it."""
    if not answer.fix:
        return KEEP
    out = [FIX]
    if answer.left:
        out.append(f"<l{answer.left:+d}>")
    if answer.article:
        out.append(f"<{answer.article}>")
    out.append(NAME)
    if answer.plural:
        out.append(PLURAL)
    if answer.right:
        out.append(f"<r{answer.right:+d}>")
    return " ".join(out)


def read_answer(tokens: Sequence[str]) -> Answer | None:
    """The answer in a model's output, or None where it is none: without its name, out of order, or with other words."""
    if tuple(tokens) == (KEEP,):
        return Answer(False)
    rest = list(tokens)
    if not rest or rest.pop(0) != FIX:
        return None
    left = _REACH[rest.pop(0)] if rest and rest[0].startswith("<l") and rest[0] in _REACH else 0
    article = ARTICLES[rest.pop(0)] if rest and rest[0] in ARTICLES else ""
    if not rest or rest.pop(0) != NAME:
        return None
    plural = bool(rest) and rest[0] == PLURAL
    if plural:
        rest.pop(0)
    right = _REACH[rest.pop(0)] if rest and rest[0].startswith("<r") and rest[0] in _REACH else 0
    return None if rest else Answer(True, left, article, plural, right)
