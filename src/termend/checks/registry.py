"""Checks by name. A new check is a new file with a decorated function; nothing else changes."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Callable, Collection, Iterable
from functools import cache, wraps

import termend.checks
from termend.checks.context import CheckContext
from termend.errors import OptionError
from termend.records import Finding

Check = Callable[[CheckContext], Iterable[Finding]]

_CHECKS: dict[str, Check] = {}
_AS_WRITTEN: set[str] = set()
_NOT_CHECKS = {"context", "mentions", "registry", "relevance", "world_names"}


def register(name: str, *, as_written: bool = False) -> Callable[[Check], Check]:
    """Decorator: this function is the check of that name, or one of several that find the same trouble.

    Args:
        as_written: the check looks at the very characters of the draft; others see it with its marks made plain.
    """

    def keep(check: Check) -> Check:
        if as_written:
            _AS_WRITTEN.add(name)
        _CHECKS[name] = _joined(_CHECKS[name], check) if name in _CHECKS else check
        return check

    return keep


def _joined(first: Check, second: Check) -> Check:
    @wraps(first)
    def both(context: CheckContext) -> Iterable[Finding]:
        yield from first(context)
        yield from second(context)

    return both


@cache
def _import_all() -> None:
    for module in pkgutil.iter_modules(termend.checks.__path__):
        if module.name not in _NOT_CHECKS:
            importlib.import_module(f"termend.checks.{module.name}")


def names() -> tuple[str, ...]:
    """Every check's name, sorted."""
    _import_all()
    return tuple(sorted(_CHECKS))


def registered(chosen: Collection[str] = ()) -> tuple[Check, ...]:
    """The checks of those names, all where none is given, in order of name.

    Raises:
        OptionError: where there is no such check.
    """
    known = names()
    for name in chosen:
        if name not in known:
            raise OptionError(f"There is no check {name!r}. The checks are: {', '.join(known)}")
    return tuple(_CHECKS[name] for name in known if not chosen or name in chosen)


def reads_as_written(check: Check) -> bool:
    """Whether a check looks at the very characters of the draft."""
    return any(_CHECKS[name] is check for name in _AS_WRITTEN)


def documentation(name: str) -> str:
    """What the check's module says of itself; the first line reads `name: summary.`

    Raises:
        OptionError: where there is no such check.
    """
    (check,) = registered((name,))
    return inspect.cleandoc(sys.modules[check.__module__].__doc__ or name)
