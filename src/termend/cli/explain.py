"""`termend explain`: why a stretch of English may be a Chinese name."""

from __future__ import annotations

from typing import Annotated

import typer

from termend.cli import settings
from termend.cli.inputs import GlossaryOption
from termend.cli.printing import print_text
from termend.cli.settings import ConfigOption
from termend.visible import visible


def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Words of a draft: 'Copper Beam'.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="The Chinese name: 沙坪坝.")],
    source: Annotated[
        str | None, typer.Option("--source", metavar="CHINESE", help="The Chinese sentence that the words are from.")
    ] = None,
    glossary: GlossaryOption = None,
    runners_up: Annotated[int, typer.Option(min=0, max=50, help="How many other terms to show.")] = 5,
    config: ConfigOption = None,
) -> int:
    """Align words with a Chinese name: log-odds piece by piece, and the terms that explain the words next best.

    With the Chinese sentence beside them, the words are those that the checks with a source would take for the name.
    """
    from rich.console import Console
    from rich.table import Table

    from termend.library.checker import Checker

    named = settings.glossaries(settings.read(config), glossary)
    explained = Checker(named or None).explain(text, name, source, runners_up=runners_up)
    asked, others = explained.asked, explained.others
    console = Console(highlight=False, markup=False, emoji=False)
    if asked is None:
        print_text(f"Nothing in “{text}” speaks for {name}.")
    else:
        target = f", {asked.term.target}" if asked.term.target else ""
        print_text(
            f"“{asked.text}” as {asked.term.source}{target}: {asked.log_odds:+.1f} nats, score {asked.score:.2f}"
        )
        table = Table(box=None, pad_edge=False)
        for column in ("name", "words", "how"):
            table.add_column(column)
        table.add_column("nats", justify="right")
        for piece in asked.pieces:
            table.add_row(visible(piece.source or "–"), visible(piece.text or "–"), piece.how, f"{piece.log_odds:+.1f}")
        console.print(table)
    if others:
        print_text("Next best:")
        table = Table(box=None, pad_edge=False, show_header=False)
        for other in others:
            how = " ".join(f"{p.source}→{p.text}" for p in other.pieces if p.source and p.text)
            table.add_row(
                f"{other.log_odds:+.1f}",
                f"{other.score:.2f}",
                *map(visible, (other.term.source, other.term.target, how)),
            )
        console.print(table)
    return 0 if asked is not None else 1
