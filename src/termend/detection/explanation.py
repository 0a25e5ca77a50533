"""Explain one stretch of English as one Chinese name, whether or not it would be flagged."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from termend.detection import classifier
from termend.detection.search import features
from termend.detection.search.candidates import Candidate
from termend.detection.search.evidence import evidence
from termend.detection.unpaired.finding import look
from termend.glossary import Glossary
from termend.records import Evidence, Segment, Term


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a name explains a stretch.

    Attributes:
        term: the glossary's row, or one without a target where the glossary lacks the name.
        text: the words that it explains; they may be fewer than were asked for.
        log_odds: nats of the alignment, its pieces less what was lost.
        score: calibrated probability that the stretch is a garble of the term, taken by itself.
        pieces: the alignment.
    """

    term: Term
    text: str
    log_odds: float
    score: float
    pieces: tuple[Evidence, ...]


def explain(
    text: str, source: str, glossary: Glossary, runners_up: int = 5
) -> tuple[Explanation | None, list[Explanation]]:
    """Explain a stretch as a name, and as the other names of a glossary.

    Args:
        text: English words.
        source: a Chinese name, simplified.

    Returns:
        the explanation, None where nothing in the stretch speaks for the name; and the best others, best first.
    """
    own = glossary.by_source.get(source, (Term(source, ""),))
    asked = _best(text, Glossary(own)).get(source)
    others = [e for name, e in _best(text, glossary).items() if name != source]
    others.sort(key=lambda e: (-e.log_odds, e.term.source))
    return asked, others[:runners_up]


def _best(text: str, glossary: Glossary) -> dict[str, Explanation]:
    """The best explanation by each name."""
    found, document = look((Segment(0, 0, text),), glossary, ())
    if not found:
        return {}
    log_odds = classifier.log_odds(features.matrix(found, document), document.cased).tolist()
    best: dict[str, Explanation] = {}
    for candidate, value in sorted(zip(found, log_odds, strict=True), key=lambda pair: -pair[0].span.score):
        best.setdefault(candidate.profile.source, _explanation(candidate, value))
    return best


def _explanation(candidate: Candidate, log_odds: float) -> Explanation:
    score = 1 / (1 + exp(-log_odds))
    return Explanation(candidate.profile.terms[0], candidate.text, candidate.span.score, score, evidence(candidate))
