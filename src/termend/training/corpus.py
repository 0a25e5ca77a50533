"""Pairs on disk: made once, in shards by seed, so that a run can resume and be had again."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

from termend.channel import lexicon, sound
from termend.channel.learning import dictionary
from termend.channel.sampling import Sampler
from termend.files import write_atomically
from termend.language.stems import stem
from termend.repair import signals
from termend.training import denoising, sentences, terms
from termend.training.pairs import Pair, PairMaker

Part = Literal["denoising", "warm-up", "training", "held-out"]
_DATA = Path(__file__).parent / "data"
_SHARD = 10_000
_WORD = re.compile(r"[a-z]+")


@cache
def surfaces() -> dict[str, tuple[str, ...]]:
    """For each stem the words of CC-CEDICT's senses that have it, the three commonest first."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in dictionary.entries():
        for sense in entry.senses:
            for word in _WORD.findall(sense):
                found[stem(word)][word] += 1
    return {key: tuple(word for word, _ in counts.most_common(3)) for key, counts in found.items()}


def maker(data: Path, part: Part, seed: int) -> PairMaker:
    """What makes the pairs of one part; held-out pairs have names, text and clauses of their own.

    Raises:
        InputError: where the data folder holds no names.
    """
    names = terms.load(data, _DATA / "name_patterns.tsv", seed)
    texts = sentences.load(data)
    clauses = sentences.read_clauses(_DATA / "press_clauses.txt")
    held = part == "held-out"
    table = lexicon.shipped()
    return PairMaker(
        names.held_out if held else names.training,
        texts.held_out if held else texts.training,
        clauses[4::5] if held else [c for n, c in enumerate(clauses) if n % 5 != 4],
        Sampler(table, sound.shipped(), surfaces()),
        table,
        signals.shipped(),
    )


def write(data: Path, folder: Path, part: Part, count: int, seed: int, processes: int = 1) -> list[Path]:
    """Make the pairs of one part; shards that are there already are kept.

    Returns:
        the shards in order.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sizes = [min(_SHARD, count - begin) for begin in range(0, count, _SHARD)]
    shards = [folder / f"{part}-{number:03d}.tsv" for number in range(len(sizes))]
    missing = [(data, part, seed, n, sizes[n], shards[n]) for n in range(len(sizes)) if not shards[n].exists()]
    if processes == 1 or len(missing) == 1:
        for job in missing:
            _write_shard(job)
    elif missing:
        with ProcessPoolExecutor(min(processes, len(missing)), get_context("spawn")) as pool:
            list(pool.map(_write_shard, missing))
    return shards


_maker: dict[tuple[str, str, int], PairMaker] = {}


def _pairs(data: Path, part: Part, seed: int, rng: random.Random) -> Iterator[Pair]:
    if part == "denoising":
        return denoising.pairs(sentences.load(data).training, signals.shipped(), rng)
    key = (str(data), part, seed)
    if key not in _maker:
        _maker[key] = maker(data, part, seed)
    return _maker[key].pairs(rng, fixes_only=part == "warm-up")


def _write_shard(job: tuple[Path, Part, int, int, int, Path]) -> None:
    data, part, seed, number, count, path = job
    made = islice(_pairs(data, part, seed, random.Random(f"{seed} {part} {number}")), count)
    lines = ("\t".join((p.question, p.answer, p.kind, p.way, p.source)) for p in made)
    write_atomically(path, ("\n".join(lines) + "\n").encode("utf-8"))


def read(shard: Path) -> Iterator[Pair]:
    """The pairs of a shard."""
    for line in shard.read_text(encoding="utf-8").splitlines():
        question, answer, kind, way, source = line.split("\t")
        yield Pair(question, answer, kind, way, source)
