"""A training run: pairs, vocabulary, denoising, warm-up, training, checkpoints. It resumes where it was broken off."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termend.errors import OptionError
from termend.repair.vocabulary import Vocabulary
from termend.training import batches, corpus, network, vocabulary
from termend.training import settings as settings_file
from termend.training.pairs import Pair
from termend.training.settings import Settings

if TYPE_CHECKING:
    from transformers import T5ForConditionalGeneration

VOCABULARY = "vocabulary.spm"
CURVE = "curve.jsonl"
_PROBE = 320
# Adam moves every weight at one pace. T5 scales its queries by their first weights and not by the root of their width,
# so that they want a slower one; the biases of relative positions have to grow to several units, so a faster one.
_QUERY_FACTOR = 0.25
_BIAS_FACTOR = 15.0

Log = Callable[[str], None]


def train(data: Path, folder: Path, settings: Settings, log: Log) -> T5ForConditionalGeneration:
    """Train a model; everything made on the way stays in `folder`, and a second call goes on from there.

    Args:
        data: folder with the press text and the lists of names.
        folder: working folder of this run.
        log: takes one line of progress at a time.

    Raises:
        OptionError: where the folder holds a run with other settings.
        InputError: where the data cannot be used.
    """
    import torch

    torch.set_num_threads(settings.threads)
    folder.mkdir(parents=True, exist_ok=True)
    _claim(folder, settings)
    pairs = folder / "pairs"
    log("making pairs")
    held = corpus.write(data, pairs, "held-out", settings.held_out, settings.seed)
    clean = corpus.write(data, pairs, "denoising", settings.denoising_pairs, settings.seed)
    first = corpus.write(data, pairs, "warm-up", settings.warm_up_pairs, settings.seed)
    rest = corpus.write(data, pairs, "training", settings.pairs, settings.seed)
    spm = folder / VOCABULARY
    if not spm.exists():
        log("learning the vocabulary")
        sample = islice((p.question for shard in (*rest, *first) for p in corpus.read(shard)), 60_000)
        vocabulary.train(sample, settings.vocabulary, spm)
    words = Vocabulary(spm)
    early = [batches.encode(chain.from_iterable(map(corpus.read, part)), words) for part in (clean, first)]
    main = batches.encode(chain.from_iterable(map(corpus.read, rest)), words)
    probe = list(islice(corpus.read(held[0]), _PROBE))
    log(f"{' + '.join(str(len(part)) for part in early)} + {len(main)} pairs, vocabulary of {len(words)}")
    return _optimise(folder, settings, words, early, main, probe, log)


def _claim(folder: Path, settings: Settings) -> None:
    path = folder / "settings.json"
    if not path.exists():
        settings.write(path)
    elif settings_file.read(path) != settings:
        raise OptionError(f"{folder} holds a run with other settings: name another folder, or give the same settings")


def _optimise(
    folder: Path,
    settings: Settings,
    words: Vocabulary,
    early: list[list[batches.Example]],
    main: list[batches.Example],
    probe: list[Pair],
    log: Log,
) -> T5ForConditionalGeneration:
    import torch

    model = network.build(settings)
    optimiser = _optimiser(model, settings)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, settings))
    checkpoint = folder / "checkpoint.pt"
    begin, seconds = 0, 0.0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["random"])
        begin, seconds = int(state["step"]), float(state["seconds"])
        log(f"resuming at step {begin}")
    started, total, tokens = time.monotonic() - seconds, 0.0, 0
    model.train()
    for step, (examples, batch) in enumerate(islice(_batches(settings, early, main), begin, settings.steps), begin + 1):
        tensors = batches.tensors(examples, batch)
        with torch.autocast("cpu", torch.bfloat16):
            # logits: (pairs, longest answer, vocabulary)
            logits = model(input_ids=tensors.questions, attention_mask=tensors.mask, labels=tensors.answers).logits
        loss = torch.nn.functional.cross_entropy(
            logits.float().flatten(0, 1), tensors.answers.flatten(), ignore_index=-100, label_smoothing=0.02
        )
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad(set_to_none=True)
        total += loss.item()
        tokens += int(tensors.mask.sum()) + int((tensors.answers >= 0).sum())
        if step % 25 == 0:
            log(f"step {step} loss {total / 25:.4f} seconds {time.monotonic() - started:.0f} tokens {tokens}")
            total, tokens = 0.0, 0
        if step % settings.save_every == 0 or step == settings.steps:
            exact = probe_exact(model, words, probe)
            _note(folder, step, time.monotonic() - started, exact)
            log(f"step {step} held-out answers exact {exact:.3f}")
            state = {
                "model": model.state_dict(), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict(),
                "random": torch.get_rng_state(), "step": step, "seconds": time.monotonic() - started,
            }  # fmt: skip
            partial = checkpoint.with_suffix(".partial")
            torch.save(state, partial)
            partial.replace(checkpoint)
    model.train(False)
    return model


def _batches(
    settings: Settings, early: list[list[batches.Example]], main: list[batches.Example]
) -> Iterator[tuple[list[batches.Example], list[int]]]:
    for examples in early:
        for batch in batches.plan(examples, settings.batch_tokens, settings.seed, 0):
            yield examples, batch
    for batch in batches.endless(main, settings.batch_tokens, settings.seed):
        yield main, batch


def _optimiser(model: T5ForConditionalGeneration, settings: Settings) -> Any:
    import torch

    factors = {"shared": settings.embedding_factor, "relative_attention_bias": _BIAS_FACTOR, ".q.": _QUERY_FACTOR}
    groups: dict[float, list[torch.nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        factor = next((f for part, f in factors.items() if part in name), 1.0)
        groups.setdefault(factor, []).append(parameter)
    return torch.optim.AdamW(
        [
            {"params": parameters, "lr": settings.learning_rate * factor, "weight_decay": 0.01 if factor == 1 else 0.0}
            for factor, parameters in groups.items()
        ],
        betas=(0.9, 0.98),
        eps=1e-8,
    )


def _rate(step: int, settings: Settings) -> float:
    """Share of the highest learning rate: up, level, down."""
    risen = min(1.0, (step + 1) / settings.rise)
    left = min(1.0, (settings.steps - step) / settings.fall)
    return max(1e-3, min(risen, left))


def probe_exact(model: T5ForConditionalGeneration, words: Vocabulary, pairs: list[Pair]) -> float:
    """Share of pairs whose greedy answer is exact."""
    import torch

    model.train(False)
    network: Any = model
    right = 0
    with torch.inference_mode():
        for begin in range(0, len(pairs), 64):
            chosen = pairs[begin : begin + 64]
            examples = [(words.ids(p.question), words.ids(p.answer)) for p in chosen]
            tensors = batches.tensors(examples, range(len(examples)))
            out = network.generate(input_ids=tensors.questions, attention_mask=tensors.mask)
            for row, (_, answer) in zip(out.tolist(), examples, strict=True):
                given = row[1:]
                given = given[: given.index(1) + 1] if 1 in given else given
                right += given == answer
    model.train()
    return right / max(1, len(pairs))


def _note(folder: Path, step: int, seconds: float, exact: float) -> None:
    with (folder / CURVE).open("a", encoding="utf-8") as curve:
        curve.write(json.dumps({"step": step, "seconds": round(seconds), "exact": round(exact, 4)}) + "\n")
