"""`termend fix`: write the repaired drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from termend import documents, edits, pipeline
from termend import glossary as glossaries
from termend.cli import settings
from termend.cli.decided import honoured
from termend.cli.inputs import Drafts, DraftsArgument, GlossaryOption, MinScoreOption, ModelOption, SourceOption
from termend.cli.settings import ConfigOption
from termend.errors import OptionError
from termend.files import write_atomically
from termend.records import Repaired
from termend.reports import comment, diff


def fix(
    draft: DraftsArgument,
    source: SourceOption = None,
    glossary: GlossaryOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where to write the repaired draft; for several drafts a folder."),
    ] = None,
    in_place: Annotated[bool, typer.Option("--in-place", help="Write over the draft.")] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Write a Word draft mended, without tracked changes and comments.")
    ] = False,
    show_diff: Annotated[bool, typer.Option("--diff", help="Print what changes.")] = False,
    unapproved: Annotated[
        bool, typer.Option("--unapproved", help="Mend sound renderings too that are not the glossary's.")
    ] = False,
    min_score: MinScoreOption = None,
    model: ModelOption = None,
    config: ConfigOption = None,
) -> int:
    """Mend drafts: in a Word draft by tracked changes with comments, else in the text. Exit 0 when each was written."""
    project = settings.read(config)
    options = settings.options(project, min_score, model)
    if unapproved:
        options = replace(options, mend=options.mend | edits.MENDED_WHERE_ASKED)
    drafts = Drafts(draft, source, project.excludes)
    targets = _targets(drafts.paths, output, in_place, show_diff)
    terms = glossaries.load(settings.glossaries(project, glossary))
    for document in drafts:
        repaired = pipeline.mend(honoured(pipeline.check(document, terms, options), for_repair=True), options)
        if show_diff:
            typer.echo(diff.render(repaired), nl=False)
        if target := targets.get(document.path):
            write_atomically(target, _rendered(repaired, accept))
    return 2 if drafts.unread else 0


def _rendered(repaired: Repaired, accept: bool) -> bytes:
    if documents.tracks_changes(repaired.document) and not accept:
        return documents.render_tracked(repaired, comment.comments(repaired))
    return documents.render(repaired)


def _targets(drafts: Sequence[str], output: Path | None, in_place: bool, show_diff: bool) -> dict[str, Path]:
    """Where each draft goes; empty where the differences are only shown."""
    if in_place:
        if "-" in drafts or output is not None:
            raise OptionError("--in-place writes over a named draft: leave --output out and name a file")
        return {draft: Path(draft) for draft in drafts}
    if output is None:
        if show_diff:
            return {}
        raise OptionError("Say where the repaired draft goes: --output FILE, or --in-place, or --diff to see it only")
    if not drafts:
        return {}
    alone = len(drafts) == 1 and not output.is_dir()
    targets = {drafts[0]: output} if alone else _in_folder(drafts, output)
    for draft, target in targets.items():
        if draft != "-" and target.exists() and Path(draft).exists() and target.samefile(draft):
            raise OptionError(f"{target} is the draft itself: name another file, or say --in-place")
        kinds = documents.named_format(draft), documents.named_format(str(target))
        if None not in kinds and kinds[0] != kinds[1]:
            raise OptionError(f"{draft} cannot become {target.name}: the repaired draft keeps its format")
    return targets


def _in_folder(drafts: Sequence[str], folder: Path) -> dict[str, Path]:
    if not folder.is_dir():
        raise OptionError(f"{folder} is no folder: {len(drafts)} drafts need one that exists to go to")
    if "-" in drafts:
        raise OptionError("Standard input has no name to be written under: name a file with --output")
    targets: dict[str, Path] = {}
    taken: dict[str, str] = {}
    for draft in drafts:
        name = Path(draft).name
        if name in taken:
            raise OptionError(f"{taken[name]} and {draft} would both be written to {folder / name}: mend them apart")
        taken[name] = draft
        targets[draft] = folder / name
    return targets
