"""The language between a window and the model: a line of input, and an answer that copies, drops and inserts.

Input of one mark: `<t1> <org> … target words` for each term, then the words before the region, then the region, each
piece after its number `<w0>`, `<w1>` …, followed by `<gloss>`, `<sound>` or `<target>` where the term explains it, the
mark between `<s1>` and `<e1>`, then the words after. Output: a verdict for each mark, `<fix>` or `<keep>`, and the
region anew: `<w3>` copies piece 3 as it stands, `<t1>` is the approved name, `<the>` `<a>` `<an>` `<'s>` `<'>` and
`<plural>` are written out. What the model copies it cannot misspell, and the name it cannot even spell: the idea is
that of pointer networks (Vinyals, Fortunato & Jaitly 2015) and copying (See, Liu & Manning 2017), held in the
vocabulary so that any sequence-to-sequence runtime can decode it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from termend.language.articles import indefinite_article, stands_bare
from termend.records import Term
from termend.repair.signals import GLOSS, SOUND, STEPS, TARGET, Senses, Signals, how_explained, signals
from termend.repair.window import CONTEXT, LONGEST_REGION, MOST_MARKS, Mark, Region

FIX, KEEP, PLURAL, REGION, BILINGUAL = "<fix>", "<keep>", "<plural>", "<r>", "<bi>"
LITERALS = {"<the>": "the", "<a>": "a", "<an>": "an", "<'s>": "'s", "<'>": "'"}
KINDS = ("<org>", "<person>", "<place>", "<plan>", "<title>", "<term>")
_TRAITS = ("<begins-the>", "<begins-vowel>", "<bare>", "<plural-name>", "<lower-name>")
_EXPLAINED = {GLOSS: "<gloss>", SOUND: "<sound>", TARGET: "<target>"}
_MEASURES = tuple(f"<{letter}{step}>" for letter in "mpgc" for step in range(STEPS))

SPECIAL_TOKENS: tuple[str, ...] = (
    FIX,
    KEEP,
    PLURAL,
    REGION,
    BILINGUAL,
    *LITERALS,
    *KINDS,
    *_TRAITS,
    *_EXPLAINED.values(),
    *_MEASURES,
    *(f"<{letter}{number}>" for letter in "tse" for number in range(1, MOST_MARKS + 1)),
    *(f"<w{number}>" for number in range(LONGEST_REGION)),
)

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
    """What the model is asked: the pieces of a segment, the region to rewrite, its marks and their terms.

    Attributes:
        words: every piece of the segment.
        marks: the marks of `region`, in order.
        terms: their terms.
        bilingual: whether the finding was made with the Chinese at hand.
    """

    words: Sequence[str]
    region: Region
    marks: Sequence[Mark]
    terms: Sequence[Term]
    bilingual: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model says: a verdict for each mark, and the region's new content.

    Attributes:
        verdicts: for each mark whether it is to be repaired.
        body: tokens of the output vocabulary; empty where everything is kept.
    """

    verdicts: tuple[bool, ...]
    body: tuple[str, ...]


def kind_of(term: Term) -> str:
    """The token of a term's type; organisations are what a glossary leaves unnamed."""
    return _KIND_OF.get(term.type.lower(), "<org>")


def question_text(question: Question, senses: Senses) -> str:
    """The model's input as one line, tokens and words between single spaces."""
    out: list[str] = [BILINGUAL] if question.bilingual else []
    region, words = question.region, question.words
    for number, (mark, term) in enumerate(zip(question.marks, question.terms, strict=True), 1):
        out += [f"<t{number}>", kind_of(term), *_traits(term)]
        out += _measures(signals(words[mark.first : mark.last], term, senses))
        out += term.target.split()[:_LONGEST_TARGET]
    out.append(REGION)
    out += words[max(0, region.first - CONTEXT) : region.first]
    for place in range(region.first, region.last):
        for number, mark in enumerate(question.marks, 1):
            if mark.last == place:
                out.append(f"<e{number}>")
            if mark.first == place:
                out.append(f"<s{number}>")
        out += [f"<w{place - region.first}>", words[place]]
        out += _explained(words[place], place, question, senses)
    out += [f"<e{n}>" for n, mark in enumerate(question.marks, 1) if mark.last == region.last]
    out.append(REGION)
    out += words[region.last : region.last + CONTEXT]
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


def _explained(word: str, place: int, question: Question, senses: Senses) -> list[str]:
    """How the term of the mark at a place, or of the nearest mark, explains the word there."""
    nearest = min(
        range(len(question.marks)),
        key=lambda n: max(question.marks[n].first - place, place - question.marks[n].last + 1, 0),
    )
    token = _EXPLAINED.get(how_explained(word, question.terms[nearest], senses))
    return [] if token is None else [token]


def answer_text(answer: Answer) -> str:
    """An answer as the model writes it."""
    return " ".join([*(FIX if fixed else KEEP for fixed in answer.verdicts), *answer.body])


def read_answer(tokens: Sequence[str], marks: int) -> Answer | None:
    """The answer in a model's output, or None where it is none: a verdict is missing or a word was made up."""
    verdicts = tokens[:marks]
    if len(verdicts) < marks or any(v not in (FIX, KEEP) for v in verdicts):
        return None
    body = tuple(tokens[marks:])
    if any(token not in _WRITABLE for token in body):
        return None
    return Answer(tuple(v == FIX for v in verdicts), body)


_WRITABLE = frozenset(
    [
        PLURAL,
        *LITERALS,
        *(f"<t{number}>" for number in range(1, MOST_MARKS + 1)),
        *(f"<w{number}>" for number in range(LONGEST_REGION)),
    ]
)
