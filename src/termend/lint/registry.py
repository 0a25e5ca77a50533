"""Lint rules by id. A new rule is a new file in `lint/rules` with a decorated function; nothing else changes."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from termend.lint.context import LintContext
from termend.lint.finding import FileRemark, Remark
from termend.records import Severity
from termend.registry import Registry


class Share(NamedTuple):
    """Which of the rows: those from one part of their number up to another, 0 to 1."""

    begin: float
    end: float

    def of(self, rows: int) -> range:
        """The rows' places."""
        return range(round(self.begin * rows), round(self.end * rows))


ALL = Share(0.0, 1.0)
Check = Callable[[LintContext], Iterable[Remark | FileRemark]]
LongCheck = Callable[[LintContext, Share], Iterable[Remark | FileRemark]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        id: as in reports and configuration.
        severity: what it is without configuration.
        summary: one line.
        page: its explanation in full.
        fixable: whether some of its findings carry a fix.
        check: yields its remarks on a share of the rows, in any order.
        service: name of the service it belongs to; None where it always runs.
        across: whether it holds the files against each other; else it looks at each by itself.
        is_long: whether it takes about as long as all others together: its rows are shared between processes where
            that pays. No other rule is given less than all rows.
    """

    id: str
    severity: Severity
    summary: str
    page: str
    fixable: bool
    check: Callable[[LintContext, Share], Iterable[Remark | FileRemark]]
    service: str | None = None
    across: bool = False
    is_long: bool = False


_RULES: Registry[Rule] = Registry("rule", "termend.lint.rules")


def rule(
    id: str,
    severity: Severity,
    *,
    fixable: bool = False,
    service: str | None = None,
    across: bool = False,
) -> Callable[[Check], Check]:
    """Decorator: this function is the rule of that id; its module's docstring is the rule's page."""

    def keep(check: Check) -> Check:
        page = _page(check)
        _RULES.add(id, Rule(id, severity, _summary(page), page, fixable, lambda rows, _: check(rows), service, across))
        return check

    return keep


def long_rule(id: str, severity: Severity) -> Callable[[LongCheck], LongCheck]:
    """Decorator: as `rule`, for a function that may be given a share of the rows."""

    def keep(check: LongCheck) -> LongCheck:
        page = _page(check)
        _RULES.add(id, Rule(id, severity, _summary(page), page, False, check, is_long=True))
        return check

    return keep


def _page(check: Check | LongCheck) -> str:
    return inspect.cleandoc(inspect.getmodule(check).__doc__ or "")


def _summary(page: str) -> str:
    return page.partition("\n")[0].rstrip(".")


def rules() -> tuple[Rule, ...]:
    """Every rule, in order of id."""
    return tuple(_RULES.named(id) for id in _RULES.names())


def services() -> tuple[str, ...]:
    """Names of the services that `--for` takes."""
    return tuple(sorted({rule.service for rule in rules() if rule.service}))


def named(id: str) -> Rule:
    """The rule of that id.

    Raises:
        OptionError: where there is none.
    """
    return _RULES.named(id)
