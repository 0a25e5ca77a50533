"""A TBX file that breaks the rules of TBX.

Elements where they may not stand, a concept without a language section, a term section that does not begin with its
term, a language section without `xml:lang` or a second one for a language, a header without its source description, a
category in DCT style in a DCA file or the other way about, a category that the dialect does not have, and a value
outside its picklist (`administrativeStatus`, `partOfSpeech`, `termType`, `grammaticalGender`, `transactionType`).

    <termNote type="administrativeStatus">preferred</termNote>        ← tbx-structure

The rules are those of ISO 30042:2008 for version 2 (TBX-Basic), and of ISO 30042:2019 with the published definitions of
TBX-Core, TBX-Min and TBX-Basic for version 3. Other tools refuse such a file, or silently drop what they do not know.

What to do: export again from the tool it came from, or correct the value. There is no automatic fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from termend.lint.context import LintContext
from termend.lint.finding import FileRemark
from termend.lint.registry import rule
from termend.records import Severity


@rule("tbx-structure", Severity.ERROR)
def tbx_structure(context: LintContext) -> Iterator[FileRemark]:
    for contents in context.files:
        if contents.format == "tbx":
            for fault in contents.faults:
                if fault.kind == "status":
                    continue
                yield FileRemark(contents.path, fault.line, fault.column, fault.text, fault.message)
