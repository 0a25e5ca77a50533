"""Keep the decisions of one draft on disk: whole at every step, and shared by all who decide at once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from termend.documents.encoding import MAX_BYTES
from termend.errors import InputError
from termend.files import write_atomically
from termend.review.beside import decisions_of
from termend.review.decisions import Entry, Journal, from_json, to_json, to_line

if TYPE_CHECKING:
    from filelock import BaseFileLock


def read(path: Path) -> Journal | None:
    """The journal in a file, or None where there is no file.

    Raises:
        InputError: where it cannot be read, or is no decisions file.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(path, "too large for a file of decisions", "Name the file termend review wrote")
        return from_json(str(path), path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise InputError(path, "not UTF-8", "Name the file termend review wrote") from error
    except OSError as error:
        raise InputError(path, error.strerror or "it cannot be read", "Check its permissions") from error


class Store:
    """The decisions file of one draft, read again whenever another process has written it.

    Every change is made under a lock that all processes of one user share: read what is there, add the entries,
    write the whole file beside it, rename. So nobody's entry is lost and a killed process leaves a whole file.
    """

    def __init__(self, draft: str) -> None:
        self.path = decisions_of(draft)
        self._draft = Path(draft).name
        self._journal = Journal(self._draft)
        self._lines: list[str] = []
        self._seen: tuple[int, int, int] | None = None

    def read(self) -> Journal:
        """The journal as it stands on disk. The same object is returned while nothing changes.

        Raises:
            InputError: where the file cannot be read, or is no decisions file.
        """
        stamp = self._stamp()
        if stamp != self._seen:
            self._take(read(self.path) or Journal(self._draft))
            self._seen = stamp
        return self._journal

    def add(self, *entries: Entry) -> Journal:
        """The journal with entries added, on disk when this returns.

        Raises:
            InputError: where the file cannot be read or written; then nothing is changed.
        """
        with _locked(self.path):
            whole = (*self.read().entries, *entries)
            lines = [*self._lines, *map(to_line, entries)]
            write_atomically(self.path, to_json(self._draft, lines).encode("utf-8"))
            self._journal, self._lines = Journal(self._draft, whole), lines
            self._seen = self._stamp()
            return self._journal

    def _take(self, journal: Journal) -> None:
        self._journal = journal
        self._lines = [to_line(entry) for entry in journal.entries]

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            stat = self.path.stat()
        except OSError:
            return None
        return stat.st_ino, stat.st_mtime_ns, stat.st_size


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock of a decisions file; where the user has no folder to lock in, one process is taken to be alone."""
    lock = _lock(path)
    try:
        yield
    finally:
        if lock is not None:
            lock.release()


def _lock(path: Path) -> BaseFileLock | None:
    from filelock import FileLock, Timeout
    from platformdirs import user_cache_path

    name = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:24]
    folder = user_cache_path("termend") / "locks"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / f"{name}.lock", timeout=10)
        lock.acquire()
    except Timeout as error:
        raise InputError(path, "another termend holds it", "Close the other one and decide again") from error
    except OSError:
        return None
    return lock
