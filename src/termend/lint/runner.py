"""Run the rules over glossary files: the same findings, in file order, on every run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from termend.channel import sharing
from termend.glossary.entries import Contents
from termend.lint import places
from termend.lint.context import LintContext
from termend.lint.finding import FileRemark, LintFinding, Remark
from termend.lint.registry import ALL, Rule, Share, named, rules
from termend.records import Severity

Progress = Callable[[str, int, int], None]
"""Called as `(rule, rules done, rules in all)`."""


@dataclass(frozen=True)
class LintOptions:
    """What is run.

    Attributes:
        rules: ids of the rules to run; all where it is empty.
        off: ids of rules not to run.
        severities: severity of a rule where it is not the rule's own.
        services: services whose limits are checked.
    """

    rules: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    services: tuple[str, ...] = ()


_DEFAULT = LintOptions()
_ROWS_OF_A_SHARE = 5_000  # from which on a further process is worth its start
_Part = list[tuple[Rule, Share]]


def chosen(options: LintOptions) -> tuple[Rule, ...]:
    """The rules that run under these options.

    Raises:
        OptionError: where an id is unknown.
    """
    for id in (*options.rules, *options.off, *options.severities):
        named(id)
    return tuple(
        rule
        for rule in rules()
        if (not options.rules or rule.id in options.rules)
        and rule.id not in options.off
        and (rule.service is None or rule.service in options.services)
    )


def lint(
    files: Sequence[Contents], options: LintOptions = _DEFAULT, progress: Progress | None = None
) -> tuple[LintFinding, ...]:
    """Findings of all files, by file, line, column, rule; files named together serve together and are held together.

    Raises:
        OptionError: where an option names no rule.
    """
    to_run = chosen(options)
    by_path = {contents.path: contents for contents in files}
    order = {contents.path: index for index, contents in enumerate(files)}
    whole = LintContext(tuple(files), options.services)
    each = [whole] if len(files) == 1 else [LintContext((contents,), options.services) for contents in files]
    parts = _parts(to_run, sum(len(contents.entries) for contents in files))
    _ = len(parts) > 1 and (whole.sources, whole.complete)  # found once for all processes
    reported = 0

    def work(part: _Part) -> dict[tuple[object, ...], LintFinding]:
        nonlocal reported
        found: dict[tuple[object, ...], LintFinding] = {}
        for rule, share in part:
            if progress is not None and part is parts[0]:
                progress(rule.id, reported, len(to_run))
            configured = options.severities.get(rule.id)
            for context in [whole] if rule.across else each:
                for remark in rule.check(context, share):
                    finding = _finding(remark, rule, configured, by_path)
                    found.setdefault(_said(finding), finding)
            reported += 1
        return found

    found: dict[tuple[object, ...], LintFinding] = {}
    for part in sharing.shared(work, parts):
        found = part | found
    if progress is not None:
        progress("", len(to_run), len(to_run))
    return tuple(sorted(found.values(), key=lambda f: (order[f.path], f.line, f.column, f.rule, f.message, f.text)))


def _parts(to_run: Sequence[Rule], rows: int) -> list[_Part]:
    """What each process runs: of a long glossary the rows of a rule that takes long are shared between them."""
    long = [rule for rule in to_run if rule.is_long]
    rest = [rule for rule in to_run if not rule.is_long]
    processes = sharing.processes() if sharing.start() is sharing.Start.FORKED else 1
    if rows < _ROWS_OF_A_SHARE or processes == 1 or not long:
        return [[(rule, ALL) for rule in to_run]]
    sharers = processes - bool(rest)  # the others have a process of their own
    shares = [Share(n / sharers, (n + 1) / sharers) for n in range(sharers)]
    others = [[(rule, ALL) for rule in rest]] if rest else []
    return [*others, *([(rule, share) for rule in long] for share in shares)]


def _said(finding: LintFinding) -> tuple[object, ...]:
    """What a reader is told: rows of one concept share their English, and it is spoken of once."""
    f = finding
    return f.path, f.line, f.column, f.end_line, f.end_column, f.rule, f.message, f.text


def _finding(
    remark: Remark | FileRemark, rule: Rule, configured: Severity | None, files: dict[str, Contents]
) -> LintFinding:
    if isinstance(remark, Remark):
        return places.finding(remark, rule, configured or remark.severity or rule.severity, files)
    severity = configured or rule.severity
    end = remark.column + len(remark.text)
    return LintFinding(
        rule.id, severity, remark.path, remark.line, remark.column, remark.line, end, remark.text, "", remark.message
    )
