"""`termend check`: report what is wrong with the names of drafts."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from termend import glossary as glossaries
from termend import pipeline
from termend.cli.inputs import Drafts, DraftsArgument, GlossaryOption, MinScoreOption, SourceOption
from termend.reports import json_report, terminal
from termend.reports.signature import signature

_REPORTS = {"terminal": terminal.render, "json": json_report.render}


def check(
    draft: DraftsArgument,
    source: SourceOption = None,
    glossary: GlossaryOption = None,
    form: Annotated[Literal["terminal", "json"], typer.Option("--format", help="Form of the report.")] = "terminal",
    min_score: MinScoreOption = 0.5,
) -> int:
    """Flag what is garbled in drafts and say why. Exit 0: clean; 1: findings; 2: could not do all of the work."""
    drafts = Drafts(draft, source)
    terms = glossaries.load(glossary or ())
    options = pipeline.Options(min_score)
    checked = [pipeline.check(document, terms, options) for document in drafts]
    if checked:
        typer.echo(_REPORTS[form](checked, signature(terms, min_score)))
    if drafts.unread:
        return 2
    return 1 if any(one.findings for one in checked) else 0
