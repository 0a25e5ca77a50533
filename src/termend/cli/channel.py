"""`termend channel …`: build the channel's tables from dictionaries, name lists and press text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(name="channel", no_args_is_help=True, help="Build and measure the tables of the channel.")

OutputOption = Annotated[Path, typer.Option("--output", help="Folder for the tables.", file_okay=False)]


@app.command("build-lexicon")
def build_lexicon(output: OutputOption) -> int:
    """Learn the lexicon from CC-CEDICT (IBM Model 1)."""
    from termend.channel.learning import dictionary, lexicon

    counts = lexicon.build(dictionary.entries(), output / "lexicon.npz")
    typer.echo(f"{output / 'lexicon.npz'}: {counts['characters']} characters, {counts['words']} words")
    return 0
