"""`termend check`: report what is wrong with the names of drafts."""

from __future__ import annotations

import contextlib
from typing import Annotated

import typer

from termend import glossary as glossaries
from termend.cli import settings, streaming
from termend.cli.decided import honoured
from termend.cli.inputs import Drafts, DraftsArgument, GlossaryOption, MinScoreOption, ModelOption, SourceOption
from termend.cli.reporting import (
    AlsoOption,
    BaselineOption,
    Delivery,
    FailOnOption,
    FormatOption,
    ReportOutputOption,
    WriteBaselineOption,
    deliver,
)
from termend.cli.settings import ConfigOption, IgnoreOption, NoWorldNamesOption, SelectOption, WorldNamesOption
from termend.cli.watching import changes
from termend.library.checker import Checker
from termend.records import Checked, Document, Severity, WorldNames
from termend.reports import checked_report
from termend.reports.forms import Form


def check(
    draft: DraftsArgument,
    source: SourceOption = None,
    glossary: GlossaryOption = None,
    form: FormatOption = Form.TERMINAL,
    output: ReportOutputOption = None,
    also: AlsoOption = None,
    min_score: MinScoreOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    model: ModelOption = None,
    world_names: WorldNamesOption = None,
    no_world_names: NoWorldNamesOption = False,
    fail_on: FailOnOption = None,
    baseline: BaselineOption = None,
    write_baseline: WriteBaselineOption = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever a draft or its source is saved, until Ctrl-C.")
    ] = False,
    config: ConfigOption = None,
) -> int:
    """Flag what is garbled in drafts and say why. Exit 0: clean; 1: findings; 2: could not do all of the work."""
    project = settings.read(config)
    world = WorldNames.OFF if no_world_names else world_names
    options = settings.options(project, min_score, model, select or (), ignore or (), world)
    drafts = Drafts(draft, source, project)
    checker = Checker.of(glossaries.load(settings.glossaries(project, glossary)), options)
    delivery = Delivery(form, output, fail_on, baseline, write_baseline, also or ())
    delivery.require_writable(project)
    if not watch and (long := streaming.long_draft(drafts, delivery, project)) is not None:
        return streaming.check(long, checker, delivery, delivery.fail_on or project.fail_on or Severity.INFO)

    def checked(document: Document) -> Checked:
        return honoured(checker.checked(document))

    done = {one.document.path: one for one in drafts.each(checked)}
    if drafts.code and not done:
        return drafts.code

    def delivered() -> int:
        report = checked_report.report(list(done.values()), checker.signature, checker.checks)
        return deliver(report, delivery, project)

    code = delivered()
    if watch:
        with contextlib.suppress(KeyboardInterrupt):
            for changed in changes(drafts.files):
                done |= {one.document.path: one for one in drafts.each(checked, drafts.of(changed))}
                code = delivered()
    return drafts.code or code
