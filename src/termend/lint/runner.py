"""Run the rules over glossary files: the same findings, in file order, on every run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from termend.glossary.entries import Contents
from termend.lint import places
from termend.lint.context import LintContext
from termend.lint.finding import FileRemark, LintFinding, Remark
from termend.lint.registry import Rule, named, rules
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
        together: hold all files against each other as one glossary; else each file stands alone.
    """

    rules: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    services: tuple[str, ...] = ()
    together: bool = False


_DEFAULT = LintOptions()


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
    """Findings of all files, by file, line, column, rule.

    Raises:
        OptionError: where an option names no rule.
    """
    to_run = chosen(options)
    groups = [tuple(files)] if options.together else [(contents,) for contents in files]
    by_path = {contents.path: contents for contents in files}
    order = {contents.path: index for index, contents in enumerate(files)}
    found: list[LintFinding] = []
    done, total = 0, len(to_run) * len(groups)
    for group in groups:
        context = LintContext(group, options.services)
        for rule in to_run:
            if progress is not None:
                progress(rule.id, done, total)
            configured = options.severities.get(rule.id)
            found.extend(_finding(remark, rule, configured, by_path) for remark in rule.check(context))
            done += 1
    if progress is not None:
        progress("", total, total)
    found.sort(key=lambda f: (order[f.path], f.line, f.column, f.rule, f.message, f.text))
    return tuple(found)


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
