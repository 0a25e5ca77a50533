"""A variant or forbidden form that is another row's target.

A rendering listed as acceptable for one name is the approved rendering of another, so that a draft that prints it
cannot be told right from wrong; or a rendering is forbidden here and approved there.

    source,target,variants,forbidden
    市委,Municipal Party Committee,,City Council
    市议会,City Council,,            ← its target is forbidden by line 2

A row that forbids its own target or one of its own variants contradicts itself: an error, the rest are warnings.
Names that share most of their characters or sounds may share renderings as well: 沙坪坝 (Shapingba) and 沙坪坝区
(Shapingba District), 宝山区 and 保山 (both Baoshan), so a variant is reported only where the two names differ.

What to do: decide which row owns the rendering. There is no automatic fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from termend.lint.context import LintContext, fold, line_of
from termend.lint.finding import Remark
from termend.lint.naming import akin
from termend.lint.registry import rule
from termend.records import Severity


@rule("rendering-conflict", Severity.WARNING, across=True)
def rendering_conflict(context: LintContext) -> Iterator[Remark]:
    for entry in context.complete:
        if not entry.variants and not entry.forbidden:
            continue
        own = {fold(rendering): rendering for rendering in (entry.target, *entry.variants)}
        source = context.sources[entry.source]
        for form in entry.forbidden:
            if fold(form) in own:
                what = "target" if fold(form) == fold(entry.target) else "variants"
                if form == own[fold(form)]:
                    message = f"this form is forbidden and stands among the row's {what}"
                    yield Remark(entry, "forbidden", form, message, severity=Severity.ERROR)
                continue
            for other in context.by_target.get(fold(form), ())[:1]:
                message = f"forbidden here, and the target of {other.source} in {line_of(other, entry)}"
                contradicts = Severity.ERROR if context.sources[other.source] == source else None
                yield Remark(entry, "forbidden", form, message, related=(other,), severity=contradicts)
        for variant in entry.variants:
            if fold(variant) == fold(entry.target):
                continue
            others = context.by_target.get(fold(variant), ())
            if not others or any(akin(source, context.sources[other.source]) for other in others):
                continue
            message = f"a variant here, and the target of {others[0].source} in {line_of(others[0], entry)}"
            yield Remark(entry, "variants", variant, message, related=(others[0],))
