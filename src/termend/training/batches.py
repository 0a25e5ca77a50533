"""Pairs as batches of numbers, alike in length, in an order that seed and epoch decide."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termend.repair.vocabulary import Vocabulary
from termend.training.pairs import Pair

if TYPE_CHECKING:
    import torch

LONGEST_QUESTION = 256
_IGNORED = -100
_POOL = 64

Example = tuple[list[int], list[int]]


@dataclass(frozen=True)
class Batch:
    """Tensors of one step.

    Attributes:
        questions: shape (pairs, longest question), padded with 0.
        mask: same shape, 1 where a token stands.
        answers: shape (pairs, longest answer), padded with -100, which the loss passes over.
    """

    questions: torch.Tensor
    mask: torch.Tensor
    answers: torch.Tensor


def encode(pairs: Iterable[Pair], vocabulary: Vocabulary) -> list[Example]:
    """Pairs as numbers; those with an overlong question are left out."""
    examples = ((vocabulary.ids(p.question), vocabulary.ids(p.answer)) for p in pairs)
    return [e for e in examples if len(e[0]) <= LONGEST_QUESTION]


def plan(examples: list[Example], batch_tokens: int, seed: int, epoch: int) -> list[list[int]]:
    """Indices of each batch of an epoch: shuffled, then sorted by length within pools, then the batches shuffled."""
    rng = random.Random(f"{seed} epoch {epoch}")
    order = list(range(len(examples)))
    rng.shuffle(order)
    batches: list[list[int]] = []
    pool_size = _POOL * 64
    for begin in range(0, len(order), pool_size):
        pool = sorted(order[begin : begin + pool_size], key=lambda i: (len(examples[i][0]), len(examples[i][1]), i))
        batch: list[int] = []
        longest = 0
        for i in pool:
            longest = max(longest, len(examples[i][0]) + len(examples[i][1]))
            if batch and longest * (len(batch) + 1) > batch_tokens:
                batches.append(batch)
                batch, longest = [], len(examples[i][0]) + len(examples[i][1])
            batch.append(i)
        if batch:
            batches.append(batch)
    rng.shuffle(batches)
    return batches


def tensors(examples: list[Example], indices: Iterable[int]) -> Batch:
    """Padded tensors of the examples of one batch."""
    import torch

    chosen = [examples[i] for i in indices]
    longest = max(len(q) for q, _ in chosen)
    longest_answer = max(len(a) for _, a in chosen)
    questions = torch.zeros((len(chosen), longest), dtype=torch.long)
    answers = torch.full((len(chosen), longest_answer), _IGNORED, dtype=torch.long)
    for row, (question, answer) in enumerate(chosen):
        questions[row, : len(question)] = torch.tensor(question)
        answers[row, : len(answer)] = torch.tensor(answer)
    return Batch(questions, (questions != 0).long(), answers)


def endless(examples: list[Example], batch_tokens: int, seed: int) -> Iterator[list[int]]:
    """Batches, epoch after epoch."""
    epoch = 0
    while True:
        yield from plan(examples, batch_tokens, seed, epoch)
        epoch += 1
