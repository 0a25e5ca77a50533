"""Which of several repairs an editor would take: the cleaner one, then the likelier.

A repair is cleaner where a second look at the repaired words finds less amiss: an article twice, before a bare name, in
disagreement or where the garble, a name of that kind, had none, a word twice, a possessive or plural that the draft had
and the repair lost, a small word of the sentence swallowed, one of many made the only one, or a remainder of the
garble beside the name, which is a word that the term explains.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from termend.language.articles import DEFINITE, INDEFINITE, indefinite_article, stands_bare
from termend.language.function_words import ARTICLES, BESIDE_NAMES
from termend.language.possessives import POSSESSIVE
from termend.language.verbs import is_verb
from termend.records import Finding, Proposal, Term
from termend.repair.pieces import cut
from termend.repair.rules import is_counted, is_plural_of, leans
from termend.repair.signals import NOTHING, Senses, accounted_for, how_explained

_OWNERS = frozenset({"its", "his", "her", "their", "our", "my", "your", "'s", "’s"})
_NEAR = 60
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORTEST_REMAINDER = 4


def faults(text: str, finding: Finding, proposal: Proposal, term: Term, senses: Senses) -> int:
    """How much would be amiss around a proposal, were it printed."""
    before = text[max(0, proposal.start - _NEAR) : proposal.start].rpartition("\n")[2]
    after = text[proposal.end : proposal.end + _NEAR].partition("\n")[0]
    return (
        _clashes(before, proposal.text, after)
        + _lost(text, finding, proposal, term)
        + _remainders(before, proposal.text, after, finding, term, senses)
        + _left_standing(text, finding, proposal, term, senses)
        + _bare_with_article(before, proposal.text, after, term)
        + _has_more_articles(text, finding, proposal, term)
        + _is_turned_definite(text, proposal, term)
    )


def _clashes(before: str, written: str, after: str) -> int:
    """Neighbouring words that do not go together, less those that the draft had before."""
    words = [piece.text for piece in cut(before + written + after)]
    earlier = [piece.text for piece in cut(before)]
    return max(0, sum(_clash(*pair) for pair in pairwise(words)) - sum(_clash(*pair) for pair in pairwise(earlier)))


def _clash(one: str, two: str) -> bool:
    first, second = one.lower(), two.lower()
    if first in ARTICLES | _OWNERS and second in ARTICLES:
        return True
    if first in INDEFINITE and _LETTERS.match(two):
        return indefinite_article(two) != first
    return first == second and len(first) > 1 and first[0].isalpha()


def _lost(text: str, finding: Finding, proposal: Proposal, term: Term) -> int:
    """What the replaced stretch had and the proposal lacks."""
    gone, written = text[proposal.start : proposal.end], proposal.text
    count = 0
    if POSSESSIVE.search(gone) and not POSSESSIVE.search(written) and not POSSESSIVE.search(term.target):
        count += 1
    if is_counted(term) and is_plural_of(text[finding.start : finding.end], term.target):
        count += term.target == written or written.endswith(f" {term.target}")
    words, kept = gone.lower().split(), {w.lower() for w in written.split()}
    if len(words) > 1:
        count += sum(word in BESIDE_NAMES and word not in kept for word in (words[0], words[-1]))
        bare = stands_bare(term.target, term.kind) and not leans(text[proposal.end : proposal.end + _NEAR])
        count += words[0] in ARTICLES and not kept & ARTICLES and not bare
        beyond = cut(text[proposal.start : finding.start]) + cut(text[finding.end : proposal.end])
        count += sum(is_verb(piece.text) for piece in beyond)
    return count


def _remainders(before: str, written: str, after: str, finding: Finding, term: Term, senses: Senses) -> int:
    """Words beside the name that account for characters of the term which no word of the finding accounts for."""
    at = written.find(term.target)
    if at < 0:
        return 0
    covered = {place for piece in cut(finding.text) for place in accounted_for(piece.text, term, senses)}
    left, right = cut(before + written[:at]), cut(written[at + len(term.target) :] + after)
    beside = [pieces[n].text for pieces, n in ((left, -1), (right, 0)) if pieces]
    return sum(
        len(word) >= _SHORTEST_REMAINDER and not is_verb(word) and bool(accounted_for(word, term, senses) - covered)
        for word in beside
    )


def _left_standing(text: str, finding: Finding, proposal: Proposal, term: Term, senses: Senses) -> int:
    """Words of the finding that the term explains and the proposal leaves where they are."""
    kept = cut(text[finding.start : max(finding.start, proposal.start)])
    kept += cut(text[min(finding.end, proposal.end) : finding.end])
    return sum(
        piece.text.lower() not in ARTICLES | BESIDE_NAMES and how_explained(piece.text, term, senses) != NOTHING
        for piece in kept
    )


def _bare_with_article(before: str, written: str, after: str, term: Term) -> int:
    at = written.find(term.target)
    if at < 0 or not stands_bare(term.target, term.kind):
        return 0
    lead = (before + written[:at]).rstrip().rpartition(" ")[2].lower()
    return int(lead in DEFINITE and not leans(written[at + len(term.target) :] + after))


def _has_more_articles(text: str, finding: Finding, proposal: Proposal, term: Term) -> int:
    """Whether a proposal begins with an article where a name of the same kind stood without one: Henan Museum."""
    garble, written = finding.text.split(), proposal.text.split()
    same_kind = len(garble) > 1 and garble[0][:1].isupper() and garble[-1] == term.target.split()[-1]
    if not same_kind or written[0].lower() not in ARTICLES or term.target.split()[0].lower() in ARTICLES:
        return 0
    return int(text[proposal.start : proposal.end].split()[0].lower() not in ARTICLES)


def _is_turned_definite(text: str, proposal: Proposal, term: Term) -> int:
    """Whether one of many of a brand became the only one: a Starbucks."""
    lead, written = text[proposal.start : proposal.end].split(), proposal.text.split()
    if not lead or not written or " " in term.target:
        return 0
    return int(lead[0].lower() in INDEFINITE and written[0].lower() not in INDEFINITE)


def order(candidates: Sequence[tuple[int, float]]) -> list[int]:
    """Numbers of candidates, best first.

    Args:
        candidates: (faults, log-probability) of each.
    """
    return sorted(range(len(candidates)), key=lambda n: (candidates[n][0], -candidates[n][1], n))
