"""`termend check`: report what is wrong with the names of drafts."""

from __future__ import annotations

from termend import glossary as glossaries
from termend import pipeline
from termend.cli import settings
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
from termend.cli.settings import ConfigOption, IgnoreOption, SelectOption
from termend.records import Checked, Document
from termend.reports import checked_report
from termend.reports.forms import Form
from termend.reports.signature import signature


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
    fail_on: FailOnOption = None,
    baseline: BaselineOption = None,
    write_baseline: WriteBaselineOption = False,
    config: ConfigOption = None,
) -> int:
    """Flag what is garbled in drafts and say why. Exit 0: clean; 1: findings; 2: could not do all of the work."""
    project = settings.read(config)
    options = settings.options(project, min_score, model, select or (), ignore or ())
    drafts = Drafts(draft, source, project.excludes)
    terms = glossaries.load(settings.glossaries(project, glossary))
    delivery = Delivery(form, output, fail_on, baseline, write_baseline, also or ())
    delivery.require_writable(project)

    def checked(document: Document) -> Checked:
        return honoured(pipeline.check(document, terms, options))

    done = list(drafts.each(checked))
    if drafts.code and not done:
        return drafts.code
    report = checked_report.report(done, signature(terms, options.min_score), sorted(options.checks))
    code = deliver(report, delivery, project)
    return drafts.code or code
