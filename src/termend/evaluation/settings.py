"""What is measured: which text, with which glossary, with or without the source."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from termend import pipeline
from termend.documents import plain
from termend.errors import OptionError
from termend.evaluation.cases import Case, CaseSegment, CaseTerm
from termend.evaluation.lines import lines_of
from termend.glossary import Glossary, loading
from termend.records import Document, Term

_CEDICT_NAME = re.compile(r"\S+ (\S+) \[([A-Z][^\]]*)\] /([^/]+)/$")
_PLAIN_NAME = re.compile(r"[A-Z][\w .'’-]+")
_CLEAN_LINES = 20


@dataclass(frozen=True, slots=True)
class Setting:
    """One way to measure.

    Attributes:
        mode: `mt-only` or `bilingual`.
        glossary: each document's own terms, all documents' terms pooled, those and foreign rows (`large`), or none
            that is named, as a newcomer runs it (`shipped`).
        text: the draft, or the human reference, on which every finding but on its own slips is a false alarm.
        lower: the draft in lower case, as some engines deliver it; a lost-case finding then counts for nothing.
        preferred_only: one rendering a term.
        distractors: a file in CEDICT form that the foreign rows are drawn from.
        distractor_count: how many.
    """

    mode: Literal["mt-only", "bilingual"] = "mt-only"
    glossary: Literal["own", "pooled", "large", "shipped"] = "own"
    text: Literal["mt", "reference"] = "mt"
    lower: bool = False
    preferred_only: bool = False
    distractors: Path | None = None
    distractor_count: int = 5000


@dataclass(frozen=True, slots=True)
class Trial:
    """One case as it is given to the pipeline."""

    case: Case
    document: Document
    glossary: Glossary


def clean_cases(path: Path) -> list[Case]:
    """Plain English text, a sentence a line, as cases of 20 lines without errors.

    Raises:
        InputError: where the file cannot be read.
    """
    lines = [line for line in lines_of(path, "a sentence a line") if line.strip()]
    return [
        Case(f"clean-{i}", tuple(CaseSegment("", line, line) for line in lines[i : i + _CLEAN_LINES]))
        for i in range(0, len(lines), _CLEAN_LINES)
    ]


def trials(cases: Sequence[Case], setting: Setting, terms_of: Sequence[Case] | None = None) -> Iterator[Trial]:
    """Every case with its draft and glossary.

    Args:
        cases: what is measured.
        setting: how.
        terms_of: the cases whose terms make the pooled glossary, where others than those measured.

    Raises:
        OptionError: where foreign rows are asked for and no file is named.
    """
    pool = [term for case in (cases if terms_of is None else terms_of) for term in case.terms]
    foreign = _foreign(cases, pool, setting) if setting.glossary == "large" else []
    if setting.glossary == "shipped":
        shipped = loading.load(())
        for case in cases:
            yield Trial(case, _document(case, setting), shipped)
        return
    shared = None if setting.glossary == "own" else [*pool, *foreign]
    for case in cases:
        rows = list(case.terms) if shared is None else [*case.terms, *shared]
        yield Trial(case, _document(case, setting), _glossary(rows, setting.preferred_only))


def _foreign(cases: Sequence[Case], pool: Sequence[CaseTerm], setting: Setting) -> list[CaseTerm]:
    """Single-sense proper names whose Chinese stands in no source, in a fixed random order."""
    if setting.distractors is None:
        raise OptionError("A large glossary needs foreign rows: name a file in CEDICT form with --distractors")
    banned = {term.source for term in pool}
    rows = []
    for line in lines_of(setting.distractors, "CEDICT's rows"):
        m = _CEDICT_NAME.match(line)
        if m and 2 <= len(m[1]) <= 12 and m[1] not in banned and _PLAIN_NAME.fullmatch(m[3]):
            rows.append(CaseTerm(m[1], (m[3],), "name"))
    random.Random(20261122).shuffle(rows)
    sources = "".join(segment.source for case in cases for segment in case.segments)
    drawn = rows[: setting.distractor_count * 2]
    return [row for row in drawn if row.source not in sources][: setting.distractor_count]


def _document(case: Case, setting: Setting) -> Document:
    lines = [s.reference if setting.text == "reference" else s.draft for s in case.segments]
    if setting.lower:
        lines = [line.lower() for line in lines]
    document = plain.read("draft.txt", ("\n".join(lines) + "\n").encode())
    if setting.mode == "mt-only":
        return document
    sources = "\n".join(s.source for s in case.segments) + "\n"
    return pipeline.with_source(document, plain.read("source.txt", sources.encode()))


def _glossary(rows: Iterable[CaseTerm], preferred_only: bool) -> Glossary:
    """Rows of one Chinese name become one, with all their renderings."""
    merged: dict[str, tuple[str, dict[str, None]]] = {}
    for row in rows:
        accepted = row.accepted[:1] if preferred_only else row.accepted
        merged.setdefault(row.source, (row.type, {}))[1].update(dict.fromkeys(accepted))
    terms = [
        Term(source, next(iter(accepted)), tuple(accepted)[1:], type=kind, glossary="glossary.csv", line=line)
        for line, (source, (kind, accepted)) in enumerate(merged.items(), start=2)
    ]
    return Glossary(loading.merge(terms), ("glossary.csv",))
