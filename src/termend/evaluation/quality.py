"""chrF (Popović 2015) and TER (Snover et al. 2006) of the text before and after repair, by sacreBLEU (Post 2018)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from termend.extras import needed


@dataclass(frozen=True, slots=True)
class Quality:
    """Scores from 0 to 100 against the references; chrF is better high, TER better low.

    Attributes:
        signatures: sacreBLEU's, by metric.
    """

    chrf_before: float
    chrf_after: float
    ter_before: float
    ter_after: float
    segments: int
    signatures: tuple[tuple[str, str], ...]


def quality(before: Sequence[str], after: Sequence[str], references: Sequence[str]) -> Quality:
    """Corpus scores over the segments that have a reference (sacreBLEU is imported here).

    Raises:
        OptionError: where sacreBLEU is not installed.
    """
    with needed("evaluate", "sacrebleu"):
        from sacrebleu.metrics.chrf import CHRF
        from sacrebleu.metrics.ter import TER

    rows = [row for row in zip(before, after, references, strict=True) if row[2].strip()]
    if not rows:
        return Quality(0.0, 0.0, 0.0, 0.0, 0, ())
    chrf, ter = CHRF(), TER()
    edits: dict[tuple[str, str], tuple[float, float]] = {}  # most segments are alike before and after

    def _ter(texts: Sequence[str]) -> float:
        for pair in zip(texts, human, strict=True):
            if pair not in edits:
                sentence = ter.sentence_score(pair[0], [pair[1]])
                edits[pair] = (sentence.num_edits, sentence.ref_length)
        counted = [edits[pair] for pair in zip(texts, human, strict=True)]
        return 100 * sum(e for e, _ in counted) / max(1, sum(length for _, length in counted))

    drafts, repaired, human = ([row[i] for row in rows] for i in range(3))
    chrf_before, chrf_after = (chrf.corpus_score(text, [human]).score for text in (drafts, repaired))
    ter.corpus_score(drafts[:1], [human[:1]])  # a signature needs to know how many references there are
    signatures = (("chrF", str(chrf.get_signature())), ("TER", str(ter.get_signature())))
    return Quality(chrf_before, chrf_after, _ter(drafts), _ter(repaired), len(rows), signatures)
