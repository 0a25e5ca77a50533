"""From a model's answer to an edit of the draft, and the guard that lets none out of its place.

The guard refuses an answer that reaches beyond the finding over anything but an article or a content word that the term
explains (the sentence's `has` is no 有), that reaches into a neighbouring finding, or that leaves nothing to exchange.
The name itself is put in here, so that no model can lose or misspell it.
"""

from __future__ import annotations

from collections.abc import Sequence

from termend.language.articles import INDEFINITE, indefinite_article
from termend.language.case import wants_capital
from termend.language.function_words import ARTICLES, FUNCTION_WORDS
from termend.language.plurals import plural
from termend.language.verbs import is_verb
from termend.records import Edit
from termend.repair.coding import MOST_TAKEN, Answer, Question
from termend.repair.pieces import Piece
from termend.repair.rules import is_counted
from termend.repair.signals import NOTHING, Senses, accounted_for, how_explained


def edit_of(answer: Answer, question: Question, pieces: Sequence[Piece], text: str, senses: Senses) -> Edit | None:
    """The edit of an answer, or None where it keeps the finding or the guard refuses it.

    Args:
        pieces: of the segment, with places in `text`.
        text: the document.
    """
    first, last = question.first - answer.left, question.last + answer.right
    if not answer.fix or not _allowed(first, last, question, senses):
        return None
    start, end = pieces[first].start, pieces[last - 1].end
    written = _written(answer, question, first)
    before = question.words[first - 1] if first > question.low else ""
    if before.lower() in INDEFINITE and indefinite_article(written) != before.lower():
        start = pieces[first - 1].start
        written = f"{indefinite_article(written)} {written}"
    elif first > question.first and before.lower() == "the" and wants_capital(text, pieces[first - 1].start):
        start = pieces[first - 1].start
        written = f"{before} {written}"
    if wants_capital(text, start):
        written = written[:1].upper() + written[1:]
    return Edit(start, end, text[start:end], written)


def widened(question: Question, senses: Senses) -> Answer | None:
    """The exchange that also takes the neighbouring words which say the rest of the term; None where none does."""
    covered: set[int] = set()
    for word in question.words[question.first : question.last]:
        covered |= accounted_for(word, question.term, senses)
    left, right = 0, 0
    while left < MOST_TAKEN and question.first - left > question.low:
        found = accounted_for(question.words[question.first - left - 1], question.term, senses) - covered
        if not found:
            break
        covered |= found
        left += 1
    while right < MOST_TAKEN and question.last + right < question.high:
        found = accounted_for(question.words[question.last + right], question.term, senses) - covered
        if not found:
            break
        covered |= found
        right += 1
    return Answer(True, left, right=right) if left or right else None


def _allowed(first: int, last: int, question: Question, senses: Senses) -> bool:
    if first >= last or first < question.low or last > question.high:
        return False
    if first >= question.last or last <= question.first:
        return False
    before, behind = question.words[first : question.first], question.words[question.last : last]
    if any(is_verb(word) for word in behind):
        return False
    return all(_may_be_taken(word, question, senses) for word in (*before, *behind))


def _may_be_taken(word: str, question: Question, senses: Senses) -> bool:
    if word.lower() in FUNCTION_WORDS:
        return word.lower() in ARTICLES
    return how_explained(word, question.term, senses) != NOTHING


def _written(answer: Answer, question: Question, first: int) -> str:
    """Article and name as they are printed; an article that would come twice is left out."""
    singular = not question.term.target.endswith("s") or question.term.target.endswith("ss")
    in_plural = answer.plural and is_counted(question.term) and singular
    name = plural(question.term.target) if in_plural else question.term.target
    before = question.words[first - 1].lower() if first else ""
    article = answer.article
    if article in {"a", "an"}:
        article = indefinite_article(name)
    if before in ARTICLES or name.lower().startswith("the "):
        article = ""
    return f"{article} {name}" if article else name
