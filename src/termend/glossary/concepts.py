"""From the terms of one concept, each with language and status, to rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from termend.glossary.entries import COLUMNS, Entry, Part
from termend.glossary.languages import is_chinese, is_english
from termend.glossary.statuses import Status

UNAPPROVED = "unapproved"
"""Column of the renderings whose status nobody knows."""
FORBIDDEN_SOURCE = "forbidden source"
"""Column of the Chinese names that the concept forbids."""
_OF_RENDERINGS = frozenset({"source", "target", "variants", "forbidden", UNAPPROVED, FORBIDDEN_SOURCE})


@dataclass(frozen=True, slots=True)
class Rendering:
    """A term of a concept.

    Attributes:
        part: its text and where it lies.
        language: its code.
        status: what the concept says of it.
    """

    part: Part
    language: str
    status: Status


def rows(
    path: str, place: tuple[int, int, int], terms: Sequence[Rendering], further: Mapping[str, Sequence[Part]]
) -> list[Entry]:
    """The rows of a concept: one for each Chinese term; one without source or target where it has no such term.

    The target is the first English term that is preferred, or else the first admitted one; the other admitted ones are
    variants. Forbidden ones are forbidden, and those whose status nobody knows are neither.

    Args:
        place: line, start and end of the concept.
        further: parts of other fields, by column. One that goes by the name of a column of renderings, as the `source`
            of a definition does, stands under `concept source`; one that differs from a column of termend's own in
            case alone is that column.
    """
    chinese = [term for term in terms if is_chinese(term.language)]
    english = [term for term in terms if is_english(term.language)]
    approved = [term for term in english if term.status.approved]
    target = next((term for term in approved if term.status is Status.PREFERRED), approved[0] if approved else None)
    sources = [term for term in chinese if term.status is not Status.FORBIDDEN] or chinese
    columns: dict[str, list[Part]] = {
        "target": [target.part] if target else [],
        "variants": [term.part for term in approved if term is not target],
        "forbidden": [term.part for term in english if term.status is Status.FORBIDDEN],
        UNAPPROVED: [term.part for term in english if term.status is Status.UNKNOWN],
        FORBIDDEN_SOURCE: [term.part for term in chinese if term not in sources],
    }
    for term in terms:
        if not is_chinese(term.language) and not is_english(term.language):
            columns.setdefault(term.language, []).append(term.part)
    for name, parts in further.items():
        columns.setdefault(_told_apart(name), []).extend(parts)
    made: list[Entry] = []
    one_each: Sequence[Rendering | None] = sources or [None]
    for source in one_each:
        own: dict[str, list[Part]] = {"source": [source.part] if source else [], **columns}
        texts_of = {column: tuple([part for part in texts if part.text]) for column, texts in own.items()}
        kept = {column: texts for column, texts in texts_of.items() if texts}
        fields = {column: joined(texts) for column, texts in kept.items()}
        made.append(Entry(path, *place, fields, kept, None, source.language if source else ""))
    return made


def _told_apart(name: str) -> str:
    """The column of what a file calls so."""
    if name.lower() in _OF_RENDERINGS:
        return f"concept {name}"
    return name.lower() if name.lower() in COLUMNS else name


def joined(parts: Iterable[Part]) -> str:
    """The texts of a list as a row holds them: `one|two`."""
    return "|".join([part.text for part in parts])
