"""The checkers that questions are put to: one with every glossary, and one for each glossary by its name."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import PurePath

from termend import glossary as glossaries
from termend.errors import OptionError
from termend.library.checker import Checker
from termend.pipeline import Options


class Checkers:
    """Opens a checker when it is first asked for.

    Args:
        named: the glossaries of the command line or the settings; empty for all shipped ones.
    """

    def __init__(self, named: tuple[str, ...], options: Options) -> None:
        files = glossaries.files_of(named)
        self._options = options
        self._everything = Checker.of(glossaries.load(named), options)
        self._files: Mapping[str, str] = {PurePath(file).stem: str(file) for file in files}
        self._opened: dict[str, Checker] = {}
        self._opening = threading.Lock()

    @property
    def names(self) -> tuple[str, ...]:
        """Names that a question may give: those of the files, without folder and suffix."""
        return tuple(sorted(self._files))

    def named(self, name: str | None) -> Checker:
        """The checker with one glossary; with all of them where none is named.

        Raises:
            OptionError: where none of that name is configured. A path is never opened.
        """
        if name is None:
            return self._everything
        if name not in self._files:
            raise OptionError(f"There is no glossary '{name}' here. There are: {', '.join(self.names)}")
        with self._opening:
            if name not in self._opened:
                self._opened[name] = Checker.of(glossaries.load((self._files[name],)), self._options)
            return self._opened[name]
