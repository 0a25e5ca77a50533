"""Run the pipeline over the cases in this process."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import termend
from termend import pipeline
from termend.evaluation.cases import Case
from termend.evaluation.quality import Quality, quality
from termend.evaluation.scoring import Tally, score
from termend.evaluation.settings import Setting, trials


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run brought.

    Attributes:
        tallies: one a case, in order.
        quality: chrF and TER; None on clean text or where it was not asked for.
        seconds: of the pipeline alone.
        signature: what the figures were made with.
    """

    tallies: tuple[Tally, ...]
    quality: Quality | None
    seconds: float
    signature: str


def measure(
    cases: Sequence[Case],
    setting: Setting,
    options: pipeline.Options | None = None,
    terms_of: Sequence[Case] | None = None,
    with_quality: bool = True,
    progress: Callable[[str, int, int], None] | None = None,
) -> Measured:
    """Check and mend every case and hold the outcome against its gold.

    Args:
        terms_of: the cases whose terms make the pooled glossary, where others than those measured.
        progress: told the id of each case that is done, how many are, and of how many.

    Raises:
        TermendError: where the setting cannot be run.
    """
    options = options or pipeline.Options()
    tallies: list[Tally] = []
    before: list[str] = []
    after: list[str] = []
    seconds = 0.0
    accepted: dict[str, set[str]] = {}
    for term in (term for case in terms_of or cases for term in case.terms):
        accepted.setdefault(term.source, set()).update(term.accepted)
    for trial in trials(cases, setting, terms_of):
        began = time.perf_counter()
        repaired = pipeline.fix(trial.document, trial.glossary, options)
        seconds += time.perf_counter() - began
        gold = trial.case if setting.text == "mt" else trial.case.of_references()
        fixed = repaired.text.split("\n")
        offsets = [segment.start for segment in trial.document.segments]
        tally = score(gold, repaired.findings, fixed, offsets, setting.lower, trial.document.text, accepted)
        tally.counts["words"] = trial.document.words
        tallies.append(tally)
        before += [segment.text for segment in trial.document.segments]
        after += fixed[: len(offsets)]
        if progress is not None:
            progress(trial.case.id, len(tallies), len(cases))
    judged = None
    if with_quality and setting.text == "mt":
        judged = quality(before, after, [segment.reference for case in cases for segment in case.segments])
    return Measured(tuple(tallies), judged, seconds, signature(setting, options, len(cases)))


def signature(setting: Setting, options: pipeline.Options, count: int) -> str:
    """What the figures were made with, in one line (after sacreBLEU's signatures, Post 2018)."""
    parts = [
        f"termend {termend.__version__}",
        f"documents {count}",
        setting.mode,
        f"glossary {setting.glossary}" + (f" +{setting.distractor_count}" if setting.glossary == "large" else ""),
        f"text {setting.text}",
        *(["lower"] if setting.lower else []),
        *(["preferred-only"] if setting.preferred_only else []),
        f"model {options.model or 'shipped'}",
        f"min-score {options.min_score:g}",
    ]
    return " | ".join(parts)
