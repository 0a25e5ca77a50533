"""What DeepL would refuse.

Runs with `--for deepl` only. A DeepL glossary has at most 10 MiB; a source or target has at most 1,024 bytes in
UTF-8, no control character, no line break and no space around it; a source stands once; there is no header, so that
`source,target` would become an entry; a row has two fields, or four with the languages.

    source,target                   ← limits-deepl: this line becomes an entry

What to do: `termend glossary convert GLOSSARY --to deepl -o FILE` writes the form that DeepL takes and says what it
cannot hold.

Source of the limits: DeepL's API reference on glossaries.
"""

from __future__ import annotations

from collections.abc import Iterator

from termend.lint.context import LintContext
from termend.lint.finding import FileRemark, Remark
from termend.lint.limits import MEBIBYTE, Limits, exceeded
from termend.lint.registry import rule
from termend.records import Severity

LIMITS = Limits("DeepL", 10 * MEBIBYTE, 1024, ("csv", "tsv"), "none", 5)


@rule("limits-deepl", Severity.ERROR, service="deepl")
def limits_deepl(context: LintContext) -> Iterator[Remark | FileRemark]:
    return exceeded(context, LIMITS)
