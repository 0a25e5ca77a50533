"""From `--glossary` options to one merged glossary."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from termend import files, resources
from termend.errors import GlossaryError
from termend.glossary import formats, table
from termend.glossary.glossary import Glossary
from termend.language.hanzi import simplified
from termend.language.marks import fold_chinese, has_controls, without_controls
from termend.records import Term

_log = logging.getLogger("termend.glossary")

SUFFIXES = formats.SUFFIXES
# Bytes; a smaller file is read faster than what is kept of it is opened.
SMALLEST_KEPT = 100_000


def load(names: Sequence[str] = ()) -> Glossary:
    """Files, folders of files, or names of shipped glossaries, merged; all shipped ones where none is named.

    Rows that say the same are merged. Sources are turned into simplified characters, which is what the channel knows.

    Raises:
        GlossaryError: where one cannot be found or read.
    """
    if not names:
        return whole([Glossary(merge(read(f)), (f.name,)) for f in sorted(resources.glossaries().glob("*.csv"))])
    found = list(dict.fromkeys(file for name in names for file in _files(name)))
    if len(found) == 1:
        return _alone(found[0])
    return whole([Glossary(merge(read(file)), (file.name,)) for file in found])


def _alone(file: Path) -> Glossary:
    """The glossary of one file; of a large one what is kept from an earlier run."""
    raw = formats.raw(file)
    if len(raw) < SMALLEST_KEPT:
        return Glossary(merge(_terms(file, raw)), (file.name,))
    from termend.glossary import keeping

    glossary = keeping.read(raw, file.name)
    if glossary is None:
        glossary = Glossary(merge(_terms(file, raw)), (file.name,))
        keeping.write(raw, glossary)
    return glossary


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
            found = sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES)
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
    return _terms(path, formats.raw(path))


def _terms(path: Path, raw: bytes) -> list[Term]:
    return list(table.terms_of(formats.parse(str(path), raw), path.name))


def merge(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Rows with one source, target and domain become one row with all their variants."""
    merged: dict[tuple[str, str, str], Term] = {}
    for term in terms:
        term = _without_controls(term)
        source = fold_chinese(simplified(term.source))
        if source != term.source:
            term = replace(term, source=source)
        key = (term.source, term.target, term.domain)
        first = merged.get(key)
        if first is not None:
            term = replace(
                first,
                variants=tuple(dict.fromkeys(first.variants + term.variants)),
                forbidden=tuple(dict.fromkeys(first.forbidden + term.forbidden)),
            )
        merged[key] = term
    return tuple(merged.values())


def _without_controls(term: Term) -> Term:
    """The term without control characters, which no document may hold; what is dropped is said."""
    forms = (term.source, term.target, *term.variants, *term.forbidden)
    if not any(map(has_controls, forms)):
        return term
    _log.warning("%s, line %d: control characters in %r are dropped", term.glossary, term.line, term.target)
    return replace(
        term,
        source=without_controls(term.source),
        target=without_controls(term.target),
        variants=tuple(map(without_controls, term.variants)),
        forbidden=tuple(map(without_controls, term.forbidden)),
    )
