"""A target that may be more than one name.

    source,target
    铜梁,Tongliang; Copper District  → read as Tongliang, with the variant Copper District
    长三角,Yangtze River Delta (YRD) → read as Yangtze River Delta, with the acronym as a variant
    财政部,Ministry of Finance (PRC)  ← ambiguous-target: is PRC short for the name?
    铜梁,Tongliang; see note         ← ambiguous-target: one name, or several?

Names between semicolons are read as renderings of which the first is prescribed, and an acronym in brackets as one
where its letters are those of the name. Where the field does not tell, it is read as it stands, and this rule asks.

What to do: write one name in `target`, and what else may be printed in `variants`. There is no automatic fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from termend.glossary.meant import meant
from termend.lint.context import LintContext
from termend.lint.finding import Remark
from termend.lint.registry import rule
from termend.records import Severity


@rule("ambiguous-target", Severity.INFO)
def ambiguous_target(context: LintContext) -> Iterator[Remark]:
    for entry in context.complete:
        question = meant(entry.target).question
        if question:
            yield Remark(entry, "target", entry.target, question)
