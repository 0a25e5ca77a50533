"""The language between a finding and the model: a line of input, and an answer that rewrites the window.

Input: the term's type, its traits, the channel's measures and its target; then the window, up to six pieces on each
side, with the finding between `<s>` and `<e>`. Behind each word of the finding stands `<gloss>`, `<sound>` or
`<target>` where the term explains it, and behind a word beside it `<more>` where it says of the term what the finding
does not, `<again>` where it says the name's first or last word once more. Another finding of the segment is `<other>`:
it will be exchanged too, so the model reads the clause as it is going to be. A word that English text hardly has is a
sign for its shape: `<Word>`, `<word>` or `<WORD>`; what its letters say, the measures say better.

Output: `<keep>`; or `<fix>` and the window's new content, of which only what differs from a plain exchange is written:
how far beyond the finding the exchange reaches (`<l+1>`: the piece to its left goes too; `<l-1>`: the finding's first
piece stays), an article, the placeholder `<t>` that stands for the approved name, its plural. So the model can misspell
neither the name nor what it leaves alone. The idea is that of edit operations as a target language (LaserTagger, Malmi
et al. 2019, section 3; Seq2Edits, Stahlberg & Kumar 2020, section 2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from termend.kinds import EVENT, PERSON, PLACE, TITLE
from termend.language.articles import indefinite_article
from termend.language.function_words import AFTER_NAMES, BESIDE_NAMES
from termend.language.numerals import CARDINALS
from termend.records import Term
from termend.repair.determiners import article_class
from termend.repair.rules import is_counted, leans
from termend.repair.signals import (
    GLOSS,
    SOUND,
    STEPS,
    TARGET,
    Form,
    Senses,
    Signals,
    accounted_for,
    how_explained,
    signals,
)  # fmt: skip

CONTEXT = 6
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
OTHER, MORE, AGAIN = "<other>", "<more>", "<again>"
_KINDS_OF_WORD = ("the", "a", "quote", "more", "again", "small", "possessive", "s", "leans", "owner")
_SIDES = ("left2", "left", "first", "last", "right", "right2")
_EDGES = tuple(f"<{side}-{what}>" for side in _SIDES for what in _KINDS_OF_WORD)
MANY = "<many>"
_SMALL = BESIDE_NAMES | AFTER_NAMES
_QUOTES = frozenset("\"“‘«'")
_OWNERS = frozenset({"'s", "’s", "its", "their", "his", "her", "our", "my", "this", "that", "former", "new"})
_QUANTIFIERS = frozenset((
    "several", "many", "both", "all", "some", "these", "those", "such", "few", "various", "other", "most",
    *(word for word, number in CARDINALS.items() if 2 <= number <= 10),
))  # fmt: skip
KNOWN, RENDERED = "<known>", "<rendered>"
SHAPES = ("<Word>", "<word>", "<WORD>")
_CLASSES = {"never": "<bare>", "always": "<takes-the>", "either": "<may-take-the>", "own": "<begins-the>"}
_TRAITS = (*_CLASSES.values(), "<begins-vowel>", "<counted>", "<plural-name>", "<lower-name>")
_EXPLAINED = {GLOSS: "<gloss>", SOUND: "<sound>", TARGET: "<target>"}
_FORMS: dict[Form, str] = {
    "same": "<same>", "same-but-case": "<same-but-case>", "part": "<part>", "whole": "<whole>",
}  # fmt: skip
_FLAGS = ("<opens>", "<stranger>", KNOWN, RENDERED)
_MEASURES = tuple(f"<{letter}{step}>" for letter in "mpgcor" for step in range(STEPS))
_REACH = {f"<{side}{n:+d}>": n for side in "lr" for n in range(-MOST_TAKEN, MOST_TAKEN + 1) if n}

SPECIAL_TOKENS: tuple[str, ...] = (
    FIX, KEEP, NAME, PLURAL, WINDOW, START, END, BILINGUAL,
    *ARTICLES, *KINDS, *_TRAITS, *_EXPLAINED.values(), *_FORMS.values(), *_FLAGS, *_MEASURES, *_REACH, *SHAPES,
    OTHER, MORE, AGAIN, MANY, *_EDGES,
)  # fmt: skip

_KIND_OF = {
    PERSON: "<person>",
    PLACE: "<place>",
    "plan": "<plan>",
    "policy": "<plan>",
    EVENT: "<plan>",
    "award": "<plan>",
    "campaign": "<plan>",
    "doctrine": "<plan>",
    TITLE: "<title>",
    "role": "<title>",
    "term": "<term>",
    "misc": "<term>",
    "other": "<term>",
}
_LONGEST_TARGET = 6
"""Words of the target that are read: the first three and the last three."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the model is asked: a finding among the pieces of its segment.

    Attributes:
        words: every piece of the segment.
        first, last: the finding as a half-open range of pieces.
        low, high: pieces that an exchange may reach to, half-open; neighbouring findings lie outside.
        bilingual: whether the finding was made with the Chinese at hand.
        rivals: other terms whose Chinese stands in the segment's source.
        known: whether the finding is by itself a right rendering of another term of the glossary.
        rendered: whether the segment has as many right renderings of the term elsewhere as its source has mentions.
        others: the other findings of the segment that are asked about, as ranges of pieces.
    """

    words: Sequence[str]
    first: int
    last: int
    low: int
    high: int
    term: Term
    bilingual: bool = False
    rivals: tuple[Term, ...] = ()
    known: bool = False
    rendered: bool = False
    others: tuple[tuple[int, int], ...] = ()


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
    return _KIND_OF.get(term.kind, "<org>")


def question_text(question: Question, senses: Senses) -> str:
    """The model's input as one line, tokens and words between single spaces."""
    words, term = question.words, question.term
    span = words[question.first : question.last]
    out = [kind_of(term), *_traits(term), *_measures(signals(span, term, senses)), *_of_the_clause(question, senses)]
    target = [shape(word, senses) for word in term.target.split()]
    out += target if len(target) <= _LONGEST_TARGET else target[:3] + target[-3:]
    covered = {place for word in span for place in accounted_for(word, term, senses)}
    out += [*_edges(question, covered, senses), WINDOW]
    hidden = {place for first, last in question.others for place in range(first, last)}
    begins = {first for first, _ in question.others}
    for place in range(max(0, question.first - CONTEXT), min(len(words), question.last + CONTEXT)):
        if place == question.first:
            out.append(START)
        if place in hidden:
            out += [OTHER] if place in begins else []
        else:
            out.append(shape(words[place], senses))
            mark = _mark(question, place, covered, senses)
            out += [mark] if mark else []
        if place == question.last - 1:
            out.append(END)
    return " ".join(out)


def _mark(question: Question, place: int, covered: set[int], senses: Senses) -> str | None:
    """How the term explains a piece of the finding, or what a piece beside it adds."""
    word = question.words[place]
    if question.first <= place < question.last:
        return _EXPLAINED.get(how_explained(word, question.term, senses))
    if not question.low <= place < question.high or len(word) < 2:
        return None
    name = question.term.target.lower().split()
    if len(name) > 1 and word.lower() == (name[0] if place < question.first else name[-1]):
        return AGAIN
    if accounted_for(word, question.term, senses) - covered:
        return MORE
    said = any(word.lower() == w.lower() for w in question.words[question.first : question.last])
    return MORE if how_explained(word, question.term, senses) == TARGET and not said else None


def _edges(question: Question, covered: set[int], senses: Senses) -> list[str]:
    """What stands at the edges of the finding: articles, small words, what says more of the term, what leans on it."""
    words, first, last = question.words, question.first, question.last
    places = {
        "left2": first - 2,
        "left": first - 1,
        "first": first,
        "last": last - 1,
        "right": last,
        "right2": last + 1,
    }
    out = []
    for side, place in places.items():
        if not 0 <= place < len(words):
            continue
        what = _what(words, place, _mark(question, place, covered, senses), side)
        out += [f"<{side}-{w}>" for w in what]
    near = [w.lower() for w in words[max(0, first - 3) : first + 1]]
    return [*out, *([MANY] if any(w in _QUANTIFIERS or (w.isdigit() and len(w) != 4) for w in near) else [])]


def _what(words: Sequence[str], place: int, mark: str | None, side: str) -> list[str]:
    word = words[place].lower()
    if word == "the":
        return ["the"]
    if word in {"a", "an"}:
        return ["a"]
    if word in _QUOTES:
        return ["quote"]
    out = {MORE: ["more"], AGAIN: ["again"]}.get(mark or "", [])
    if side.startswith("right") and leans(f" {words[place]}"):
        out.append("leans")
    if side.startswith("left") and word in _OWNERS:
        out.append("owner")
    if side in {"first", "last"}:
        if word in {"'s", "’s"}:
            return ["possessive"]
        if word in _SMALL and mark is None:
            out.append("small")
        elif side == "last" and word.endswith("s") and not word.endswith("ss"):
            out.append("s")
    return out


def shape(word: str, senses: Senses) -> str:
    """A word as the model reads it: by itself where English text has it, else the sign of its shape."""
    if not word[:1].isalpha() or word in {"'s", "’s"} or senses.is_common(word):
        return word
    return "<WORD>" if word.isupper() and len(word) > 1 else "<Word>" if word[:1].isupper() else "<word>"


def _of_the_clause(question: Question, senses: Senses) -> list[str]:
    """What the source and the glossary say of the finding besides its own term."""
    out = [KNOWN] if question.known else []
    if not question.bilingual:
        return out
    span = question.words[question.first : question.last]
    rival = max((signals(span, other, senses).strength for other in question.rivals), default=0)
    return [*out, BILINGUAL, f"<r{rival}>", *([RENDERED] if question.rendered else [])]


def _traits(term: Term) -> list[str]:
    name = term.target
    found = [_CLASSES[article_class(term)]]
    if indefinite_article(name) == "an":
        found.append("<begins-vowel>")
    if is_counted(term):
        found.append("<counted>")
    if name.endswith("s") and not name.endswith("ss"):
        found.append("<plural-name>")
    if name[:1].islower():
        found.append("<lower-name>")
    return found


def _measures(measured: Signals) -> list[str]:
    values = (measured.target, measured.sound, measured.explained, measured.covered, measured.ordinary)
    out = [f"<{letter}{value}>" for letter, value in zip("mpgco", values, strict=True)]
    out += [_FORMS[measured.form]] if measured.form in _FORMS else []
    return [*out, *(["<opens>"] if measured.opens else []), *(["<stranger>"] if measured.stranger else [])]


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
