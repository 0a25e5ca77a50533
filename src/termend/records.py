"""The values that flow through the pipeline. All are frozen; a later stage makes a new one.

Every offset is a half-open range of Unicode code points in `Document.text`, unless a field says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from termend.kinds import kind_of

WORLD_NAMES = "world-names"
"""What the gazetteer is called among the glossaries: the file name of its rows."""


class WorldNames(StrEnum):
    """How the names of the world serve where a source stands beside the draft."""

    OFF = "off"
    REPORT = "report"
    MEND = "mend"


class Severity(StrEnum):
    """How much a finding matters, in the words of SARIF's `level` (2.1.0, section 3.27.10)."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def at_least(self, threshold: Severity) -> bool:
        """Whether this is as grave as the threshold, or graver."""
        order = tuple(Severity)
        return order.index(self) <= order.index(threshold)


LEAST_SOURCE_CONFIDENCE = 0.5
"""Probability from which on a source is taken for a segment's own."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One unit of a draft: a line of plain text, a paragraph, a subtitle, a translation unit.

    Attributes:
        index: position in the document, from 0.
        start: code point where the segment begins in `Document.text`.
        text: the draft's English, without its line ending.
        source: the Chinese it was made from, or None where there is none.
        source_confidence: probability that `source` belongs to `text`; None where there is none. Where `source` is
            None and this is a number, one was found that is too uncertain to check against.
        label: where a person finds it ("paragraph 3", "unit 12", "00:01:02,000"); None for plain text.
    """

    index: int
    start: int
    text: str
    source: str | None = None
    source_confidence: float | None = None
    label: str | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def has_source(self) -> bool:
        """Whether it has a source that very likely belongs to it."""
        return bool(self.source) and (self.source_confidence or 0.0) >= LEAST_SOURCE_CONFIDENCE


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document's text and where it lies in the file.

    Attributes:
        start: code point where the stretch begins in `Document.text`.
        text: what it reads as.
        at, until: half-open range of code points in the decoded file, or in the decoded archive member.
        part: name of the archive member; empty for a file that is no archive.
        writing: how text is written there: `plain`, `xml`, `cdata`, `markdown`, `po` …
    """

    start: int
    text: str
    at: int
    until: int
    part: str = ""
    writing: str = "plain"

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Document:
    """A draft, read.

    Attributes:
        path: as the user named it; `-` for standard input.
        text: the text that all offsets count in. For plain text the whole file, byte-order mark left out; for other
            formats the segments' texts, a line feed between them.
        segments: in order, not overlapping.
        format: name of the module in `termend.documents` that reads and writes it.
        encoding: codec the bytes were decoded with, for example `utf-8`, `utf-8-sig`, `utf-16`, `gb18030`.
        raw: the file's bytes, from which the format writes the repaired file.
        source_path: the file the sources came from, or None.
        pieces: where the text lies in the file, in order; empty for plain text, which is its file. What no piece
            covers (the line feeds between segments, marks for code and images) cannot be edited.
        protected: half-open ranges of `text`, in order, that the format marks as not to be translated: they are read,
            and no finding speaks of them.
    """

    path: str
    text: str
    segments: tuple[Segment, ...]
    format: str = "plain"
    encoding: str = "utf-8"
    raw: bytes = field(default=b"", repr=False)
    source_path: str | None = None
    pieces: tuple[Piece, ...] = field(default=(), repr=False)
    protected: tuple[tuple[int, int], ...] = field(default=(), repr=False)

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Term:
    """One row of a glossary.

    Attributes:
        source: the Chinese name, simplified.
        target: the approved English.
        variants: other renderings that an editor lets stand.
        forbidden: renderings that must not be printed.
        type: `person`, `place`, `organisation`, `media`, `plan` … as the glossary has it; may be empty.
        case: `as-is` (the default, empty), `any` or `lower`: how strictly the target's case is held.
        domain: what tells two targets of one source apart.
        glossary: file name of the row, as the user named it.
        line: line of the row, from 1.
    """

    source: str
    target: str
    variants: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    type: str = ""
    case: str = ""
    note: str = ""
    domain: str = ""
    glossary: str = ""
    line: int = 0

    @property
    def kind(self) -> str:
        """What kind of thing it is (`termend.kinds`), whatever word the glossary has for that."""
        return kind_of(self.type)

    @property
    def is_last_resort(self) -> bool:
        """Whether nobody's glossary has the row, the names of the world do."""
        return self.glossary == WORLD_NAMES

    @property
    def renderings(self) -> tuple[str, ...]:
        """The target and its variants, the target first."""
        return (self.target, *self.variants)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of the alignment of a term with the words that it became.

    Attributes:
        source: characters of the term; empty for words of the span that no character explains.
        text: the words or letters they became; empty where they left no trace.
        how: `gloss`, `sound`, `number`, `target`, `near-spelling`, `case`, `lost` …
        log_odds: nats in favour of the term, against the words being ordinary English.
    """

    source: str
    text: str
    how: str
    log_odds: float = 0.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A replacement for `Document.text[start:end]`, which may be wider than the finding (its article, a plural).

    Attributes:
        text: what to print instead.
        score: probability that an editor accepts it as it stands.
        origin: `seq2seq`, `glossary`, `rule`.
    """

    text: str
    start: int
    end: int
    score: float
    origin: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in a draft that a check speaks of.

    Attributes:
        check: the check's name, for example `garbled-term`.
        segment: index of the segment.
        start, end: the stretch; `start == end` marks the place where something is missing.
        text: `Document.text[start:end]`.
        term: the glossary row that the stretch is a rendering of, or None.
        score: calibrated probability that the finding is right.
        message: one sentence for people.
        evidence: why; the alignment for a garbled term.
        entity: number shared by all findings on one name in one document, from 1.
        proposals: best first.
        places: further places of the same finding (an inconsistent term), as ranges.
    """

    check: str
    severity: Severity
    segment: int
    start: int
    end: int
    text: str
    score: float
    message: str = ""
    term: Term | None = None
    evidence: tuple[Evidence, ...] = ()
    entity: int | None = None
    proposals: tuple[Proposal, ...] = ()
    places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `before`, which stands at `start:end`, by `after`."""

    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A document and what was found in it, in order of place."""

    document: Document
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Repaired:
    """A checked document and the edits that mend it; applying them to `document.text` yields `text`."""

    document: Document
    findings: tuple[Finding, ...]
    edits: tuple[Edit, ...]
    text: str
