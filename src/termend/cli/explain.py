"""`termend explain`: why a stretch of English may be a Chinese name."""

from __future__ import annotations

from typing import Annotated

import typer

from termend import glossary as glossaries
from termend.cli.inputs import GlossaryOption
from termend.cli.printing import print_text
from termend.errors import OptionError
from termend.language.hanzi import has_hanzi, simplified
from termend.visible import visible


def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Words of a draft: 'Copper Beam'.")],
    source: Annotated[str, typer.Argument(metavar="NAME", help="The Chinese name: 沙坪坝.")],
    glossary: GlossaryOption = None,
    runners_up: Annotated[int, typer.Option(min=0, max=50, help="How many other terms to show.")] = 5,
) -> int:
    """Align words with a Chinese name: log-odds piece by piece, and the terms that explain the words next best."""
    from rich.console import Console
    from rich.table import Table

    from termend.detection.explanation import explain as explained

    if not has_hanzi(source):
        raise OptionError(f"{source!r} is no Chinese name: give the words first, then the name in Chinese characters")
    console = Console(highlight=False, markup=False, emoji=False)
    asked, others = explained(text, simplified(source), glossaries.load(glossary or ()), runners_up)
    if asked is None:
        print_text(f"Nothing in “{text}” speaks for {source}.")
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
