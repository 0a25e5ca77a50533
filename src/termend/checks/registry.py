"""Checks by name. A new check is a new file with a decorated function; nothing else changes."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Collection, Iterable
from functools import wraps

from termend.checks.context import CheckContext
from termend.records import Finding
from termend.registry import Registry

Check = Callable[[CheckContext], Iterable[Finding]]

_CHECKS: Registry[Check] = Registry("check", "termend.checks.rules")
_AS_WRITTEN: set[str] = set()


def register(name: str, *, as_written: bool = False) -> Callable[[Check], Check]:
    """Decorator: this function is the check of that name, or one of several that find the same trouble.

    Args:
        as_written: the check looks at the very characters of the draft; others see it with its marks made plain.
    """

    def keep(check: Check) -> Check:
        if as_written:
            _AS_WRITTEN.add(name)
        first = _CHECKS.added(name)
        _CHECKS.add(name, check if first is None else _joined(first, check))
        return check

    return keep


def _joined(first: Check, second: Check) -> Check:
    @wraps(first)
    def both(context: CheckContext) -> Iterable[Finding]:
        yield from first(context)
        yield from second(context)

    return both


def names() -> tuple[str, ...]:
    """Every check's name, sorted."""
    return _CHECKS.names()


def registered(chosen: Collection[str] = ()) -> tuple[Check, ...]:
    """The checks of those names, all where none is given, in order of name.

    Raises:
        OptionError: where there is no such check.
    """
    known = names()
    return tuple(_CHECKS.named(name) for name in (sorted(chosen) or known))


def reads_as_written(check: Check) -> bool:
    """Whether a check looks at the very characters of the draft."""
    return any(_CHECKS.added(name) is check for name in _AS_WRITTEN)


def documentation(name: str) -> str:
    """What the check's module says of itself; the first line reads `name: summary.`

    Raises:
        OptionError: where there is no such check.
    """
    (check,) = registered((name,))
    return inspect.cleandoc(sys.modules[check.__module__].__doc__ or name)
