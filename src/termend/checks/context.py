"""What every check is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from termend.checks.mentions import Mentions
from termend.checks.relevance import relevant
from termend.glossary import Glossary
from termend.records import Document

if TYPE_CHECKING:
    from termend.channel.bilingual import Aligned


@dataclass(frozen=True)
class CheckContext:
    """A document and the glossary that it is held against; what several checks need is computed once, here."""

    document: Document
    glossary: Glossary

    @cached_property
    def mentions(self) -> Mentions:
        """Where accepted renderings stand in the draft."""
        return Mentions(self.document, self.glossary)

    @cached_property
    def searched(self) -> Glossary:
        """Terms that a garble without a source may stand for: of the shipped glossaries, those the draft speaks of."""
        return relevant(self.glossary, {t.source for mention in self.mentions.all for t in mention.terms})

    @cached_property
    def aligned(self) -> tuple[Aligned, ...]:
        """What became of the names of the sources, for segments that have one."""
        from termend.channel import bilingual

        return bilingual.find(self.document, self.glossary)
