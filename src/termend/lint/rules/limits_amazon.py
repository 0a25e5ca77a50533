"""What Amazon Translate would refuse.

Runs with `--for amazon` only. A custom terminology has at most 10 MB and 10 target languages; a source or target has
at most 200 bytes in UTF-8; a source stands once; the first line names the languages, the source language first.

    source,target                   ← limits-amazon: write zh,en

What to do: `termend glossary convert GLOSSARY --to amazon -o FILE` writes the form that Amazon Translate takes and
says what it cannot hold.

Source of the limits: the developer guide of Amazon Translate, guidelines and quotas.
"""

from __future__ import annotations

from collections.abc import Iterator

from termend.lint.context import LintContext
from termend.lint.finding import FileRemark, Remark
from termend.lint.limits import MEBIBYTE, Limits, exceeded
from termend.lint.registry import rule
from termend.records import Severity

LIMITS = Limits("Amazon Translate", 10 * MEBIBYTE, 200, ("csv", "tsv", "tmx"), "codes", 11)


@rule("limits-amazon", Severity.ERROR, service="amazon")
def limits_amazon(context: LintContext) -> Iterator[Remark | FileRemark]:
    return exceeded(context, LIMITS)
