"""A field too long to be a name.

A source of more than 60 Chinese characters or a target of more than 200 letters is a sentence, a definition or two
rows run together by a lost quote, not a name. Nothing will ever match it.

What to do: keep the name, move the rest to `note`. There is no automatic fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from termend.lint.context import LintContext
from termend.lint.finding import Remark
from termend.lint.registry import rule
from termend.records import Severity

LONGEST = {"source": 60, "target": 200}
_LONGEST_OF_LIST = 200


@rule("enormous-field", Severity.WARNING)
def enormous_field(context: LintContext) -> Iterator[Remark]:
    for entry in context.entries:
        for column, most in LONGEST.items():
            text = entry.fields.get(column, "")
            if len(text) > most:
                yield Remark(entry, column, text, f"{len(text)} characters in {column}: a name has at most {most}")
        for column, parts in (("variants", entry.variants), ("forbidden", entry.forbidden)):
            for part in parts:
                if len(part) > _LONGEST_OF_LIST:
                    message = f"{len(part)} characters in one of the {column}: a name has at most {_LONGEST_OF_LIST}"
                    yield Remark(entry, column, part, message)
