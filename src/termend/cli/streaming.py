"""A long draft whose report, or whose text mended, is written as it comes, so that memory does not grow with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace

from termend import files, pipeline
from termend.cli.inputs import Drafts
from termend.cli.printing import encoded, print_data
from termend.cli.progress import advance
from termend.cli.reporting import Delivery, in_colour
from termend.cli.time_limit import within
from termend.configuration import Configuration
from termend.documents import streamed
from termend.documents.encoding import encode
from termend.documents.sections import Section
from termend.documents.streamed import StreamedDraft
from termend.ledger import Role
from termend.library.checker import Checker
from termend.pipeline import standing
from termend.records import Checked, Repaired, Severity
from termend.reports import streamed_report
from termend.reports.forms import Form
from termend.reports.item import ReportItem
from termend.reports.streamed_report import FORMS, Streamed
from termend.review.beside import decisions_of
from termend.visible import visible


def long_draft(drafts: Drafts, delivery: Delivery, project: Configuration) -> StreamedDraft | None:
    """The one draft, where it is long and its report is one list; None where all must be at hand at once."""
    if len(drafts.paths) != 1 or len(drafts.files) != 1 or delivery.baseline_of(project) is not None:
        return None
    outputs = delivery.outputs()
    form, output = outputs[0]
    coloured = form is Form.TERMINAL and output == files.STANDARD and in_colour()
    if len(outputs) > 1 or form not in FORMS or coloured or os.path.lexists(decisions_of(drafts.paths[0])):
        return None
    return streamed.opened(drafts.paths[0])


def long_draft_to_mend(drafts: Drafts) -> StreamedDraft | None:
    """The one draft, where it is long; None where all must be at hand at once."""
    if len(drafts.paths) != 1 or len(drafts.files) != 1 or os.path.lexists(decisions_of(drafts.paths[0])):
        return None
    return streamed.opened(drafts.paths[0])


def mend(
    draft: StreamedDraft, checker: Checker, target: str, over: Role | None, told: Callable[[Repaired], None]
) -> None:
    """Write a draft mended section by section.

    Args:
        over: as `files.write_atomically`.
        told: called with each section on its way.
    """

    def pieces() -> Iterator[bytes]:
        codec = draft.encoding
        for _, checked in _checked(draft, checker):
            repaired = pipeline.mend(checked, checker.options)
            told(repaired)
            yield encode(repaired.text, codec)
            codec = "utf-8"  # the mark stands at the head of the file alone

    with within(draft.path, draft.stamp[0]):
        files.write_atomically(target, pieces(), over)


def check(draft: StreamedDraft, checker: Checker, delivery: Delivery, threshold: Severity) -> int:
    """Write the report of a draft section by section; the exit code.

    Raises:
        TermendError: as where all is done at once.
    """
    ((form, output),) = delivery.outputs()
    worst: set[Severity] = set()

    def told(item: ReportItem) -> None:
        worst.add(item.severity)

    head = streamed_report.head(draft.path, draft.words, checker.signature, checker.checks)
    with within(draft.path, draft.stamp[0]):
        pieces = streamed_report.pieces(Streamed(head, draft.words, _checked(draft, checker), told), form)
        if output == files.STANDARD:
            for piece in _with_line_end(pieces):
                print_data(visible(piece) if form is Form.TERMINAL else piece, commands=form is Form.GITHUB)
        else:
            files.write_atomically(output, map(encoded, _with_line_end(pieces)))
    return 1 if any(severity.at_least(threshold) for severity in worst) else 0


def _checked(draft: StreamedDraft, checker: Checker) -> Iterator[tuple[Section, Checked]]:
    done = 0
    for section, checked in checker.sections(draft.sections):
        done += section.document.words
        advance(draft.path, done, draft.words)
        findings = standing(section.document, checked.findings, checker.options)
        yield section, replace(checked, findings=findings)


def _with_line_end(pieces: Iterator[str]) -> Iterator[str]:
    """The pieces of a text and the line feed that ends it; nothing where there is no text."""
    last = ""
    for last in pieces:
        yield last
    if last:
        yield "\n"
