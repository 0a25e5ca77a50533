"""What can go wrong outside the program. Each message names the place and what to do next."""

from __future__ import annotations

from pathlib import Path


class TermendError(Exception):
    """Trouble that the user can mend: the command prints the message and exits with 2."""


class InputError(TermendError):
    """A file that cannot be used.

    Args:
        path: the file, as the user named it.
        problem: what is wrong with it.
        remedy: what to do next, as a sentence.
        line: line number from 1, where there is one.
    """

    def __init__(self, path: Path | str, problem: str, remedy: str, line: int | None = None) -> None:
        self.path, self.problem, self.remedy, self.line = str(path), problem, remedy, line
        place = self.path if line is None else f"{self.path}:{line}"
        super().__init__(f"{place}: {problem}. {remedy}")


class DocumentError(InputError):
    """A draft or source that cannot be read or written."""


class GlossaryError(InputError):
    """A glossary that cannot be read."""


class ModelError(InputError):
    """A model folder that is missing, broken or of a kind that termend does not load."""


class EditError(TermendError):
    """An edit that does not fit the text it was made for."""


class OptionError(TermendError):
    """Options that contradict one another or have no meaning together."""


class ConfigurationError(InputError):
    """Settings that cannot be read or mean nothing.

    Args:
        key: the setting, with its tables (`tool.termend.checks.lost-case`); empty for the file as a whole.
    """

    def __init__(self, path: Path | str, key: str, problem: str, remedy: str) -> None:
        self.key = key
        super().__init__(path, f"{key}: {problem}" if key else problem, remedy)
