"""From `--glossary` options to one merged glossary."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from termend import files, resources
from termend.errors import GlossaryError
from termend.glossary import formats, table
from termend.glossary.controls import without_controls_in
from termend.glossary.entries import UNREAD, Contents
from termend.glossary.glossary import Glossary
from termend.glossary.meant import as_meant
from termend.language.hanzi import simplified
from termend.language.marks import fold_chinese
from termend.records import Term

_log = logging.getLogger("termend.glossary")

SUFFIXES = formats.SUFFIXES
# Bytes; a smaller file is read faster than what is kept of it is opened.
SMALLEST_KEPT = 100_000


def load(names: Sequence[str] = ()) -> Glossary:
    """Files, folders of files, or names of shipped glossaries, merged; all shipped ones where none is named.

    Rows that say the same are merged, and targets read as they are meant. Sources are turned into simplified
    characters, which is what the channel knows.
    What does not serve is logged as a warning of `termend.glossary`: incomplete rows, statuses that nobody knows.

    Raises:
        GlossaryError: where one cannot be found or read.
    """
    found = files_of(names)
    if names and len(found) == 1:
        return _said(_alone(found[0]))
    parts = [_of(file, formats.raw(file)) for file in found]
    return whole([_said(part) for part in parts] if names else parts)


def files_of(names: Sequence[str] = ()) -> tuple[Path, ...]:
    """The files that names stand for, each once; those of all shipped glossaries where none is named.

    Raises:
        GlossaryError: where one cannot be found.
    """
    if not names:
        return tuple(sorted(resources.glossaries().glob("*.csv")))
    return tuple(dict.fromkeys(file for name in names for file in _files(name)))


@cache
def shipped_names() -> frozenset[str]:
    """The names of the shipped glossaries' files, as their terms have them."""
    return frozenset(file.name for file in files_of())


def is_unasked(rows: Iterable[Term]) -> bool:
    """Whether all rows of a name are of glossaries that serve every draft, which nobody named."""
    return all(row.is_last_resort or row.glossary in shipped_names() for row in rows)


def _alone(file: Path) -> Glossary:
    """The glossary of one file; of a large one what is kept from an earlier run."""
    raw = formats.raw(file)
    if len(raw) < SMALLEST_KEPT:
        return _of(file, raw)
    from termend.glossary import keeping

    glossary = keeping.read(raw, file.name)
    if glossary is None:
        glossary = _of(file, raw)
        keeping.write(raw, glossary)
        # What is mapped takes no memory of this process's own.
        glossary = keeping.read(raw, file.name) or glossary
    return glossary


def _of(file: Path, raw: bytes) -> Glossary:
    contents = formats.parse(str(file), raw)
    return Glossary(merge(_terms(contents, file.name)), (file.name,), remarks=remarks(contents))


def _terms(contents: Contents, name: str) -> list[Term]:
    """The terms of a file, their targets read as they are meant.

    Raises:
        GlossaryError: where rows there are, and none serves.
    """
    if contents.entries and not contents.complete:
        first = contents.entries[0]
        problem = (
            f"an empty {first.lacks} here, and no entry of the file has both a Chinese name and an approved English"
        )
        raise GlossaryError(contents.path, problem, "termend glossary lint says what each lacks", first.line)
    return [as_meant(term) for term in table.terms_of(contents, name)]


def _said(glossary: Glossary) -> Glossary:
    """The glossary, having logged what of its file does not serve."""
    for remark in glossary.remarks:
        _log.warning("%s: %s", glossary.names[0], remark)
    return glossary


def remarks(contents: Contents) -> tuple[str, ...]:
    """What of a glossary file does not serve, a sentence for each kind: rows without a side, statuses nobody knows,
    further sheets."""
    said = []
    total = len({entry.concept for entry in contents.entries})
    served = {entry.concept for entry in contents.complete}
    skipped = {e.concept: e for e in contents.entries if e.concept not in served}
    if skipped:
        kinds = Counter(entry.lacks for entry in skipped.values())
        what = ", ".join(f"{count} without {lacks}" for lacks, count in kinds.items())
        lines = sorted(entry.line for entry in skipped.values())
        said.append(f"{len(skipped)} of {total} entries skipped: {what} ({lines_in_words(lines)})")
    unknown = [fault for fault in contents.faults if fault.kind == "status"]
    if unknown:
        words = ", ".join(sorted({repr(fault.text) for fault in unknown}))
        lines = sorted(fault.line for fault in unknown)
        said.append(f"terms of a status that nobody knows are taken as not approved: {words} ({lines_in_words(lines)})")
    unread = [one.text for one in contents.unheld if one.what == UNREAD]
    if unread:
        said.append(f"sheets that are not read, since the first with a glossary serves: {', '.join(unread)}")
    return tuple(said)


_SHOWN_LINES = 8


def lines_in_words(lines: Sequence[int]) -> str:
    """`line 3`, or `lines 3, 7 …` of many."""
    shown = ", ".join(map(str, lines[:_SHOWN_LINES])) + (" …" if len(lines) > _SHOWN_LINES else "")
    return f"line{'s' * (len(lines) != 1)} {shown}"


def whole(parts: Sequence[Glossary]) -> Glossary:
    """Glossaries merged to one that remembers its parts.

    A row that several have is kept as that of the smallest: it is the nearest to its subject.
    """
    if len(parts) == 1:
        return parts[0]
    terms = merge(term for part in sorted(parts, key=lambda p: (len(p), p.names)) for term in part.terms)
    return Glossary(terms, tuple(name for part in parts for name in part.names), tuple(parts))


def _files(name: str) -> list[Path]:
    path = Path(name)
    what = files.kind(path, GlossaryError)
    if what is files.Kind.FOLDER:
        try:
            found = sorted(p for p in path.iterdir() if formats.is_glossary(p))
        except OSError as error:
            raise GlossaryError(name, error.strerror or "it cannot be read", "Check its permissions") from error
        if not found:
            raise GlossaryError(
                name, "no glossary in this folder", f"Put files there that end in {', '.join(SUFFIXES)}"
            )
        return found
    if what is not files.Kind.NOTHING:
        return [path]
    shipped = resources.glossaries() / f"{name}.csv"
    if shipped.is_file():
        return [shipped]
    known = ", ".join(sorted(p.stem for p in resources.glossaries().glob("*.csv")))
    raise GlossaryError(name, "no such file, folder or shipped glossary", f"Check the name; shipped are: {known}")


def read(path: Path) -> list[Term]:
    """The terms of one file as they stand.

    Raises:
        GlossaryError: where it cannot be read.
    """
    return list(table.terms_of(formats.read(path), path.name))


def merge(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Rows with one source, target and domain become one row with all their variants."""
    merged: dict[tuple[str, str, str], Term] = {}
    lists: dict[tuple[str, str, str], tuple[dict[str, None], dict[str, None]]] = {}  # of rows that say the same
    for term in terms:
        term = _without_controls(term)
        source = fold_chinese(simplified(term.source))
        if source != term.source:
            term = replace(term, source=source)
        key = (term.source, term.target, term.domain)
        first = merged.setdefault(key, term)
        if first is not term:
            if key not in lists:
                lists[key] = dict.fromkeys(first.variants), dict.fromkeys(first.forbidden)
            variants, forbidden = lists[key]
            variants.update(dict.fromkeys(term.variants))
            forbidden.update(dict.fromkeys(term.forbidden))
    for key, (variants, forbidden) in lists.items():
        merged[key] = replace(merged[key], variants=tuple(variants), forbidden=tuple(forbidden))
    return tuple(merged.values())


def _without_controls(term: Term) -> Term:
    """The term without control characters; what is dropped is said."""
    kept = without_controls_in(term)
    if kept is not term:
        _log.warning("%s, line %d: control characters in %r are dropped", term.glossary, term.line, term.target)
    return kept
