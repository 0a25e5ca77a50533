"""How often a draft spells each name in which way: counts, and nothing of the places."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from termend.records import Term

Form = tuple[str, str]
"""A glossary's target, and a form of it in one spelling: equal for Media Center and Media Centre."""


@dataclass(slots=True)
class Kept:
    """A spelling of a form.

    Attributes:
        spelling: in lower case, hyphens as spaces.
        text: as the draft first has it.
        term: the row that the form is of.
        count: how often it stands.
    """

    spelling: str
    text: str
    term: Term
    count: int = 0


class Spellings:
    """Spellings by form."""

    def __init__(self) -> None:
        self._forms: dict[Form, dict[str, Kept]] = defaultdict(dict)
        self._terms: dict[str, Term] = {}

    def add(self, form: Form, spelling: str, text: str, term: Term) -> None:
        """Count a form that stands in the draft."""
        first = self._terms.setdefault(term.target, term)
        self._forms[form].setdefault(spelling, Kept(spelling, text, first)).count += 1

    def kept(self, form: Form) -> Kept | None:
        """The spelling that the draft has oftenest, in a tie the glossary's; None where the draft has only one."""
        spellings = self._forms.get(form, {})
        if len(spellings) < 2:
            return None
        target = plain(form[0])
        return max(spellings.values(), key=lambda kept: (kept.count, kept.spelling == target, kept.spelling))


def plain(text: str) -> str:
    """In lower case, hyphens as spaces: a hyphen more or less is no second spelling."""
    return " ".join(re.split(r"[\s-]+", text.lower()))
