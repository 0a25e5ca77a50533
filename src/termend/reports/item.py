"""What every form of report is made from: one neutral value a finding, whether of a draft or of a glossary."""

from __future__ import annotations

from dataclasses import dataclass

from termend.records import Checked, Severity, Term


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text file. All count from 1.

    Attributes:
        column: in code points.
        byte_column: in bytes of the line in UTF-8, which is what reviewdog counts in.
    """

    line: int
    column: int
    byte_column: int


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a text file; `end` is the first place after it, so an empty stretch has `start == end`."""

    start: Place
    end: Place


@dataclass(frozen=True, slots=True)
class Replacement:
    """Print `text` in place of what stands in the region."""

    region: Region
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """One way to mend a finding: all its replacements together.

    Attributes:
        description: one phrase for people.
    """

    description: str
    replacements: tuple[Replacement, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a report says about a check or a lint rule.

    Attributes:
        id: its name, for example `garbled-term`.
        summary: one sentence.
        help: a paragraph or more, plain text; may be empty.
        severity: what its findings carry unless they say otherwise.
    """

    id: str
    summary: str
    help: str = ""
    severity: Severity = Severity.WARNING


@dataclass(frozen=True, slots=True)
class ReportItem:
    """One finding, as reports print it.

    Attributes:
        rule: id of the check or lint rule.
        path: the file, as the user named it.
        message: one sentence, without the place.
        region: where it stands in the file; None where the whole file is meant, or where the file is no plain text
            (a Word document) and `label` says where.
        label: where a person finds it in a file that is no plain text ("paragraph 3").
        text: the words it is about.
        line_text: the line or row that they stand in; tells two findings on the same words apart.
        term: the glossary row it speaks of.
        score: calibrated probability that it is right; None where a rule is certain by construction.
        details: further lines for people (the evidence).
        fixes: best first.
        headline: what a terminal prints in place of the message where that is shorter; empty for the message.
    """

    rule: str
    severity: Severity
    path: str
    message: str
    region: Region | None = None
    label: str | None = None
    text: str = ""
    line_text: str = ""
    term: Term | None = None
    score: float | None = None
    details: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    headline: str = ""

    @property
    def explanation(self) -> str:
        """The message, the details and the best fix, a line each."""
        fix = (f"{self.fixes[0].description}.",) if self.fixes else ()
        return "\n".join((self.message, *self.details, *fix))


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a form is rendered from.

    Attributes:
        items: in order of file and place.
        rules: every check or rule that ran, with or without findings.
        files: every file looked at, the clean ones too, in the user's order.
        signature: what it was made with, in one line.
        extent: how much was looked at, in words ("1019 words", "43 rows").
        checked: the documents with their findings, where drafts were checked; None for glossaries.
    """

    items: tuple[ReportItem, ...]
    rules: tuple[Rule, ...]
    files: tuple[str, ...]
    signature: str
    extent: str = ""
    checked: tuple[Checked, ...] | None = None
