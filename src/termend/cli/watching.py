"""Drafts watched while somebody writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from termend.extras import needed

if TYPE_CHECKING:
    from threading import Event


def changes(watched: Iterable[str | Path], stop: Event | None = None) -> Iterator[frozenset[Path]]:
    """Files that were written or replaced, each time some were, until interrupted; all as absolute paths.

    The folders are watched and not the files, since editors put a new file in the old one's place.

    Args:
        stop: ends it, for a caller that is not to be interrupted.

    Raises:
        OptionError: where the package that watches is not installed.
    """
    with needed("watch", "watchfiles"):
        from watchfiles import Change, watch

    files = {Path(file).absolute() for file in watched}
    folders = {file.parent for file in files}

    def is_watched(change: Change, path: str) -> bool:
        return change is not Change.deleted and Path(path) in files

    for found in watch(*folders, watch_filter=is_watched, recursive=False, stop_event=stop):
        yield frozenset(Path(path) for _, path in found)
