"""The forms that `convert` writes: what each can hold and how it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from termend.errors import OptionError
from termend.glossary import table
from termend.glossary.controls import without_controls_in
from termend.glossary.entries import COLUMNS, Contents, Unheld
from termend.glossary.meant import as_meant
from termend.glossary.statuses import Status, is_category, status_of
from termend.language.marks import without_controls
from termend.records import Term

_TWO = ("source", "target")
LANGUAGE = "source language"
"""Further column of the Chinese that a source is in, where a file tells several apart."""


IDENTIFIER = re.compile(r"[A-Za-z_][\w.-]*")
"""What XML takes as the identifier of a concept; TBX takes each once."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form.

    Attributes:
        name: as `--to` takes it.
        about: one line for people.
        columns: what it holds.
        unique_sources: whether it takes one row of a source and no more.
        further: names of the columns it holds beside termend's own; None for all.
        is_marked_up: whether it is XML, in an archive or not, which holds no control characters.
    """

    name: str
    about: str
    columns: tuple[str, ...] = COLUMNS
    unique_sources: bool = False
    further: tuple[str, ...] | None = ()

    @property
    def is_identified(self) -> bool:
        """Whether identifiers are those of XML: other ones, and those that stand again, are written anew."""
        return self.name.startswith("tbx")

    @property
    def is_marked_up(self) -> bool:
        return self.name.startswith("tbx") or self.name.endswith("xlsx") or self.name in ("tmx", "mtf")


def _without(*columns: str) -> tuple[str, ...]:
    return tuple(column for column in COLUMNS if column not in columns)


_TBX = _without("type", "case")
_TBX_FURTHER = ("id", LANGUAGE)
_UTX_FURTHER = ("term status", "src:pos", "concept id")
_TBX_CORE = _without("type", "case", "domain", "forbidden")
FORMS = {
    form.name: form
    for form in (
        Form("csv", "termend's own: a header, columns by name", further=None),
        Form("tsv", "the same, between tabs", further=None),
        Form("xlsx", "a workbook with the same columns", further=None),
        Form("tbx-v2-basic", "TBX version 2 (ISO 30042:2008), TBX-Basic", _TBX, further=_TBX_FURTHER),
        Form("tbx-core", "TBX version 3 (ISO 30042:2019), TBX-Core, DCA style", _TBX_CORE, further=_TBX_FURTHER),
        Form("tbx-core-dct", "the same in DCT style", _TBX_CORE, further=_TBX_FURTHER),
        Form("tbx-min", "TBX version 3, TBX-Min, DCA style", _TBX, further=_TBX_FURTHER),
        Form("tbx-min-dct", "the same in DCT style", _TBX, further=_TBX_FURTHER),
        Form("tbx-basic", "TBX version 3, TBX-Basic, DCA style", _TBX, further=_TBX_FURTHER),
        Form("tbx-basic-dct", "the same in DCT style", _TBX, further=_TBX_FURTHER),
        Form("tmx", "TMX 1.4, what it has no element for as properties", further=None),
        Form("mtf", "MultiTerm XML, what it has no element for as fields of the concept", further=None),
        Form("utx", "UTX 1.20 of AAMT", _without("type", "case"), further=_UTX_FURTHER),
        Form("omegat", "OmegaT: source, target and note between tabs, no header", (*_TWO, "note")),
        Form("deepl", "DeepL: CSV of source and target without a header", _TWO, True),
        Form("deepl-tsv", "DeepL: the same between tabs", _TWO, True),
        Form("google", "Google Cloud Translation, one direction: CSV without a header", _TWO, True),
        Form("google-set", "Google, equivalent term set: CSV under language codes", _TWO, True),
        Form("amazon", "Amazon Translate: CSV under language codes, the source first", _TWO, True),
        Form("microsoft", "Azure Document Translation: source and target between tabs, no header", _TWO, True),
        Form("microsoft-xlsx", "Custom Translator dictionary: a workbook under language codes", _TWO, True),
    )
}
_BY_SUFFIX = {".csv": "csv", ".tsv": "tsv", ".xlsx": "xlsx", ".tbx": "tbx-basic", ".tmx": "tmx", ".utx": "utx"}
_BY_SUFFIX |= dict.fromkeys((".tab", ".utf8"), "omegat") | dict.fromkeys((".mtf", ".xml"), "mtf")


@dataclass(frozen=True, slots=True)
class Loss:
    """What a form could not hold: `column` of these `lines`, or whole rows where `column` is empty.

    Attributes:
        texts: what stood there, line by line.
        of_file: whether it is said of the file as a whole.
    """

    column: str
    lines: tuple[int, ...]
    texts: tuple[str, ...] = field(default=(), compare=False)
    of_file: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a file for another form.

    Attributes:
        terms: the complete rows.
        others: of each, the columns that are not termend's own.
        losses: what of the file no row holds: rows without a side, headers, comments.
    """

    terms: tuple[Term, ...]
    others: tuple[Mapping[str, str], ...]
    losses: tuple[Loss, ...]


def rows_of(contents: Contents, name: str) -> Rows:
    """The rows of a file; `name` is the file's name in reports."""
    told_apart = len({entry.language for entry in contents.entries if entry.language}) > 1
    others: list[Mapping[str, str]] = []
    for entry in contents.complete:
        further = {column: text for column, text in entry.fields.items() if column not in COLUMNS}
        others.append({**further, LANGUAGE: entry.language} if told_apart else further)
    losses = []
    lacking = {entry.concept: entry for entry in contents.entries}
    for entry in contents.complete:
        lacking.pop(entry.concept, None)
    if lacking:
        rows = lacking.values()
        texts = tuple("; ".join(f"{column}: {text}" for column, text in row.fields.items()) for row in rows)
        losses.append(Loss(INCOMPLETE, tuple(row.line for row in rows), texts))
    by_name: dict[tuple[str, bool], list[Unheld]] = {}
    for one in contents.unheld:
        by_name.setdefault((one.what, one.of_file), []).append(one)
    losses += [
        Loss(what, tuple(one.line for one in found), tuple(one.text for one in found), of_file)
        for (what, of_file), found in by_name.items()
    ]
    terms = tuple(as_meant(term) for term in table.terms_of(contents, name))
    return Rows(terms, tuple(others), tuple(losses))


INCOMPLETE = "entries without Chinese and approved English"


def kept_as_it_is(contents: Contents, name: str | None, output: str) -> bool:
    """Whether a file is already in the form that is asked for, so that its bytes serve.

    Args:
        name: as `--to` has it; None where the output's suffix says the form.
    """
    if contents.format in ("csv", "tsv"):
        first = next((line for line in (contents.text or "").splitlines() if line and not line.startswith("#")), "")
        titles = [title.strip('" \ufeff') for title in first.split("\t" if contents.format == "tsv" else ",")]
        own = set(_TWO) <= set(titles) and contents.encoding == "utf-8"
        return own and form_for(name, output).name == contents.format
    if name is None:
        suffix = Path(output).suffix.lower()
        return contents.format in (suffix[1:], _BY_SUFFIX.get(suffix))
    if contents.format == "tbx":
        from termend.glossary.formats import tbx

        return name == tbx.form_of(contents)
    return name == contents.format


def form_for(name: str | None, output: str) -> Form:
    """The form of that name, or the one that the output's suffix says.

    Raises:
        OptionError: where neither tells.
    """
    name = name or _BY_SUFFIX.get(Path(output).suffix.lower())
    if name is None or name not in FORMS:
        raise OptionError(f"Say which form with --to: {', '.join(FORMS)}")
    return FORMS[name]


def write(
    terms: Sequence[Term], form: Form, name: str = "glossary", others: Sequence[Mapping[str, str]] = ()
) -> tuple[bytes, tuple[Loss, ...]]:
    """The glossary in a form, and what was lost on the way.

    Args:
        others: of each term, the columns that are not termend's own.

    Raises:
        OptionError: where the form cannot be empty and the glossary is.
    """
    kept, further, losses = _fit(terms, form, others or [{}] * len(terms))
    return _bytes(kept, form, name, further), losses


def _fit(
    terms: Sequence[Term], form: Form, others: Sequence[Mapping[str, str]]
) -> tuple[list[Term], list[Mapping[str, str]], tuple[Loss, ...]]:
    kept: list[Term] = []
    further: list[Mapping[str, str]] = []
    dropped: list[Term] = []
    lost: dict[str, list[tuple[int, str]]] = {column: [] for column in COLUMNS if column not in form.columns}
    controls: list[tuple[int, str]] = []
    seen: set[str] = set()
    identifiers: set[str] = set()
    for term, other in zip(terms, others, strict=True):
        if form.unique_sources and term.source in seen:
            dropped.append(term)
            continue
        seen.add(term.source)
        held, other_held = _holdable(term, other) if form.is_marked_up else (term, other)
        if (held, other_held) != (term, other):
            controls.append((term.line, f"{term.source} → {term.target}"))
        kept.append(held)
        further.append(_named(other_held, form))
        for column in COLUMNS:
            value = table.value_of(term, column)
            if value and column not in form.columns:
                lost[column].append((term.line, value))
        for column, value in other.items():
            if value and not _holds(form, column) and not _is_plain_approval(column, value):
                lost.setdefault(column, []).append((term.line, value))
            elif value and form.is_identified and column in _IDENTIFIERS:
                if not IDENTIFIER.fullmatch(value) or value in identifiers:
                    lost.setdefault(column, []).append((term.line, value))
                identifiers.add(value)
    losses = [
        Loss(column, tuple(line for line, _ in found), tuple(text for _, text in found))
        for column, found in lost.items()
        if found
    ]
    if controls:
        lines, values = zip(*controls, strict=True)
        losses.append(Loss("control characters", lines, values))
    if dropped:
        texts = tuple(f"{term.source} → {term.target}" for term in dropped)
        losses.append(Loss("", tuple(term.line for term in dropped), texts))
    return kept, further, tuple(losses)


def _holdable(term: Term, other: Mapping[str, str]) -> tuple[Term, Mapping[str, str]]:
    """A row without control characters."""
    plain = {without_controls(column): without_controls(text) for column, text in other.items()}
    return without_controls_in(term), plain


def _holds(form: Form, column: str) -> bool:
    return form.further is None or _own_name(column, form) in form.further


def _own_name(column: str, form: Form) -> str:
    """The form's name for a column that others name otherwise: what says the status, the concept's identifier."""
    if form.further and is_category(column):
        return next((name for name in form.further if is_category(name)), column)
    if form.further and column in _IDENTIFIERS:
        return next((name for name in form.further if name in _IDENTIFIERS), column)
    return column


_IDENTIFIERS = ("id", "concept id")


def _named(other: Mapping[str, str], form: Form) -> Mapping[str, str]:
    return {_own_name(column, form): value for column, value in other.items()} if form.further else other


def _is_plain_approval(column: str, value: str) -> bool:
    """Whether a column says of a row what every form says of a target: that it is approved."""
    return is_category(column) and status_of(value) is Status.PREFERRED


def _bytes(terms: Sequence[Term], form: Form, name: str, others: Sequence[Mapping[str, str]]) -> bytes:
    if form.name.startswith("tbx-"):
        from termend.glossary.formats import tbx

        return tbx.write(terms, form.name, name, others)
    if form.name == "tmx":
        from termend.glossary.formats import tmx

        return tmx.write(terms, name, others)
    if form.name == "mtf":
        from termend.glossary.formats import mtf

        return mtf.write(terms, others)
    if form.name == "utx":
        from termend.glossary.formats import utx

        return utx.write(terms, name, others=others)
    columns = (*form.columns, *dict.fromkeys(column for other in others for column in other))
    if form.further is not None:
        columns = form.columns
    if form.name in ("xlsx", "microsoft-xlsx"):
        from termend.glossary.formats import xlsx

        return xlsx.write(terms, columns, ("zh-Hans", "en") if form.name == "microsoft-xlsx" else None, others)
    delimiter = "\t" if form.name in ("tsv", "deepl-tsv", "microsoft", "omegat") else ","
    titles: tuple[str, ...] = ()
    if form.name in ("csv", "tsv"):
        titles = columns
    elif form.name in ("google-set", "amazon"):
        titles = ("zh", "en")
    return table.write(terms, columns, titles, delimiter, others)
