"""`termend learn`: put what editors decided into the glossary."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from termend.cli import settings, trouble
from termend.cli.printing import print_data
from termend.cli.settings import ConfigOption
from termend.errors import InputError, OptionError
from termend.files import STANDARD, write_atomically
from termend.ledger import Role


def learn(
    decisions: Annotated[
        list[Path],
        typer.Argument(metavar="DECISIONS...", help="Decisions of termend review: DRAFT.termend.json files."),
    ],
    glossary: Annotated[
        Path | None,
        typer.Option("--glossary", help="The CSV or TSV glossary that learns. Default: a table of its own."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write the glossary; - is standard output."),
    ] = None,
    in_place: Annotated[bool, typer.Option("--in-place", help="Write over the glossary.")] = False,
    config: ConfigOption = None,
) -> int:
    """Turn decisions into glossary rows: variants, forbidden renderings, new names.

    With --glossary prints what would change as a patch; with --in-place or --output writes it. Without --glossary
    prints the rows as a CSV glossary of their own. Exit 0, also where there is nothing to learn.
    """
    from termend.documents.encoding import decode
    from termend.review import lessons, store
    from termend.review.beside import SUFFIX
    from termend.review.decisions import Step

    settings.read(config)
    steps: list[Step] = []
    code = 0
    for path in decisions:
        try:
            journal = store.read(path)
            if journal is None:
                raise InputError(path, "no such file", f"Name a file that termend review wrote: DRAFT{SUFFIX}")
        except Exception as error:
            if len(decisions) == 1:
                raise
            code = max(code, trouble.told(error))
        else:
            steps += journal.steps
    learnt = lessons.lessons(steps)
    if in_place and (glossary is None or output is not None):
        raise OptionError("--in-place writes over the glossary named with --glossary: leave --output out")
    if glossary is None:
        data = lessons.as_table(learnt).encode()
    elif output is None and not in_place:
        print_data(lessons.patch(learnt, [glossary]))
        return code
    else:
        data = lessons.taught(glossary, learnt)
    if in_place and glossary is not None:
        write_atomically(glossary, data, Role.GLOSSARY)
    elif output is not None and output != STANDARD:
        write_atomically(output, data)
    else:
        print_data(decode(str(glossary or decisions[0]), data)[0])
    return code
