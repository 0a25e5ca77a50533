"""What the clause's source and the glossary say of a finding besides its own term."""

from __future__ import annotations

import re

from termend.glossary import Glossary
from termend.language.function_words import ARTICLES
from termend.language.phrases import first_word
from termend.language.possessives import POSSESSIVE
from termend.records import Term

_LONGEST_NAME = 20
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)


class OtherNames:
    """The names that a finding may really be: those of a glossary.

    Args:
        glossary: None where there is none.
    """

    def __init__(self, glossary: Glossary | None) -> None:
        self._glossary = glossary

    def rivals(self, source: str | None, term: Term) -> tuple[Term, ...]:
        """Other terms whose Chinese stands in the source; none that is a part of the term, or has it as a part.

        Args:
            source: the segment's Chinese; None where there is none.
        """
        if source is None or self._glossary is None:
            return ()
        found: dict[str, Term] = {}
        for start in range(len(source)):
            for end in range(start + 2, min(len(source), start + _LONGEST_NAME) + 1):
                name = source[start:end]
                rows = self._glossary.by_source.get(name)
                if rows and name not in term.source and term.source not in name:
                    found.setdefault(name, rows[0])
        return tuple(found.values())

    def is_known(self, text: str, term: Term) -> bool:
        """Whether a finding's words are a right rendering of another term, letter by letter."""
        bare = POSSESSIVE.sub("", _ARTICLE.sub("", text))
        if self._glossary is None or bare in term.renderings:
            return False
        begun = self._glossary.begun(ARTICLES | {first_word(bare)})
        return any(row.source != term.source and _ARTICLE.sub("", form) == bare for form, row in begun)


def rendered_elsewhere(text: str, source: str | None, start: int, end: int, term: Term) -> bool:
    """Whether a segment has, outside a stretch, as many right renderings of a term as its source has mentions.

    Args:
        text: the segment's English, in which the stretch is `start:end`.
        source: its Chinese; False is returned where there is none.
    """
    if source is None:
        return False
    forms = sorted({re.escape(form) for form in term.renderings}, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")
    found = len(pattern.findall(text[:start])) + len(pattern.findall(text[end:]))
    return found >= max(1, source.count(term.source))
