"""What a training run is made of; written beside the model, so that the run can be had again."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path

from termend.errors import InputError


@dataclass(frozen=True, slots=True)
class Settings:
    """One training run.

    Attributes:
        seed: decides everything drawn: pairs, their order, the first weights.
        pairs: training pairs made beforehand.
        denoising_pairs: windows of clean text to copy and to restore, seen first.
        warm_up_pairs: pairs without sound findings, seen next.
        held_out: pairs with names and text never trained on, to measure with.
        steps: optimiser steps.
        batch_tokens: tokens of questions and answers in a batch, padding included.
        learning_rate: the highest; it rises over the first `rise` steps and falls to nothing over the last `fall`
            (so that a run of more steps begins with the same weights; Hägele et al. 2024).
        embedding_factor: how much faster the embeddings learn.
        width, feed_forward, heads, encoder_layers, decoder_layers, dropout: the network (T5; Raffel et al. 2020).
        vocabulary: tokens.
        threads: processor threads; another number may give other roundings. On a busy machine one does best.
        save_every: steps between checkpoints.
    """

    seed: int = 21
    pairs: int = 160_000
    denoising_pairs: int = 8_000
    warm_up_pairs: int = 2_000
    held_out: int = 3_000
    steps: int = 5_500
    batch_tokens: int = 3_600
    learning_rate: float = 1.2e-3
    rise: int = 60
    fall: int = 1_400
    embedding_factor: float = 1.5
    width: int = 192
    feed_forward: int = 768
    heads: int = 6
    encoder_layers: int = 4
    decoder_layers: int = 2
    dropout: float = 0.0
    vocabulary: int = 4_000
    threads: int = 1
    save_every: int = 100

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(dataclasses.asdict(self), indent=1) + "\n", encoding="utf-8")


def read(path: Path) -> Settings:
    """Settings as `Settings.write` wrote them.

    Raises:
        InputError: where they are none.
    """
    try:
        return Settings(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise InputError(path, f"no settings of a run ({error})", "Begin a new run in an empty folder") from error
