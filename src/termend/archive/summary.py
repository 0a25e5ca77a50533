"""What an editor wants to know of a whole archive: which names break, how, how often, where and when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet as pq

from termend.archive.results import DOCUMENTS_FOLDER, FINDINGS_FOLDER

_GARBLES = ("garbled-term", "lost-case")
_EXAMPLES = 5
_MOST_TERMS, _MOST_DOCUMENTS, _MOST_TROUBLES = 100, 50, 50


@dataclass(slots=True)
class TermFigures:
    """One name of the glossary over the archive.

    Attributes:
        garbles: spellings of its garbles, with how often each stands.
        documents: in how many documents it broke.
        example: one document for each spelling.
    """

    source: str
    target: str
    garbles: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    example: dict[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return self.garbles.total()

    @property
    def examples(self) -> list[tuple[str, int, str]]:
        """Its commonest garbles: spelling, how often, a document."""
        ordered = sorted(self.garbles.items(), key=lambda item: (-item[1], item[0]))[:_EXAMPLES]
        return [(text, count, self.example[text]) for text, count in ordered]


@dataclass(slots=True)
class Parted:
    """Figures of one day or one group."""

    documents: int = 0
    words: int = 0
    errors: int = 0

    def add(self, other: Parted) -> None:
        """Count another's figures in."""
        self.documents += other.documents
        self.words += other.words
        self.errors += other.errors

    @property
    def rate(self) -> float:
        """Errors a thousand words."""
        return 1000 * self.errors / max(1, self.words)


@dataclass(slots=True)
class Summary:
    """Figures of a whole archive. Ties are in order of name, so that the same archive gives the same summary."""

    signature: str = ""
    documents: int = 0
    words: int = 0
    findings: int = 0
    broken: int = 0
    repeats: int = 0
    terms: dict[str, TermFigures] = field(default_factory=dict)
    checks: Counter[str] = field(default_factory=Counter)
    days: dict[str, Parted] = field(default_factory=lambda: defaultdict(Parted))
    groups: dict[str, Parted] = field(default_factory=lambda: defaultdict(Parted))
    worst: list[tuple[int, str, int]] = field(default_factory=list)
    troubles: list[tuple[str, str]] = field(default_factory=list)
    troubled: int = 0

    @property
    def most_broken(self) -> list[TermFigures]:
        return sorted(self.terms.values(), key=lambda t: (-t.count, t.source))[:_MOST_TERMS]


def summarise(output: Path, names: Sequence[str]) -> Summary:
    """The figures of the partitions of those names, in order; memory grows with names and days, not with documents.

    Args:
        output: folder that `running.check` wrote to.
        names: stems of the partitions' files.
    """
    made = Summary()
    for findings, documents in _tables(output, names):
        made.signature = made.signature or _signature(findings)
        _add_documents(made, documents)
        _add_findings(made, findings)
    return made


def _tables(output: Path, names: Sequence[str]) -> Iterator[tuple[pa.Table, pa.Table]]:
    for name in names:
        yield (
            pq.read_table(output / FINDINGS_FOLDER / f"{name}.parquet"),
            pq.read_table(output / DOCUMENTS_FOLDER / f"{name}.parquet"),
        )


def _signature(table: pa.Table) -> str:
    return str((table.schema.metadata or {}).get(b"signature", b""), "utf-8")


def _add_documents(made: Summary, table: pa.Table) -> None:
    for row in table.to_pylist():
        made.documents += 1
        made.words += row["words"]
        made.broken += row["errors"] > 0
        made.repeats += row["repeats"] is not None
        for parted, name in ((made.days, row["day"]), (made.groups, row["group"])):
            if name:
                parted[name].add(Parted(1, row["words"], row["errors"]))
        if row["trouble"]:
            made.troubled += 1
            if len(made.troubles) < _MOST_TROUBLES:
                made.troubles.append((row["document"], row["trouble"]))
        if row["errors"]:
            made.worst.append((row["errors"], row["document"], row["words"]))
    made.worst = sorted(made.worst, key=lambda w: (-w[0], w[1]))[:_MOST_DOCUMENTS]


def _add_findings(made: Summary, table: pa.Table) -> None:
    seen: set[tuple[str, str]] = set()
    for row in table.select(["document", "check", "text", "source", "target"]).to_pylist():
        made.findings += 1
        made.checks[row["check"]] += 1
        if row["check"] not in _GARBLES or not row["source"]:
            continue
        term = made.terms.setdefault(row["source"], TermFigures(row["source"], row["target"] or ""))
        term.garbles[row["text"]] += 1
        term.example.setdefault(row["text"], row["document"])
        if (row["document"], row["source"]) not in seen:
            seen.add((row["document"], row["source"]))
            term.documents += 1
