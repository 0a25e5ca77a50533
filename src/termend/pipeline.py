"""The whole flow, one direction:

documents.read → glossary.load → view → checks (over channel.recall and .score) → resolve → repair → edits → reports
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from termend import checks, documents, edits, repair
from termend.documents import sections
from termend.glossary import Glossary
from termend.records import WORLD_NAMES, Checked, Document, Finding, Repaired, Severity, Term, WorldNames
from termend.resolve import resolve
from termend.view import view

if TYPE_CHECKING:
    from termend.checks.whole import Whole


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may choose.

    Attributes:
        min_score: findings that score less are left out.
        checks: names of the checks to run; empty for all.
        model: folder or hub name of the repair model; None for the shipped one.
        severities: by name of check, where findings are to carry another than their own.
        mend: names of checks that `fix` mends although their findings may stand (`unapproved-rendering`).
        world_names: whether names that no glossary covers are held against those of the world, and mended.
        ignored: whether a finding of that check on those words of that file is to stand; None for none.
    """

    min_score: float = 0.5
    checks: frozenset[str] = frozenset()
    model: str | None = None
    severities: Mapping[str, Severity] = field(default_factory=dict)
    mend: frozenset[str] = frozenset()
    world_names: WorldNames = WorldNames.REPORT
    ignored: Callable[[str, str, str], bool] | None = None


def check(document: Document, glossary: Glossary, options: Options | None = None) -> Checked:
    """Find what is wrong with the names of a document; a long one is read section by section."""
    options = options or Options()
    if not sections.is_long(document):
        return Checked(document, standing(document, found(document, glossary, options), options))
    from termend import long_draft

    every = tuple(long_draft.findings(lambda: sections.of(document), glossary, options))
    return Checked(document, standing(document, every, options))


def found(
    document: Document,
    glossary: Glossary,
    options: Options,
    whole: Whole | None = None,
    entities: dict[str, int] | None = None,
) -> tuple[Finding, ...]:
    """All findings of a document, those as well that the user lets stand.

    Args:
        whole: what the whole draft says, where the document is a section of it.
        entities: numbers of the names found in sections before; new ones are added.
    """
    seen = view(document)
    meanwhile = None if options.model else repair.prepare
    world = _world(seen.document, glossary, options)
    plain = checks.CheckContext(seen.document, glossary, options.min_score, meanwhile, world, whole)
    written = checks.CheckContext(document, glossary, options.min_score, meanwhile, None, whole)
    made: list[Finding] = []
    as_written: list[Finding] = []
    for run in checks.registered(options.checks):
        if checks.reads_as_written(run):
            as_written += _sure(run(written), options)
        else:
            made += _sure(run(plain), options)
    if world:
        from termend.checks import world_names

        made = list(world_names.sifted(made, world))
    proposed = repair.propose(seen.document, resolve(made), glossary, options.model)
    return resolve((*seen.restored(proposed), *seen.spoken_of(as_written)), entities)


def _world(document: Document, glossary: Glossary, options: Options) -> tuple[Term, ...] | None:
    """Rows for the names of the sources that no glossary covers; None where they are not to serve."""
    if options.world_names is WorldNames.OFF or not any(segment.has_source for segment in document.segments):
        return None
    from termend.checks import world_names

    return world_names.terms(document, glossary)


def _sure(findings: Iterable[Finding], options: Options) -> Iterable[Finding]:
    return (finding for finding in findings if finding.score >= options.min_score)


def standing(document: Document, findings: Sequence[Finding], options: Options) -> tuple[Finding, ...]:
    """The findings that the user wants to see, as grave as the user takes them."""
    stands = documents.ignored(document, checks.names())
    if stands is not None:
        findings = [finding for finding in findings if not stands(finding)]
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
    options = options or Options()
    asked = options.mend | ({WORLD_NAMES} if options.world_names is WorldNames.MEND else frozenset())
    made = edits.from_findings(document.text, checked.findings, asked)
    return Repaired(document, checked.findings, made, edits.apply(document.text, made))


def with_source(document: Document, sources: Document) -> Document:
    """The document with the source's lines as the segments' sources, one to one."""
    pairs = zip(document.segments, sources.segments, strict=True)
    segments = tuple(replace(s, source=z.text, source_confidence=1.0) for s, z in pairs)
    return replace(document, segments=segments, source_path=sources.path)
