"""What Google Cloud Translation would refuse.

Runs with `--for google` only. A glossary has at most ten million characters (code points); a term has at most 1,024
bytes in UTF-8; a source stands once; a one-way glossary has two columns and no header (an equivalent term set has
language codes, see the form `google-set`).

    source,target                   ← limits-google: this line becomes an entry

What to do: `termend glossary convert GLOSSARY --to google -o FILE` writes the form that Google Cloud Translation
takes and says what it cannot hold.

Source of the limits: the REST reference of Cloud Translation v3, resource projects.locations.glossaries: `inputConfig`
for the size, `GlossaryInputConfig` for columns and headers. The length of a term is not stated there; it is a careful
bound.
"""

from __future__ import annotations

from collections.abc import Iterator

from termend.lint.context import LintContext
from termend.lint.finding import FileRemark, Remark
from termend.lint.limits import Limits, exceeded
from termend.lint.registry import rule
from termend.records import Severity

LIMITS = Limits("Google Cloud Translation", 10_000_000, 1024, ("csv", "tsv", "tmx"), "none", 2, "characters")


@rule("limits-google", Severity.ERROR, service="google")
def limits_google(context: LintContext) -> Iterator[Remark | FileRemark]:
    return exceeded(context, LIMITS)
