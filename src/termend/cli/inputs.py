"""Options that several commands share, and what they load."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from termend import documents, glossary, pipeline
from termend.errors import OptionError
from termend.records import Document

DraftArgument = Annotated[str, typer.Argument(metavar="DRAFT", help="The draft; - for standard input.")]
SourceOption = Annotated[
    Path | None, typer.Option("--source", help="The Chinese source, a line for each line of the draft.")
]
GlossaryOption = Annotated[
    list[str] | None,
    typer.Option(
        "--glossary",
        help="A glossary file, a folder of them, or the name of a shipped one. Repeatable. Default: all shipped.",
    ),
]
MinScoreOption = Annotated[
    float, typer.Option("--min-score", min=0.0, max=1.0, help="Leave out findings that score less.")
]


def load(draft: str, source: Path | None, names: list[str] | None) -> tuple[Document, glossary.Glossary]:
    """The draft, with its source where one is given, and the glossary.

    Raises:
        TermendError: where one of them cannot be read.
    """
    document = documents.read(draft)
    if source is not None:
        sources = documents.read(str(source))
        if len(sources.segments) != len(document.segments):
            raise OptionError(
                f"{source} has {len(sources.segments)} lines, {draft} has {len(document.segments)}: "
                "give a line for each line"
            )
        document = pipeline.with_source(document, sources)
    return document, glossary.load(names or ())
