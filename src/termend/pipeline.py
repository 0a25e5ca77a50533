"""The whole flow, one direction:

documents.read → glossary.load → view → checks (over channel.recall and .score) → resolve → repair → edits → reports
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from termend import checks, edits, repair
from termend.glossary import Glossary
from termend.records import Checked, Document, Finding, Repaired, Severity
from termend.resolve import resolve
from termend.view import view


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may choose.

    Attributes:
        min_score: findings that score less are left out.
        checks: names of the checks to run; empty for all.
        model: folder or hub name of the repair model; None for the shipped one.
        severities: by name of check, where findings are to carry another than their own.
        mend: names of checks that `fix` mends although their findings may stand (`unapproved-rendering`).
        ignored: whether a finding of that check on those words of that file is to stand; None for none.
    """

    min_score: float = 0.5
    checks: frozenset[str] = frozenset()
    model: str | None = None
    severities: Mapping[str, Severity] = field(default_factory=dict)
    mend: frozenset[str] = frozenset()
    ignored: Callable[[str, str, str], bool] | None = None


def check(document: Document, glossary: Glossary, options: Options | None = None) -> Checked:
    """Find what is wrong with the names of a document."""
    options = options or Options()
    seen = view(document)
    meanwhile = None if options.model else repair.prepare
    plain, written = (checks.CheckContext(d, glossary, options.min_score, meanwhile) for d in (seen.document, document))
    found: list[Finding] = []
    as_written: list[Finding] = []
    for run in checks.registered(options.checks):
        if checks.reads_as_written(run):
            as_written += _sure(run(written), options)
        else:
            found += _sure(run(plain), options)
    proposed = repair.propose(seen.document, resolve(found), glossary, options.model)
    findings = resolve((*seen.restored(proposed), *seen.spoken_of(as_written)))
    return Checked(document, _standing(document, findings, options))


def _sure(findings: Iterable[Finding], options: Options) -> Iterable[Finding]:
    return (finding for finding in findings if finding.score >= options.min_score)


def _standing(document: Document, findings: Sequence[Finding], options: Options) -> tuple[Finding, ...]:
    """The findings that the user wants to see, as grave as the user takes them."""
    return tuple(
        replace(f, severity=options.severities.get(f.check, f.severity))
        for f in findings
        if options.ignored is None or not options.ignored(document.path, f.check, f.text)
    )


def fix(document: Document, glossary: Glossary, options: Options | None = None) -> Repaired:
    """Find and mend: the first proposal of every finding that has one."""
    return mend(check(document, glossary, options), options)


def mend(checked: Checked, options: Options | None = None) -> Repaired:
    """The first proposal of every finding that has one and is not to stand, applied."""
    document = checked.document
    made = edits.from_findings(document.text, checked.findings, options.mend if options else ())
    return Repaired(document, checked.findings, made, edits.apply(document.text, made))


def with_source(document: Document, sources: Document) -> Document:
    """The document with the source's lines as the segments' sources, one to one."""
    pairs = zip(document.segments, sources.segments, strict=True)
    segments = tuple(replace(s, source=z.text, source_confidence=1.0) for s, z in pairs)
    return replace(document, segments=segments, source_path=sources.path)
