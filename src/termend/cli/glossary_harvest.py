"""`termend glossary harvest`: propose entries from trusted bilingual text."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from termend.cli import settings, trouble
from termend.cli.inputs import GlossaryOption
from termend.cli.printing import encoded, print_data, print_text
from termend.cli.progress import advance
from termend.cli.settings import ConfigOption
from termend.files import STANDARD, require_writable, write_atomically


class HarvestForm(StrEnum):
    """Forms of the proposals."""

    TERMINAL = "terminal"
    CSV = "csv"
    JSON = "json"


def harvest(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILES…",
            help="Trusted bilingual text: TMX, XLIFF, PO, text that interleaves both languages, or a file followed by "
            "its translation.",
        ),
    ],
    glossary: GlossaryOption = None,
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave out entries less sure than this.")
    ] = 0.5,
    form: Annotated[HarvestForm, typer.Option("--format", help="csv is a glossary to edit.")] = HarvestForm.TERMINAL,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write them; - is standard output, the default."),
    ] = None,
    config: ConfigOption = None,
) -> int:
    """Propose entries: Chinese term, English name, count, contexts, confidence. Exit 0: done; 2: could not."""
    from termend import glossary as glossaries
    from termend.harvest import harvest, rendering
    from termend.harvest.pairing import read

    project = settings.read(config)
    known = glossaries.load(settings.glossaries(project, glossary))
    pairs, failed = read(files)
    require_writable([output or STANDARD])
    if failed and len(files) == 1:
        raise failed[0]
    code = max((trouble.told(error) for error in failed), default=0)
    if failed and not pairs:
        return code
    harvested = harvest(pairs, known, min_confidence, advance)
    text = {
        HarvestForm.TERMINAL: rendering.terminal,
        HarvestForm.CSV: rendering.table,
        HarvestForm.JSON: rendering.json_text,
    }[form](harvested)
    if output not in (None, STANDARD):
        write_atomically(output, encoded(text + "\n"))
    elif form is HarvestForm.TERMINAL:
        print_text(text)
    else:
        print_data(text + "\n")
    return code
