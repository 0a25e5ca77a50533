"""What the server works with: settings, glossaries, a checker, and the process for long work."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from termend import configuration, documents
from termend import glossary as glossaries
from termend.configuration import FILE_NAME, Configuration
from termend.library.checker import Checker
from termend.lsp import worker
from termend.lsp.marks import Mark
from termend.pipeline import Options
from termend.records import Term


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line says.

    Attributes:
        glossaries: as `--glossary`; empty where the settings decide.
        config: as `--config`; None for the settings of the folder that the editor opened.
        options: makes the options of a check from settings.
        source: as `--source`, a pattern; None where the settings decide.
    """

    glossaries: tuple[str, ...]
    config: Path | None
    options: Callable[[Configuration], Options]
    source: str | None = None


class Project:
    """The settings of one folder and what is opened by them.

    Args:
        folder: the folder that the editor opened.

    Raises:
        TermendError: where the settings mean nothing, or a glossary cannot be read.
    """

    def __init__(self, choices: Choices, folder: Path) -> None:
        self._choices = choices
        self.folder = folder
        self.configuration = configuration.read(choices.config) if choices.config else configuration.find(folder)
        # What is to stand is left out here, so that a new entry holds at once.
        self._options = replace(choices.options(self.configuration), ignored=None)
        self.names = choices.glossaries or self.configuration.glossaries
        self.checker = Checker.of(glossaries.load(self.names), self._options)
        self._pool: ProcessPoolExecutor | None = None

    @property
    def pool(self) -> ProcessPoolExecutor:
        """The process for long work, started when it is first asked for."""
        if self._pool is None:
            self._pool = worker.start(self.names, self._options)
        return self._pool

    def close(self) -> None:
        """End the process."""
        if self._pool is not None:
            worker.stop(self._pool)
            self._pool = None

    @property
    def settings_file(self) -> Path:
        """Where settings are, or would be."""
        return self.configuration.file or self.folder / FILE_NAME

    @cached_property
    def tables(self) -> dict[str, Path]:
        """The user's glossaries that rows can be written into, by file name."""
        files = glossaries.files_of(self.names) if self.names else ()
        own = {file.absolute() for file in files} - {file.absolute() for file in glossaries.files_of()}
        return {file.name: file for file in sorted(own) if file.suffix.lower() in (".csv", ".tsv")}

    def table_of(self, term: Term | None) -> Path | None:
        """The user's table that a term's row stands in."""
        return None if term is None else self.tables.get(term.glossary)

    def source_of(self, path: str) -> str | None:
        """The source beside a draft; None where there is none."""
        pattern = self._choices.source or self.configuration.sources
        if not pattern:
            return None
        source = documents.source_beside(path, pattern)
        return str(source) if source.is_file() and str(source) != path else None

    def stands(self, path: str, mark: Mark) -> bool:
        """Whether the project lets a finding stand."""
        return self.configuration.ignores(path, mark.finding.check, mark.finding.text)
