"""Peak resident memory of a fresh process."""

from __future__ import annotations

from pathlib import Path

from termend.evaluation.benchmark.material import Material, megabytes
from termend.evaluation.benchmark.rows import Measured, register


def _memory(material: Material, draft: Path, terms: int, what: str) -> Measured:
    report = material.folder / "report.json"
    check = ("check", draft, "--glossary", material.glossary(terms), "--format", "json", "--output", report)
    # The first run builds what is kept of the glossary: it counts as well.
    peak = megabytes([material.termend(*check) for _ in range(2 if draft == material.article else 1)])
    note = f"{what}, {material.terms(terms):,} terms"
    return Measured(peak, "MB", note if peak is not None else "this system keeps no count of a process's memory")


@register("memory-20000", "memory, an article, 20,000 terms", at_most=150)
def article_20000(material: Material) -> Measured:
    return _memory(material, material.article, 20_000, "an article")


@register("memory-100000", "memory, an article, 100,000 terms", at_most=200)
def article_100000(material: Material) -> Measured:
    return _memory(material, material.article, 100_000, "an article")


@register("memory-190000-words", "memory, 190,000 words, 1,000 terms", at_most=250)
def long_draft(material: Material) -> Measured:
    return _memory(material, material.draft(190_000), 1_000, f"{material.words(190_000):,} words")


@register("memory-10000000-words", "memory, 10 million words, 1,000 terms", at_most=300)
def huge_draft(material: Material) -> Measured:
    return _memory(material, material.draft(10_000_000), 1_000, f"{material.words(10_000_000):,} words")
