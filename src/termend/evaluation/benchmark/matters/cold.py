"""A fresh process on one article, beside the window's over the same text: start, imports, glossary and work."""

from __future__ import annotations

from termend.evaluation.benchmark.material import Material
from termend.evaluation.benchmark.rows import Measured, register

_UNIT = "of the window's time"


def _cold(material: Material, full: int) -> Measured:
    glossary = material.glossary(full)
    check = ("check", material.article, "--glossary", glossary)
    material.termend(*check)  # what is kept of the glossary between runs is made
    ours: list[float] = []

    def ratio() -> float:
        window = material.window(material.article, glossary).seconds
        ours.append(material.termend(*check).seconds)
        return ours[-1] / window

    value = material.median(ratio)
    return Measured(value, _UNIT, f"{material.terms(full):,} terms: {sorted(ours)[len(ours) // 2]:.2f} s")


@register("cold-1000", "cold check of an article, 1,000 terms", at_most=2.0)
def cold_1000(material: Material) -> Measured:
    return _cold(material, 1_000)


@register("cold-20000", "cold check of an article, 20,000 terms", at_most=1.0)
def cold_20000(material: Material) -> Measured:
    return _cold(material, 20_000)


@register("cold-100000", "cold check of an article, 100,000 terms", at_most=0.45)
def cold_100000(material: Material) -> Measured:
    return _cold(material, 100_000)


@register("first-run", "first run with a new glossary of 100,000 terms", at_most=4.0)
def first_run(material: Material) -> Measured:
    glossary = material.glossary(100_000)
    count = iter(range(material.repeat))

    def seconds() -> float:
        cache = {**material.environment, "XDG_CACHE_HOME": str(material.folder / f"new-{next(count)}")}
        command = ("-m", "termend", "check", material.article, "--glossary", glossary)
        return material.run(*command, environment=cache).seconds

    return Measured(material.median(seconds), "s", f"{material.terms(100_000):,} terms")
