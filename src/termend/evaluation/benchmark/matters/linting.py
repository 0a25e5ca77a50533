"""`termend glossary lint` on a large glossary."""

from __future__ import annotations

import statistics

from termend.evaluation.benchmark.material import Material, megabytes
from termend.evaluation.benchmark.rows import Measured, register
from termend.evaluation.processes import Cost

_TERMS = 100_000


@register("lint", "lint of 100,000 rows", at_most=2.0)
def lint(material: Material) -> Measured:
    glossary = material.glossary(_TERMS)
    costs: list[Cost] = []

    def ratio() -> float:
        window = material.window(material.article, glossary).seconds
        costs.append(material.termend("glossary", "lint", glossary))
        return costs[-1].seconds / window

    value = material.median(ratio)
    said = [f"{material.terms(_TERMS):,} rows", f"{statistics.median(cost.seconds for cost in costs):.1f} s"]
    taken = [cost.processor for cost in costs if cost.processor is not None]
    if taken:
        said.append(f"{statistics.median(taken):.1f} s of processor time")
    peak = megabytes(costs)
    if peak is not None:
        said.append(f"{peak:.0f} MB")
    return Measured(value, "of the window's time", ", ".join(said))
