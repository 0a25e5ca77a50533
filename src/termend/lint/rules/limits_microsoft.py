"""What Azure Document Translation would refuse.

Runs with `--for microsoft` only. A glossary file has at most 10 MB (1 MB where a document is translated at once
instead of in a batch, which is not checked), two columns (preferably between tabs) and no header; a source stands
once.

    source,target                   ← limits-microsoft: this line becomes an entry

What to do: `termend glossary convert GLOSSARY --to microsoft -o FILE` writes the form that Azure Document Translation
takes and says what it cannot hold.

Source of the limits: Microsoft Learn, "Service limits for Azure AI Translator Service", section Document Translation
(there called the translation memory file).
"""

from __future__ import annotations

from collections.abc import Iterator

from termend.lint.context import LintContext
from termend.lint.finding import FileRemark, Remark
from termend.lint.limits import MEBIBYTE, Limits, exceeded
from termend.lint.registry import rule
from termend.records import Severity

LIMITS = Limits("Azure Document Translation", 10 * MEBIBYTE, None, ("csv", "tsv"), "none", 2)


@rule("limits-microsoft", Severity.ERROR, service="microsoft")
def limits_microsoft(context: LintContext) -> Iterator[Remark | FileRemark]:
    return exceeded(context, LIMITS)
