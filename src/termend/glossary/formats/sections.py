"""From a concept of a termbase to rows: its sections of a language, their sections of a term, and what each says.

Termbases name and nest these otherwise; what they have in common is read here once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from termend.documents.xml_tree import Text
from termend.glossary import concepts, statuses
from termend.glossary.concepts import Rendering
from termend.glossary.entries import Entry, Part
from termend.glossary.formats.markup import Element
from termend.glossary.languages import is_chinese, is_english
from termend.glossary.statuses import Status

Noticed = tuple[int, str, str, str]
"""Code point, words there, message, kind: what becomes a `Fault`."""

# Of several statuses of a term those of the standard decide.
_STANDARD = ("administrativeStatus", "normativeAuthorization")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a form of termbases is built.

    Attributes:
        languages: tags of the sections of a language.
        terms: tags of the sections of a term.
        category: the data category of an element.
        language: the language of such a section.
        columns: termend's columns for data categories that have one.
        silent: tags of elements that say nothing by themselves.
    """

    languages: tuple[str, ...]
    terms: tuple[str, ...]
    category: Callable[[Element], str]
    language: Callable[[Element], str]
    columns: dict[str, str]
    silent: frozenset[str] = frozenset()

    def data(self, element: Element) -> Iterator[Element]:
        """The elements below that say something of it, however grouped; terms and sections of languages left out."""
        for child in element.children:
            if child.tag == "term" or child.tag in (*self.languages, *self.terms) or child.tag in self.silent:
                continue
            if child.children and not any(isinstance(c, Text) and c.text.strip() for c in child.node.children):
                yield from self.data(child)
            else:
                yield child

    def section_of(self, term: Element) -> Element:
        """The section that holds one term and what is said of it; that of the language where it has none."""
        section = term.parent
        while section is not None and section.tag not in self.languages and section.tag not in self.terms:
            section = section.parent
        assert section is not None
        return section

    def status(self, notes: Sequence[Element]) -> tuple[Status, Element | None]:
        """What a term's notes say of its standing, and the one that decides."""
        found = [note for note in notes if statuses.is_category(self.category(note)) and note.words]
        found.sort(key=lambda note: self.category(note) not in _STANDARD)
        if not found:
            return Status.ADMITTED, None
        known = [(statuses.status_of(note.words), note) for note in found]
        return next((one for one in known if one[0] is Status.FORBIDDEN), known[0])

    def rows(
        self, path: str, line: int, concept: Element, id: str, languages: set[str], noticed: list[Noticed]
    ) -> list[Entry]:
        """The rows of a concept.

        Args:
            id: its identifier; empty for none.
            languages: takes the languages met.
            noticed: takes statuses that nobody knows.
        """
        terms: list[Rendering] = []
        further: dict[str, list[Part]] = {}
        told: set[int] = set()  # where the elements begin that stand in a column, or whose whole meaning does

        def keep(data: Iterable[Element], prefix: str = "") -> None:
            for one in data:
                name = self.category(one) or one.tag
                column = self.columns.get(name, name)
                if one.words and one.start not in told:
                    told.add(one.start)
                    further.setdefault(column if column == "domain" else prefix + column, []).append(one.part)

        if id:
            further["id"] = [Part(id, ())]
        keep(self.data(concept))
        for section in concept.below(*self.languages):
            language = self.language(section)
            languages.add(language)
            for term in section.below("term"):
                around = self.section_of(term)
                notes = list(self.data(around)) if around is not section else []
                status, note = self.status(notes)
                if note is not None:
                    if status is Status.UNKNOWN and (is_chinese(language) or is_english(language)):
                        message = f"nobody knows the status {note.words!r}: {term.words} is taken as not approved"
                        noticed.append((note.part.start, note.words, message, "status"))
                    elif statuses.is_plain(note.words):
                        told.add(note.start)
                keep(notes, f"{language} ")
                if term.words:
                    terms.append(Rendering(term.part, language, status))
            keep(self.data(section), f"{language} ")
        return concepts.rows(path, (line, concept.start, concept.end), terms, further)
