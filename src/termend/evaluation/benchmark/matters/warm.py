"""A process that has opened its tables and its glossary, on one core."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from termend.errors import TermendError
from termend.evaluation.benchmark.material import Material
from termend.evaluation.benchmark.rows import Measured, register

_WORDS = 5_000
# The window compares every place with every term: of so many words it takes long enough to be timed.
_WINDOW_WORDS = {1_000: 5_000, 100_000: 500}


def _speed(material: Material, kind: str, draft: Path, glossary: Path, *source: Path) -> float:
    command = [sys.executable, "-m", "termend.evaluation.warm_speed", kind, *map(str, (draft, glossary, *source))]
    run = subprocess.run(command, env=material.environment, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        raise TermendError(f"{' '.join(command)} failed: {run.stderr[-2000:]}")
    return float(run.stdout)


def _warm(material: Material, full: int) -> Measured:
    draft, glossary = material.draft(_WORDS), material.glossary(full)
    value = material.median(lambda: _speed(material, "check", draft, glossary))
    return Measured(value, "words/s", f"{material.terms(full):,} terms, {material.words(_WORDS):,} words")


@register("warm-250", "warm, one core, 250 terms", at_least=20_000)
def warm_250(material: Material) -> Measured:
    return _warm(material, 250)


@register("warm-1000", "warm, one core, 1,000 terms", at_least=12_000)
def warm_1000(material: Material) -> Measured:
    return _warm(material, 1_000)


@register("warm-20000", "warm, one core, 20,000 terms", at_least=8_000)
def warm_20000(material: Material) -> Measured:
    return _warm(material, 20_000)


@register("warm-100000", "warm, one core, 100,000 terms", at_least=6_000)
def warm_100000(material: Material) -> Measured:
    return _warm(material, 100_000)


def _beside_window(material: Material, full: int) -> Measured:
    draft, glossary = material.draft(_WINDOW_WORDS[full]), material.glossary(full)

    def ratio() -> float:
        window = _speed(material, "window", draft, glossary)
        return _speed(material, "check", draft, glossary) / window

    words = material.words(_WINDOW_WORDS[full])
    return Measured(
        material.median(ratio), "of the window's words/s", f"{material.terms(full):,} terms, {words:,} words"
    )


@register("warm-window-1000", "warm beside the window, 1,000 terms", at_least=1.5)
def window_1000(material: Material) -> Measured:
    return _beside_window(material, 1_000)


@register("warm-window-100000", "warm beside the window, 100,000 terms", at_least=10)
def window_100000(material: Material) -> Measured:
    return _beside_window(material, 100_000)


@register("bilingual", "bilingual, warm, one core, 1,000 terms", at_least=8_000)
def bilingual(material: Material) -> Measured:
    draft, source, glossary = material.draft(_WORDS), material.source(_WORDS), material.glossary(1_000)
    value = material.median(lambda: _speed(material, "check", draft, glossary, source))
    return Measured(value, "words/s", f"{material.terms(1_000):,} terms, {material.words(_WORDS):,} words")


@register("words-x10", "cost of ten times the words", at_most=10.5)
def words_times_ten(material: Material) -> Measured:
    glossary = material.glossary(1_000)
    few, many = material.draft(_WORDS // 5), material.draft(_WORDS * 2)

    def growth() -> float:
        return 10 * _speed(material, "check", few, glossary) / _speed(material, "check", many, glossary)

    note = f"{material.words(_WORDS // 5):,} and {material.words(_WORDS * 2):,} words"
    return Measured(material.median(growth), "times", note)


@register("terms-x10", "cost of ten times the terms", at_most=1.6)
def terms_times_ten(material: Material) -> Measured:
    draft = material.draft(_WORDS)
    few, many = material.glossary(10_000), material.glossary(100_000)

    def growth() -> float:
        return _speed(material, "check", draft, few) / _speed(material, "check", draft, many)

    note = f"{material.terms(10_000):,} and {material.terms(100_000):,} terms"
    return Measured(material.median(growth), "times", note)
