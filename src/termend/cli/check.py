"""`termend check`: report what is wrong with the names of a draft."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from termend import pipeline
from termend.cli.inputs import DraftArgument, GlossaryOption, MinScoreOption, SourceOption, load
from termend.reports import json_report, terminal
from termend.reports.signature import signature

_REPORTS = {"terminal": terminal.render, "json": json_report.render}


def check(
    draft: DraftArgument,
    source: SourceOption = None,
    glossary: GlossaryOption = None,
    form: Annotated[Literal["terminal", "json"], typer.Option("--format", help="Form of the report.")] = "terminal",
    min_score: MinScoreOption = 0.5,
) -> int:
    """Flag what is garbled in a draft and say why. Exit 0: clean; 1: findings; 2: could not do the work."""
    document, terms = load(draft, source, glossary)
    checked = pipeline.check(document, terms, pipeline.Options(min_score))
    typer.echo(_REPORTS[form]([checked], signature(terms, min_score)))
    return 1 if checked.findings else 0
