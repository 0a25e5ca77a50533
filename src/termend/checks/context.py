"""What every check is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from termend.checks.mentions import Mentions
from termend.checks.relevance import relevant
from termend.glossary import Glossary
from termend.language.case import is_lower_cased
from termend.language.phrases import first_words
from termend.records import Document, Term

if TYPE_CHECKING:
    from termend.checks.two_renderings import Two
    from termend.checks.whole import Whole
    from termend.detection.detected import Detected
    from termend.detection.search.words import Known


@dataclass(frozen=True)
class CheckContext:
    """A document and the glossary that it is held against; what several checks need is computed once, here.

    Attributes:
        min_score: nobody asks for what scores less.
        meanwhile: what is done while other processes look for garbled names, where some do.
        world: rows for names of the sources that the glossary does not cover; None where the names of the world do not
            serve.
        whole: what the whole draft says, where the document is a section of it; None where it is whole.
    """

    document: Document
    glossary: Glossary
    min_score: float = 0.0
    meanwhile: Callable[[], None] | None = None
    world: tuple[Term, ...] | None = None
    whole: Whole | None = None

    @cached_property
    def mentions(self) -> Mentions:
        """Where accepted renderings stand in the draft."""
        return Mentions(self.document, self.glossary)

    @cached_property
    def begun(self) -> tuple[tuple[str, Term], ...]:
        """Listed renderings whose first word stands in the draft, each with its term, in the glossary's order."""
        return self.glossary.begun(first_words(segment.text for segment in self.document.segments))

    @cached_property
    def searched(self) -> Glossary:
        """Terms that a garble without a source may stand for: of the shipped glossaries, those the draft speaks of."""
        if self.whole is not None:
            return self.whole.searched
        return relevant(self.glossary, {t.source for mention in self.mentions.all for t in mention.terms})

    @cached_property
    def is_lower_cased(self) -> bool:
        """Whether the draft is lower-cased throughout."""
        if self.whole is not None:
            return not self.whole.setting.cased
        return is_lower_cased(segment.text for segment in self.document.segments)

    @cached_property
    def two_renderings(self) -> tuple[Two, ...]:
        """Names of the sources that no glossary has, and that the draft renders in two ways."""
        from termend.checks import two_renderings

        return tuple(two_renderings.find(self))

    @property
    def known(self) -> list[Known]:
        """Accepted renderings in the draft, as detection takes them."""
        from termend.detection.search.words import Known

        return [Known(m.start, m.end, m.terms, m.segment) for m in self.mentions.all]

    @cached_property
    def detected(self) -> tuple[Detected, ...]:
        """What became of names in no approved form, with the source where a segment has it, in order of place."""
        from termend.detection.flow import Detection

        return Detection(
            self.document,
            self.glossary,
            self.searched,
            self.known,
            self.world or (),
            self.min_score,
            self._prepare,
            None if self.whole is None else self.whole.setting,
        ).detected()

    def _prepare(self) -> None:
        """Open what is asked for once garbled names are found."""
        from termend.channel import glosses

        glosses.shipped()
        if self.meanwhile is not None:
            self.meanwhile()
