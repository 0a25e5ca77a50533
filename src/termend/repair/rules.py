"""The glossary's form, put into its place by rule: what is printed where no model has a better proposal."""

from __future__ import annotations

import re

from termend.language.articles import DEFINITE, INDEFINITE, indefinite_article, stands_bare
from termend.language.case import wants_capital
from termend.language.function_words import AFTER_NAMES, BESIDE_NAMES
from termend.language.plurals import plural
from termend.language.possessives import POSSESSIVE
from termend.language.verbs import is_verb
from termend.records import Finding, Proposal, Term

_LAST_WORD = re.compile(r"[^\W_]+$")
_WORD_BEFORE = re.compile(r"([^\W_]+(?:['’.-][^\W_]+)*) $")
_WORD_AFTER = re.compile(r" ([^\W_]+(?:['’.-][^\W_]+)*)")
_COMPOUND = re.compile(r"-[a-z]+ [a-z]")  # Yongchuan-born actor
# A verb in the present by what follows it: "continues to", "leads the".
_PREDICATE = re.compile(r" [a-z]+[^s\W]s (?:to|the|a|an|its|their|his|her|that|how|why)\b")
_COUNTED = frozenset({"plan", "policy", "event", "award", "campaign", "title", "role", "term"})


def glossary_form(text: str, finding: Finding) -> Proposal | None:
    """The approved name in place of a finding, with article, possessive, plural and capital put right.

    Args:
        text: the draft that the finding's offsets count in.

    Returns:
        The proposal, or None where the finding has no term or no extent.
    """
    term = finding.term
    if term is None or finding.start >= finding.end:
        return None
    start, end = _without_outer_space(text, finding.start, finding.end)
    start, end = _without_small_words(text, start, end, term.target)
    name = _with_number(term, text[start:end]) + _possessive(term.target, text[start:end])
    start, name = _article_of_span(text, start, end, name, term)
    start, end, name = _without_doubled_words(text, start, end, name)
    start, name = _article_before(text, start, end, name, term)
    if wants_capital(text, start):
        name = name[:1].upper() + name[1:]
    return Proposal(name, start, end, finding.score, "glossary")


def _without_outer_space(text: str, start: int, end: int) -> tuple[int, int]:
    span = text[start:end]
    if not span.strip():
        return start, end
    return start + len(span) - len(span.lstrip()), end - (len(span) - len(span.rstrip()))


def _possessive(target: str, span: str) -> str:
    mark = POSSESSIVE.search(span)
    if mark is None or POSSESSIVE.search(target):
        return ""
    sign = mark.group().rstrip("sS")
    return sign if target.endswith("s") else sign + "s"


def _with_number(term: Term, span: str) -> str:
    """The target, in the plural where the span is one and there may be several."""
    return plural(term.target) if is_counted(term) and is_plural_of(span, term.target) else term.target


def _without_small_words(text: str, start: int, end: int, target: str) -> tuple[int, int]:
    """A span without the small words of the sentence that it took in at its edges ("in clear stream")."""
    words = target.lower().split()
    first, _, rest = text[start:end].partition(" ")
    if rest and first.lower() in BESIDE_NAMES and first.lower() != words[0]:
        start += len(first) + 1
    rest, _, last = text[start:end].rpartition(" ")
    if rest and last.lower() in BESIDE_NAMES and last.lower() != words[-1]:
        end -= len(last) + 1
    return start, end


def _article_of_span(text: str, start: int, end: int, name: str, term: Term) -> tuple[int, str]:
    """Keep the article that a finding swallowed, unless the name stands bare or brings its own."""
    first, _, rest = text[start:end].partition(" ")
    if not rest or first.lower() not in DEFINITE | INDEFINITE:
        return start, name
    if name.lower().startswith(("the ", "a ", "an ")):
        return start, name
    if first.lower() in DEFINITE and stands_bare(term.target, term.kind) and not leans(text[end : end + 60]):
        return start, name
    if wants_capital(text, start):
        return start, f"{first} {name}"
    return start + len(first) + 1, name


def _without_doubled_words(text: str, start: int, end: int, name: str) -> tuple[int, int, str]:
    """Take in a neighbour that the name says once more: "Chongqing [re-violin] group"."""
    words = name.split()
    before, after = _WORD_BEFORE.search(text, max(0, start - 40), start), _WORD_AFTER.match(text, end)
    if len(words) > 1 and before and before.group(1).lower() == words[0].lower():
        start = before.start(1)
    if len(words) > 1 and after and after.group(1).lower() == words[-1].lower():
        end = after.end(1)
    return start, end, name


def _article_before(text: str, start: int, end: int, name: str, term: Term) -> tuple[int, str]:
    before = _WORD_BEFORE.search(text, max(0, start - 40), start)
    if before is None:
        return start, name
    article = before.group(1)
    if article.lower() in INDEFINITE and not name.lower().startswith("the "):
        right = indefinite_article(name)
        if right != article.lower():
            right = right.capitalize() if article[0].isupper() else right
            return before.start(1), f"{right} {name}"
    if article.lower() in DEFINITE | INDEFINITE and name.lower().startswith("the "):
        return before.start(1), (article[0] if article[0] in "Tt" else "t") + name[1:]
    if article.lower() in DEFINITE and stands_bare(term.target, term.kind) and not leans(text[end : end + 60]):
        return before.start(1), name
    return start, name


def leans(after: str) -> bool:
    """Whether a noun follows that an article before the name may belong to ("the Shapingba government").

    Args:
        after: the text behind the name.
    """
    if _COMPOUND.match(after):
        return True
    match = _WORD_AFTER.match(after)
    if match is None:
        return False
    word = match.group(1)
    return word.lower() not in AFTER_NAMES and not is_verb(word) and _PREDICATE.match(after) is None


def is_counted(term: Term) -> bool:
    """Whether there may be several of a name: of plans and mayors; a body, a person, a place there is once."""
    return term.kind in _COUNTED


def is_plural_of(span: str, target: str) -> bool:
    """Whether a span's head is the plural of the target's ("five-year plans", "14th Five-Year Plan")."""
    plurals = {plural(word).lower() for word in _heads(target)}
    return any(word.lower() in plurals for word in _heads(POSSESSIVE.sub("", span)))


def _heads(name: str) -> list[str]:
    """The last word of a name, and that before its first "of"."""
    found = (_LAST_WORD.search(part) for part in (name, name.partition(" of ")[0]))
    return [match.group() for match in found if match]
