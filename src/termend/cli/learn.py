"""`termend learn`: put what editors decided into the glossary."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from termend.errors import InputError, OptionError
from termend.files import write_atomically


def learn(
    decisions: Annotated[
        list[Path],
        typer.Argument(metavar="DECISIONS...", help="Decisions of termend review: DRAFT.termend.json files."),
    ],
    glossary: Annotated[
        Path | None,
        typer.Option("--glossary", help="The CSV or TSV glossary that learns. Default: a table of its own."),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where to write the glossary.")] = None,
    in_place: Annotated[bool, typer.Option("--in-place", help="Write over the glossary.")] = False,
) -> int:
    """Turn decisions into glossary rows: variants, forbidden renderings, new names.

    With --glossary prints what would change as a patch; with --in-place or --output writes it. Without --glossary
    prints the rows as a CSV glossary of their own. Exit 0, also where there is nothing to learn.
    """
    from termend.review import lessons, store
    from termend.review.beside import SUFFIX
    from termend.review.decisions import Step

    steps: list[Step] = []
    for path in decisions:
        journal = store.read(path)
        if journal is None:
            raise InputError(path, "no such file", f"Name a file that termend review wrote: DRAFT{SUFFIX}")
        steps += journal.steps
    learnt = lessons.lessons(steps)
    if in_place and (glossary is None or output is not None):
        raise OptionError("--in-place writes over the glossary named with --glossary: leave --output out")
    if glossary is None:
        data = lessons.as_table(learnt).encode()
    elif output is None and not in_place:
        typer.echo(lessons.patch(learnt, [glossary]), nl=False)
        return 0
    else:
        data = lessons.taught(glossary, learnt)
        if output is not None and output.exists() and output.samefile(glossary):
            raise OptionError(f"{output} is the glossary itself: name another file, or say --in-place")
    target = glossary if in_place else output
    if target is not None:
        write_atomically(target, data)
    else:
        typer.echo(data.decode(), nl=False)
    return 0
