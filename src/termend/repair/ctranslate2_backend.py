"""A repair model run by CTranslate2, int8, a thread for each core there is: what ships."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from math import exp
from pathlib import Path

from termend.errors import ModelError
from termend.repair.coding import FIX
from termend.repair.rewriter import Candidate, Rewriting
from termend.repair.vocabulary import END, Vocabulary

FOLDER = "ctranslate2"
_REMEDY = "Make it anew: termend models convert MODEL"
_LONGEST_QUESTION = 192
_LONGEST_ANSWER = 8
_BATCH = 8  # questions; more at once take longer each
_MOST_THREADS = 4


class CTranslate2Rewriter:
    """Loads `ctranslate2/` and `vocabulary.spm` of a model folder.

    Args:
        threads: that work on batches side by side; None for as many as there are cores, four at most.

    Raises:
        ModelError: where the folder is missing, truncated or was made from another kind of model.
    """

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        import ctranslate2

        self.name = folder.name
        self._words = Vocabulary(folder / "vocabulary.spm")
        exported = folder / FOLDER
        if not (exported / "model.bin").is_file():
            raise ModelError(exported, "no exported model here", _REMEDY)
        try:
            self._translator = ctranslate2.Translator(
                str(exported),
                device="cpu",
                inter_threads=threads or min(_MOST_THREADS, _cores()),
                intra_threads=1,
                compute_type="int8",
            )
        except (RuntimeError, ValueError, MemoryError) as error:
            raise ModelError(exported, f"the exported model cannot be read ({_first_line(error)})", _REMEDY) from error

    def rewrite(self, lines: Sequence[str], candidates: int) -> list[Rewriting]:
        if not lines:
            return []
        sources = [self._words.tokens(line)[:_LONGEST_QUESTION] for line in lines]
        verdicts = [[FIX]] * len(sources)
        scored = self._translator.score_batch(sources, verdicts, max_batch_size=_BATCH, asynchronous=True)
        results = self._translator.translate_batch(
            sources,
            target_prefix=verdicts,
            beam_size=max(1, candidates),
            num_hypotheses=max(1, candidates),
            return_scores=True,
            max_decoding_length=_LONGEST_ANSWER,
            max_batch_size=_BATCH,
            asynchronous=True,
        )
        return [
            Rewriting(
                exp(min(0.0, verdict.log_probs[0])),
                tuple(
                    Candidate(_without_end(tokens), score)
                    for tokens, score in zip(result.hypotheses, result.scores, strict=True)
                ),
            )
            for verdict, result in zip((s.result() for s in scored), (r.result() for r in results), strict=True)
        ]

    def answer(self, lines: Sequence[str]) -> list[tuple[str, ...]]:
        results = self._translator.translate_batch(
            [self._words.tokens(line)[:_LONGEST_QUESTION] for line in lines],
            beam_size=1,
            max_decoding_length=_LONGEST_ANSWER,
            max_batch_size=_BATCH,
        )
        return [_without_end(result.hypotheses[0]) for result in results]


def _cores() -> int:
    """Those that this process may run on."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _without_end(tokens: Sequence[str]) -> tuple[str, ...]:
    return tuple(token for token in tokens if token != END)


def _first_line(error: BaseException) -> str:
    return str(error).strip().split("\n")[0][:200]
