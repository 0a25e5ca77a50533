"""`termend fix`: write the repaired drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from termend import documents, edits, files, pipeline
from termend import glossary as glossaries
from termend.cli import settings, streaming
from termend.cli.decided import honoured
from termend.cli.inputs import Drafts, DraftsArgument, GlossaryOption, MinScoreOption, ModelOption, SourceOption
from termend.cli.printing import print_data, say
from termend.cli.settings import ConfigOption, IgnoreOption, NoWorldNamesOption, SelectOption, WorldNamesOption
from termend.errors import OptionError
from termend.files import STANDARD, write_atomically
from termend.ledger import Role
from termend.library.checker import Checker
from termend.records import Document, Finding, Repaired, Severity, WorldNames
from termend.reports import comment, diff


def fix(
    draft: DraftsArgument,
    source: SourceOption = None,
    glossary: GlossaryOption = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to write the repaired draft, - for standard output; for several drafts a folder.",
        ),
    ] = None,
    in_place: Annotated[bool, typer.Option("--in-place", help="Write over the draft.")] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Write a Word draft mended, without tracked changes and comments.")
    ] = False,
    show_diff: Annotated[bool, typer.Option("--diff", help="Print what changes.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not say how much was mended and left.")] = False,
    unapproved: Annotated[
        bool, typer.Option("--unapproved", help="Mend sound renderings too that are not the glossary's.")
    ] = False,
    min_score: MinScoreOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    model: ModelOption = None,
    world_names: WorldNamesOption = None,
    no_world_names: NoWorldNamesOption = False,
    config: ConfigOption = None,
) -> int:
    """Mend drafts: in a Word draft by tracked changes with comments, else in the text. Exit 0 when each was written.

    Standard input, mended, goes to standard output.
    """
    project = settings.read(config)
    world = WorldNames.OFF if no_world_names else world_names
    options = settings.options(project, min_score, model, select or (), ignore or (), world)
    if unapproved:
        options = replace(options, mend=options.mend | edits.MENDED_WHERE_ASKED)
    drafts = Drafts(draft, source, project)
    targets = _targets(drafts.paths, output, in_place, show_diff)
    checker = Checker.of(glossaries.load(settings.glossaries(project, glossary)), options)
    over = Role.DRAFT if in_place else None
    files.require_writable(targets.values(), over)
    if not show_diff and targets and (long := streaming.long_draft_to_mend(drafts)) is not None:
        counts = Counts()
        streaming.mend(long, checker, targets[long.path], over, counts.add)
        if not quiet:
            say(f"termend: {long.path}: {counts}")
        return 0

    def mended(document: Document) -> None:
        repaired = pipeline.mend(honoured(checker.checked(document), for_repair=True), options)
        if show_diff:
            print_data(diff.render(repaired))
        if target := targets.get(document.path):
            write_atomically(target, _rendered(repaired, accept), over)
        if not quiet:
            counts = Counts()
            counts.add(repaired)
            say(f"termend: {document.path}: {counts}")

    for _ in drafts.each(mended):
        pass
    return drafts.code


def _rendered(repaired: Repaired, accept: bool) -> bytes:
    if documents.tracks_changes(repaired.document) and not accept:
        return documents.render_tracked(repaired, comment.comments(repaired))
    return documents.render(repaired)


class Counts:
    """How many findings were mended, how many left, and why."""

    def __init__(self) -> None:
        self._found = 0
        self._left: Counter[str] = Counter()

    def add(self, repaired: Repaired) -> None:
        """Count a draft, or a section of one."""
        mended = {(edit.start, edit.end) for edit in repaired.edits}
        left = [f for f in repaired.findings if not any((p.start, p.end) in mended for p in f.proposals[:1])]
        self._found += len(repaired.findings)
        self._left.update(_reason(finding) for finding in left)

    def __str__(self) -> str:
        left = self._left.total()
        reasons = ", ".join(f"{count} {reason}" for reason, count in self._left.most_common())
        return f"{self._found - left} mended, {left} left" + (f": {reasons}" if left else "")


def _reason(finding: Finding) -> str:
    if finding.check in edits.MENDED_WHERE_ASKED:
        return "unapproved but sound (--unapproved mends them)"
    if finding.term is not None and finding.term.is_last_resort:
        return "by the names of the world (--world-names mend mends them)"
    if finding.severity is Severity.INFO:
        return "for information"
    if finding.start == finding.end:
        return "of what is missing"
    return "that another repair reaches over" if finding.proposals else "without a proposal"


def _targets(drafts: Sequence[str], output: str | None, in_place: bool, show_diff: bool) -> dict[str, str]:
    """Where each draft goes; empty where the differences are only shown."""
    if in_place:
        if STANDARD in drafts or output is not None:
            raise OptionError("--in-place writes over a named draft: leave --output out and name a file")
        return {draft: draft for draft in drafts}
    if output is None and drafts == (STANDARD,) and not show_diff:
        output = STANDARD
    if output is None:
        if show_diff:
            return {}
        raise OptionError("Say where the repaired draft goes: --output FILE, or --in-place, or --diff to see it only")
    if output == STANDARD and show_diff:
        raise OptionError("--diff goes to standard output: write the repaired draft to a file")
    alone = len(drafts) == 1 and (output == STANDARD or files.kind(output) is not files.Kind.FOLDER)
    targets = {drafts[0]: output} if alone else _in_folder(drafts, output)
    for draft, target in targets.items():
        kinds = documents.named_format(draft), documents.named_format(target)
        if None not in kinds and kinds[0] != kinds[1]:
            raise OptionError(f"{draft} cannot become {Path(target).name}: the repaired draft keeps its format")
    return targets


def _in_folder(drafts: Sequence[str], folder: str) -> dict[str, str]:
    if folder == STANDARD or files.kind(folder) is not files.Kind.FOLDER:
        raise OptionError(f"{folder} is no folder: {len(drafts)} drafts need one that exists to go to")
    if STANDARD in drafts:
        raise OptionError("Standard input has no name to be written under: name a file with --output")
    targets: dict[str, str] = {}
    taken: dict[str, str] = {}
    for draft in drafts:
        name = Path(draft).name
        if name in taken:
            raise OptionError(f"{taken[name]} and {draft} would both be written to {folder}/{name}: mend them apart")
        taken[name] = draft
        targets[draft] = str(Path(folder, name))
    return targets
