"""From what a user names to the inputs meant: tables, and drafts that are a file each."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from termend import files
from termend.archive.tables import is_table, may_be_glossary
from termend.documents.expanding import below
from termend.documents.registry import IN_FOLDERS
from termend.errors import InputError, OptionError

DRAFTS = "drafts"
"""What results of drafts are named by that are named one by one."""


@dataclass(frozen=True, slots=True)
class Input:
    """A table, or drafts that are a file each.

    Attributes:
        name: what its results are named by, the same wherever the archive lies.
        path: of the table; None for drafts.
        drafts: the drafts' ids and files.
    """

    name: str
    path: Path | None = None
    drafts: tuple[tuple[str, Path], ...] = ()

    @property
    def size(self) -> int:
        """Bytes of its files; 0 where that cannot be told."""
        return sum(_size(file) for file in ([self.path] if self.path else [file for _, file in self.drafts]))


def expand(
    named: Sequence[Path],
    output: Path | None = None,
    excludes: Callable[[str], bool] = lambda path: False,
    say: Callable[[str], None] = lambda text: None,
) -> list[Input]:
    """What the names stand for, in order, each file once.

    A folder stands for its tables, where it holds Parquet or JSON Lines; else for its drafts; else for its CSV, which
    beside drafts is as likely a glossary. Hidden files are left out, and so is what lies in the output.

    Args:
        output: folder of results, which is no input.
        excludes: whether the project's settings leave a file out.
        say: told what a folder holds that is left out.

    Raises:
        InputError: where one is not there.
        OptionError: where nothing is left, or a result of the output is named as an input.
    """
    for path in named:
        if files.kind(path) is files.Kind.NOTHING:
            raise InputError(path, "no such file or folder", "Check the name")
    root = _root(named)
    found: list[Input] = []
    alone: list[Path] = []
    seen: set[str] = set()

    def fresh(path: Path) -> bool:
        key = os.path.abspath(path)  # noqa: PTH100 (links are not followed)
        return not (key in seen or seen.add(key)) and not excludes(str(path))  # type: ignore[func-returns-value]

    for path in named:
        if output is not None and (_is(path, output) or _is_below(path, output)):
            raise OptionError(f"{path} lies in the output {output}: name another output")
        if path.is_dir():
            tables, drafts = _of_folder(path, output, say)
            found += [Input(_relative(t, root), t) for t in tables if fresh(t)]
            held = tuple((_relative(d, root), d) for d in drafts if fresh(d))
            found += [Input(_relative(path, root), drafts=held)] if held else []
        elif is_table(path):
            found += [Input(_relative(path, root), path)] if fresh(path) else []
        elif fresh(path):
            alone.append(path)
    if alone:
        found.append(Input(DRAFTS, drafts=tuple((_relative(d, root), d) for d in alone)))
    if not found:
        raise OptionError(f"Nothing to read in {', '.join(map(str, named))}: name tables, drafts or folders of them")
    return found


def _root(named: Sequence[Path]) -> str:
    """The folder that names count from: the only one that is named, else what all have in common."""
    whole = [os.path.abspath(path) for path in named]  # noqa: PTH100
    if len(whole) == 1 and named[0].is_dir():
        return whole[0]
    try:
        return os.path.commonpath([os.path.dirname(path) for path in whole])  # noqa: PTH120
    except ValueError:  # on several drives
        return os.sep


def _relative(path: Path, root: str) -> str:
    shown = Path(os.path.relpath(path, root)).as_posix()
    return DRAFTS if shown == "." else shown.encode("utf-8", "backslashreplace").decode("utf-8")


def _of_folder(folder: Path, output: Path | None, say: Callable[[str], None]) -> tuple[list[Path], list[Path]]:
    """The tables and the drafts that a folder stands for."""
    held: list[Path] = []
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not _is(Path(above, f), output))
        held += [Path(above, name) for name in sorted(names) if not name.startswith(".")]
    tables = [p for p in held if is_table(p) and p.is_file()]
    drafts = [Path(p) for p in below(folder, IN_FOLDERS) if output is None or not _is_below(Path(p), output)]
    sure = [table for table in tables if not may_be_glossary(table)]
    if drafts and not sure:
        if tables:
            say(f"termend: {folder}: {len(tables)} tables beside drafts may be glossaries and are left out: name them")
        return [], drafts
    if drafts:
        say(f"termend: {folder}: {len(drafts)} drafts beside tables are left out: name them")
    return tables, []


def _is_below(path: Path, folder: Path) -> bool:
    return any(_is(above, folder) for above in Path(os.path.abspath(path)).parents)  # noqa: PTH100


def _is(folder: Path, output: Path | None) -> bool:
    return output is not None and os.path.abspath(folder) == os.path.abspath(output)  # noqa: PTH100


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
