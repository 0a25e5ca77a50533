"""A glossary file in another form, or as it is where it has that form already."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from termend.glossary import formats
from termend.glossary.formats import forms, tbx, tbx_dialects
from termend.glossary.formats.forms import Loss
from termend.glossary.loading import remarks
from termend.visible import on_one_line


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion comes to.

    Attributes:
        data: the new file's bytes.
        losses: what the form cannot hold.
        form: name of the form that was written; empty where the file stays as it is.
        said: in words what was written: `3 rows as csv`.
        remarks: what of the glossary does not serve, and so is not written.
    """

    data: bytes
    losses: tuple[Loss, ...]
    form: str
    said: str
    remarks: tuple[str, ...] = ()


def convert(path: str, form: str | None, output: str) -> Conversion:
    """A file in a form, by its name or the output's suffix.

    TBX becomes another dialect of TBX by concept, with all its languages; everything else goes row by row.

    Raises:
        GlossaryError: where the file cannot be read.
        OptionError: where no such form is known, or it cannot be empty and the glossary is.
    """
    raw = formats.raw(path)
    contents = formats.parse(path, raw)
    if forms.kept_as_it_is(contents, form, output):
        return Conversion(raw, (), "", f"{_counted(len(contents.entries), 'row')} of {path}, byte for byte")
    chosen = forms.form_for(form, output)
    if contents.format == "tbx" and chosen.name in tbx.DIALECTS:
        data, losses = tbx_dialects.converted(contents, chosen.name)
        concepts = len({entry.concept for entry in contents.entries})
        return Conversion(data, losses, chosen.name, f"{_counted(concepts, 'concept')} as {chosen.name}")
    file = Path(path)
    rows = forms.rows_of(contents, file.name)
    data, losses = forms.write(rows.terms, chosen, on_one_line(file.stem), rows.others)
    said = f"{_counted(len(rows.terms), 'row')} as {chosen.name}"
    return Conversion(data, (*rows.losses, *losses), chosen.name, said, remarks(contents))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
