"""`termend fix`: write the repaired draft."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from termend import documents, pipeline
from termend.cli.inputs import DraftArgument, GlossaryOption, MinScoreOption, SourceOption, load
from termend.errors import OptionError
from termend.files import write_atomically
from termend.reports import diff


def fix(
    draft: DraftArgument,
    source: SourceOption = None,
    glossary: GlossaryOption = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where to write the repaired draft.")] = None,
    in_place: Annotated[bool, typer.Option("--in-place", help="Write over the draft.")] = False,
    show_diff: Annotated[bool, typer.Option("--diff", help="Print what changes.")] = False,
    min_score: MinScoreOption = 0.5,
) -> int:
    """Mend a draft. Exit 0 when it was written."""
    target = _target(draft, output, in_place, show_diff)
    document, terms = load(draft, source, glossary)
    repaired = pipeline.fix(document, terms, pipeline.Options(min_score))
    if show_diff:
        typer.echo(diff.render(repaired), nl=False)
    if target is not None:
        write_atomically(target, documents.render(repaired))
    return 0


def _target(draft: str, output: Path | None, in_place: bool, show_diff: bool) -> Path | None:
    if in_place:
        if draft == "-" or output is not None:
            raise OptionError("--in-place writes over a named draft: leave --output out and name a file")
        return Path(draft)
    if output is None:
        if show_diff:
            return None
        raise OptionError("Say where the repaired draft goes: --output FILE, or --in-place, or --diff to see it only")
    if draft != "-" and output.exists() and Path(draft).exists() and output.samefile(draft):
        raise OptionError(f"{output} is the draft itself: name another file, or say --in-place")
    return output
