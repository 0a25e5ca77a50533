"""What the status of a term says: the picklists of the standards, and the words that people write instead.

Standards: ISO 12620 and ISO 30042 (`administrativeStatus`, `normativeAuthorization`, `languagePlanningQualifier`, with
and without `-admn-sts`), UTX 1.20. A status that nobody knows approves nothing.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from importlib import resources


class Status(Enum):
    """What may be done with a rendering."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"

    @property
    def approved(self) -> bool:
        return self in (Status.PREFERRED, Status.ADMITTED)


# Names under which tables, UTX and termbases keep a status, folded.
CATEGORIES = frozenset(
    (
        "administrativestatus",
        "normativeauthorization",
        "languageplanningqualifier",
        "status",
        "termstatus",
        "usagestatus",
        "approvalstatus",
        "approval",
        "状态",
        "术语状态",
    )
)
_PLAIN = frozenset(("preferred", "admitted", "deprecated"))
_SUFFIX = re.compile("(?:admnsts|admnstatus)$")
_SIGNS = re.compile(r"[^\w]|_")


def is_category(name: str) -> bool:
    """Whether a column or data category of that name holds a status."""
    return _folded(name) in CATEGORIES


def status_of(value: str) -> Status:
    """What a status says; an empty one leaves the rendering admitted."""
    words = _SUFFIX.sub("", _folded(value))
    if not words:
        return Status.ADMITTED
    known = _known()
    found = known.get(words) or known.get(words.removesuffix("term")) or known.get(words.removesuffix("s"))
    return found or Status.UNKNOWN


def is_plain(value: str) -> bool:
    """Whether a status says no more than that a term is preferred, admitted or deprecated."""
    return _SUFFIX.sub("", _folded(value)).removesuffix("term") in _PLAIN


def _folded(text: str) -> str:
    """`Do not use`, `do-not-use` and `doNotUse` alike."""
    return _SIGNS.sub("", text.casefold())


@cache
def _known() -> dict[str, Status]:
    text = resources.files("termend.glossary").joinpath("statuses.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {_folded(word): Status(status) for status, words in rows for word in words.split("|")}
