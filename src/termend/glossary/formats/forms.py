"""The forms that `convert` writes: what each can hold and how it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from termend.errors import OptionError
from termend.glossary import table
from termend.glossary.entries import COLUMNS
from termend.records import Term

_TWO = ("source", "target")


@dataclass(frozen=True, slots=True)
class Form:
    """One form.

    Attributes:
        name: as `--to` takes it.
        about: one line for people.
        columns: what it holds.
        unique_sources: whether it takes one row of a source and no more.
    """

    name: str
    about: str
    columns: tuple[str, ...] = COLUMNS
    unique_sources: bool = False


def _without(*columns: str) -> tuple[str, ...]:
    return tuple(column for column in COLUMNS if column not in columns)


_TBX = _without("type", "case")
_TBX_CORE = _without("type", "case", "domain", "forbidden")
FORMS = {
    form.name: form
    for form in (
        Form("csv", "termend's own: a header, columns by name"),
        Form("tsv", "the same, between tabs"),
        Form("xlsx", "a workbook with the same columns"),
        Form("tbx-v2-basic", "TBX version 2 (ISO 30042:2008), TBX-Basic", _TBX),
        Form(
            "tbx-core",
            "TBX version 3 (ISO 30042:2019), TBX-Core, DCA style",
            _without("type", "case", "domain", "forbidden"),
        ),
        Form("tbx-core-dct", "the same in DCT style", _TBX_CORE),
        Form("tbx-min", "TBX version 3, TBX-Min, DCA style", _TBX),
        Form("tbx-min-dct", "the same in DCT style", _TBX),
        Form("tbx-basic", "TBX version 3, TBX-Basic, DCA style", _TBX),
        Form("tbx-basic-dct", "the same in DCT style", _TBX),
        Form("tmx", "TMX 1.4, what it has no element for as properties"),
        Form("utx", "UTX 1.20 of AAMT", _without("type", "case")),
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


@dataclass(frozen=True, slots=True)
class Loss:
    """What a form could not hold: `column` of these `lines`, or whole rows where `column` is empty."""

    column: str
    lines: tuple[int, ...]


def form_for(name: str | None, output: str) -> Form:
    """The form of that name, or the one that the output's suffix says.

    Raises:
        OptionError: where neither tells.
    """
    name = name or _BY_SUFFIX.get(Path(output).suffix.lower())
    if name is None or name not in FORMS:
        raise OptionError(f"Say which form with --to: {', '.join(FORMS)}")
    return FORMS[name]


def write(terms: Sequence[Term], form: Form, name: str = "glossary") -> tuple[bytes, tuple[Loss, ...]]:
    """The glossary in a form, and what was lost on the way.

    Raises:
        OptionError: where the form cannot be empty and the glossary is.
    """
    kept, losses = _fit(terms, form)
    return _bytes(kept, form, name), losses


def _fit(terms: Sequence[Term], form: Form) -> tuple[list[Term], tuple[Loss, ...]]:
    losses = []
    kept: list[Term] = []
    dropped: list[int] = []
    seen: set[str] = set()
    for term in terms:
        if form.unique_sources and term.source in seen:
            dropped.append(term.line)
            continue
        seen.add(term.source)
        kept.append(term)
    for column in COLUMNS:
        if column not in form.columns:
            lines = tuple(term.line for term in kept if table.value_of(term, column))
            if lines:
                losses.append(Loss(column, lines))
    if dropped:
        losses.append(Loss("", tuple(dropped)))
    return kept, tuple(losses)


def _bytes(terms: Sequence[Term], form: Form, name: str) -> bytes:
    if form.name.startswith("tbx-"):
        from termend.glossary.formats import tbx

        return tbx.write(terms, form.name, name)
    if form.name == "tmx":
        from termend.glossary.formats import tmx

        return tmx.write(terms, name)
    if form.name == "utx":
        from termend.glossary.formats import utx

        return utx.write(terms, name)
    if form.name in ("xlsx", "microsoft-xlsx"):
        from termend.glossary.formats import xlsx

        return xlsx.write(terms, form.columns, ("zh-Hans", "en") if form.name == "microsoft-xlsx" else None)
    delimiter = "\t" if form.name in ("tsv", "deepl-tsv", "microsoft") else ","
    titles: tuple[str, ...] = ()
    if form.name in ("csv", "tsv"):
        titles = form.columns
    elif form.name in ("google-set", "amazon"):
        titles = ("zh", "en")
    return table.write(terms, form.columns, titles, delimiter)
