"""From what a user names to the drafts meant: files, folders, patterns."""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Sequence
from pathlib import Path

from termend import files
from termend.documents.registry import IN_FOLDERS
from termend.errors import DocumentError, OptionError


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
        what = files.Kind.NOTHING if name == files.STANDARD else _kind(name)
        if what is files.Kind.FOLDER:
            paths.update(dict.fromkeys(_in_folder(name, suffixes)))
        elif what is files.Kind.NOTHING and glob.has_magic(name):
            fitting = glob.glob(name, recursive=True)  # noqa: PTH207 (Path.glob refuses absolute patterns)
            found = sorted(path for path in fitting if Path(path).is_file())
            if not found:
                raise OptionError(f"{name} fits no file: check the pattern")
            paths.update(dict.fromkeys(found))
        else:
            paths[name] = None
    return tuple(paths)


def _kind(name: str) -> files.Kind:
    try:
        return files.kind(name, DocumentError)
    except DocumentError:
        return files.Kind.OTHER  # reading it says what is wrong, and the others are read


def below(folder: str | Path, suffixes: Collection[str]) -> list[str]:
    """The files in a folder and below it that have one of some suffixes, hidden ones left out, in order.

    A folder that may not be looked into stands for itself: reading it says so, where passing over it would say nothing.
    """
    found: list[str] = []
    for above, folders, names in os.walk(folder, onerror=lambda error: found.append(error.filename)):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(above, name)
            if not name.startswith(".") and path.suffix.lower() in suffixes:
                found.append(str(path))
    return sorted(found)


def _in_folder(folder: str, suffixes: frozenset[str] | None) -> list[str]:
    wanted = IN_FOLDERS if suffixes is None else suffixes
    found = below(folder, wanted)
    if not found:
        raise OptionError(f"{folder} holds no draft: name a folder with files of {', '.join(sorted(wanted))}")
    return found
