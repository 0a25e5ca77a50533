"""The parts that termend is made of, by name: checks, lint rules, formats of drafts, forms of glossaries and reports.

Each part is a module of its kind's package. Where all parts of a kind are needed together (checks, lint rules), a
module adds its part itself, by the kind's decorator, and nothing else names it. Where one is needed at a time (formats,
forms), the kind's table names the modules, so that naming a part imports none of them, and the module is the part.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Any, Generic, TypeVar

from termend.errors import OptionError

Part = TypeVar("Part")


class Registry(Generic[Part]):
    """The parts of one kind.

    Args:
        kind: what a part is called in messages (`check`).
        package: where the modules are.
        modules: the table of names and modules; None where modules add their parts themselves.
        beside: modules of the package that hold no part.
    """

    def __init__(
        self,
        kind: str,
        package: str,
        modules: Mapping[str, str] | None = None,
        beside: Collection[str] = (),
    ) -> None:
        self._kind, self._package, self._modules, self._beside = kind, package, modules, beside
        self._parts: dict[str, Any] = {}
        self._all = modules is not None

    def add(self, name: str, part: Part) -> None:
        """Take a part in; one of the same name gives way."""
        self._parts[name] = part

    def added(self, name: str) -> Part | None:
        """The part of a name as far as modules have been imported."""
        return self._parts.get(name)

    def names(self) -> tuple[str, ...]:
        """Every name, sorted."""
        if self._modules is not None:
            return tuple(sorted(self._modules))
        self._import_all()
        return tuple(sorted(self._parts))

    def named(self, name: str) -> Part:
        """The part of a name.

        Raises:
            OptionError: where there is none.
        """
        if name in self._parts:
            found: Part = self._parts[name]
            return found
        if self._modules is not None and name in self._modules:
            self._parts[name] = importlib.import_module(f"{self._package}.{self._modules[name]}")
        else:
            self._import_all()
        if name not in self._parts:
            near = get_close_matches(name, self.names(), n=1)
            meant = f"Did you mean {near[0]}?" if near else f"The {self._kind}s are: {', '.join(self.names())}"
            raise OptionError(f"There is no {self._kind} {name!r}. {meant}")
        part: Part = self._parts[name]
        return part

    def _import_all(self) -> None:
        if self._all:
            return
        self._all = True
        for module in pkgutil.iter_modules(importlib.import_module(self._package).__path__):
            if module.name not in self._beside:
                importlib.import_module(f"{self._package}.{module.name}")
