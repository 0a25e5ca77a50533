"""What every check is given."""

from __future__ import annotations

from dataclasses import dataclass

from termend.glossary import Glossary
from termend.records import Document


@dataclass(frozen=True)
class CheckContext:
    """A document and the glossary that it is held against; what several checks need is computed once, here."""

    document: Document
    glossary: Glossary
