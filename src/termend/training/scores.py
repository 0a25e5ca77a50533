"""Measure a model folder on held-out pairs: names, text and clauses that it was never trained on."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import termend
from termend.files import write_atomically
from termend.repair.coding import KEEP
from termend.repair.ctranslate2_backend import CTranslate2Rewriter
from termend.repair.rewriter import Rewriter
from termend.training import corpus
from termend.training.settings import Settings


def measure(folder: Path, pairs: Path, settings: Settings) -> dict[str, Any]:
    """Scores of the fast format's greedy answers.

    Returns:
        `exact`: share of questions with something to repair whose whole answer is exact; `kept`: share of questions
        with nothing to repair that are returned unchanged; `verdicts`: share of right verdicts; `repaired`: share of
        questions with something to repair answered exactly when told so; `by_kind` and `by_way`: share of exact answers
        and count for each type of name, and for each way that the words came about.
    """
    return of_rewriter(CTranslate2Rewriter(folder), pairs, settings)


def of_rewriter(rewriter: Rewriter, pairs: Path, settings: Settings) -> dict[str, Any]:
    """As `measure`, of a loaded model."""
    held = [p for shard in sorted(pairs.glob("held-out-*.tsv")) for p in corpus.read(shard)]
    answers = rewriter.answer([p.question for p in held])
    counts: Counter[str] = Counter()
    for pair, answer in zip(held, answers, strict=True):
        right = answer == tuple(pair.answer.split(" "))
        sound = pair.answer == KEEP
        keys = ["kept", f"way {pair.way}"] if sound else ["exact", f"kind {pair.kind.strip('<>')}", f"way {pair.way}"]
        for key in keys:
            counts[key] += right
            counts[f"{key} of"] += 1
        counts["verdicts"] += (answer == (KEEP,)) == sound
    broken = [p for p in held if p.answer != KEEP]
    forced = rewriter.rewrite([p.question for p in broken], 1)
    repaired = sum(
        bool(r.candidates) and r.candidates[0].tokens == tuple(p.answer.split(" "))
        for p, r in zip(broken, forced, strict=True)
    )
    table: dict[str, Any] = {
        "signature": f"termend {termend.__version__} | held-out pairs {len(held)} | seed {settings.seed} | "
        f"steps {settings.steps} | greedy | {rewriter.name}",
        "questions": len(held),
        "exact": _share(counts["exact"], counts["exact of"]),
        "kept": _share(counts["kept"], counts["kept of"]),
        "verdicts": _share(counts["verdicts"], len(held)),
        "repaired": _share(repaired, len(broken)),
    }
    for name in ("kind", "way"):
        keys = sorted(k.split(" ", 1)[1] for k in counts if k.startswith(f"{name} ") and not k.endswith(" of"))
        table[f"by_{name}"] = {
            k: [_share(counts[f"{name} {k}"], counts[f"{name} {k} of"]), counts[f"{name} {k} of"]] for k in keys
        }
    return table


def _share(part: int, whole: int) -> float:
    return round(part / max(1, whole), 4)


def write(measured: dict[str, Any], path: Path) -> None:
    write_atomically(path, (json.dumps(measured, indent=1) + "\n").encode("utf-8"))
