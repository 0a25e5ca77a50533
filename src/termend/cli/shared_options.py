"""Options that several commands have alike, written once: as the fields of a dataclass."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any, get_type_hints


def sharing(options: type[Any]) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """A command whose first parameter is such a dataclass takes its fields from the command line.

    Args:
        options: a dataclass whose fields are annotated as Typer's parameters are.
    """
    hints = get_type_hints(options, include_extras=True)

    def decorated(command: Callable[..., int]) -> Callable[..., int]:
        own_hints = get_type_hints(command, include_extras=True)
        _, *own = inspect.signature(command).parameters.values()
        shared = [_parameter(one.name, one.default, hints[one.name]) for one in fields(options)]
        parameters = [*shared, *(_parameter(one.name, one.default, own_hints[one.name]) for one in own)]

        @functools.wraps(command)
        def run(**given: Any) -> int:
            return command(options(**{p.name: given.pop(p.name) for p in shared}), **given)

        run.__signature__ = inspect.Signature(parameters, return_annotation=int)  # type: ignore[attr-defined]
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return run

    return decorated


def _parameter(name: str, default: Any, hint: Any) -> inspect.Parameter:
    empty = inspect.Parameter.empty
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=empty if default in (MISSING, empty) else default, annotation=hint
    )
