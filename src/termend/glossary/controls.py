"""Terms without control characters, which no document, workbook or XML file may hold."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import Any

from termend.glossary.entries import COLUMNS
from termend.language.marks import has_controls, without_controls
from termend.records import Term

_LISTS = ("variants", "forbidden")
_texts = attrgetter(*(column for column in COLUMNS if column not in _LISTS))


def without_controls_in(term: Term) -> Term:
    """The term with control characters taken out of all its fields; the very same where there are none."""
    if not has_controls("".join((*_texts(term), *term.variants, *term.forbidden))):
        return term
    changed: dict[str, Any] = {}
    for column in COLUMNS:
        value = getattr(term, column)
        texts = value if isinstance(value, tuple) else (value,)
        if any(map(has_controls, texts)):
            kept = tuple(map(without_controls, texts))
            changed[column] = kept if isinstance(value, tuple) else kept[0]
    return replace(term, **changed) if changed else term
