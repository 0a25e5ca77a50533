"""From what a user names to the drafts meant: files, folders, patterns."""

from __future__ import annotations

import glob
from collections.abc import Sequence
from pathlib import Path

from termend.documents.registry import IN_FOLDERS
from termend.errors import OptionError


def expand(names: Sequence[str], suffixes: frozenset[str] | None = None) -> tuple[str, ...]:
    """The drafts named, each once, in the order named; within a folder or a pattern by name.

    A folder stands for the files in it and below it whose suffix termend reads, tables and hidden files left out. A
    name that exists is never taken for a pattern. One that neither exists nor is a pattern stays: reading it says so.

    Args:
        suffixes: of the files that a folder stands for, with the dot, lower-case; None for `registry.IN_FOLDERS`.

    Raises:
        OptionError: where a folder holds no draft or a pattern fits none.
    """
    paths: dict[str, None] = {}
    for name in names:
        if name == "-" or Path(name).is_file():
            paths[name] = None
        elif Path(name).is_dir():
            paths.update(dict.fromkeys(_in_folder(name, suffixes)))
        elif glob.has_magic(name):
            fitting = glob.glob(name, recursive=True)  # noqa: PTH207 (Path.glob refuses absolute patterns)
            found = sorted(path for path in fitting if Path(path).is_file())
            if not found:
                raise OptionError(f"{name} fits no file: check the pattern")
            paths.update(dict.fromkeys(found))
        else:
            paths[name] = None
    return tuple(paths)


def _in_folder(folder: str, suffixes: frozenset[str] | None) -> list[str]:
    wanted = IN_FOLDERS if suffixes is None else suffixes
    root = Path(folder)
    found = sorted(
        str(path)
        for path in root.rglob("*")
        if path.suffix.lower() in wanted
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(root).parts)
    )
    if not found:
        raise OptionError(f"{folder} holds no draft: name a folder with files of {', '.join(sorted(wanted))}")
    return found
