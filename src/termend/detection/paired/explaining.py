"""Explain one stretch of English as one name of its source sentence, whether or not it would be flagged."""

from __future__ import annotations

from termend.channel import explanation
from termend.detection.explanation import Explanation
from termend.detection.paired import model as models
from termend.detection.paired.analysis import analysed
from termend.detection.paired.decision import decide
from termend.detection.paired.evidence import evidence
from termend.detection.paired.model import probability
from termend.detection.source import plain
from termend.glossary import Glossary
from termend.records import Document, Segment, Term


def explain(text: str, name: str, source: str, glossary: Glossary) -> Explanation | None:
    """How the words of a draft render a name of their source; None where none of them do.

    An approved rendering is explained too; that it is a garble has no probability then.

    Args:
        text: English.
        name: a Chinese name, simplified, that stands in `source`.
    """
    own = glossary.by_source.get(name, (Term(name, ""),))
    rows = (*own, *(term for term in glossary.terms if term.source != name))
    document = Document("-", text, (Segment(0, 0, text, source, 1.0),))
    analysis = analysed(document, Glossary(rows), explanation.shipped())
    if not analysis.segments or not analysis.posteriors:
        return None
    segment, posteriors = analysis.segments[0], analysis.posteriors[0]

    def explained(first: int, last: int, log_odds: float, score: float) -> Explanation:
        words = tuple(word.text for word in segment.words[first:last])
        pieces = evidence(posteriors, plain(name), first, last, words)
        return Explanation(own[0], segment.text_of(first, last), log_odds, score, pieces)

    model = models.shipped()
    for decided in decide(model, analysis.mentions):
        stretches, choice = decided.mention.stretches, decided.choice
        if stretches.unit.text == plain(name) and choice.candidate is not None:
            first, last = int(stretches.first[choice.candidate]), int(stretches.last[choice.candidate])
            return explained(first, last, choice.log_odds, probability(model.found, choice.log_odds))
    for claim in segment.claims:
        if claim.name == plain(name):
            return explained(claim.first, claim.last, 0.0, 0.0)
    return None
