"""What every check is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from termend.checks.mentions import Mentions
from termend.glossary import Glossary
from termend.records import Document


@dataclass(frozen=True)
class CheckContext:
    """A document and the glossary that it is held against; what several checks need is computed once, here."""

    document: Document
    glossary: Glossary

    @cached_property
    def mentions(self) -> Mentions:
        """Where accepted renderings stand in the draft."""
        return Mentions(self.document, self.glossary)
