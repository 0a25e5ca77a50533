"""`termend lsp`: findings in the editor, as a draft is typed."""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated

import typer

from termend.cli import settings
from termend.cli.inputs import GlossaryOption, MinScoreOption
from termend.cli.progress import hide
from termend.cli.settings import ConfigOption
from termend.documents import require_pattern
from termend.extras import needed


def lsp(
    glossary: GlossaryOption = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="PATTERN", help="Where sources lie beside drafts, as '{stem}.zh.txt'."),
    ] = None,
    min_score: MinScoreOption = None,
    config: ConfigOption = None,
) -> int:
    """Serve an editor on standard input and output by the Language Server Protocol. Editors start it themselves."""
    with needed("lsp", "pygls", "lsprotocol"):
        from termend.lsp.project import Choices
        from termend.lsp.server import build

    choices = Choices(
        tuple(glossary or ()),
        config,
        lambda project: settings.options(project, min_score),
        require_pattern(source) if source else None,
    )
    hide()
    server = build(choices)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # standard output is the protocol's alone
    try:
        server.start_io(stdout=answers)
    finally:
        server.end()
        gc.collect()  # what processes shared is given back before the interpreter ends
    return 0
