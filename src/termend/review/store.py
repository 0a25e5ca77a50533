"""Keep the decisions of one draft on disk: whole at every step, and shared by all who decide at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from termend import files
from termend.documents.encoding import MAX_BYTES
from termend.errors import InputError
from termend.ledger import Role
from termend.review.beside import decisions_of
from termend.review.decisions import Entry, Journal, from_json, to_json, to_line

_PATIENCE = 10.0  # seconds that one waits for another's decision to be kept


def read(path: Path) -> Journal | None:
    """The journal in a file, or None where there is no file.

    Raises:
        InputError: where it cannot be read, or is no decisions file.
    """
    if files.kind(path) is files.Kind.NOTHING:
        return None
    try:
        return from_json(str(path), files.read_bytes(path, Role.DECISIONS, MAX_BYTES).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(path, "not UTF-8", "Name the file termend review wrote") from error


class Store:
    """The decisions file of one draft, read again whenever another process has written it.

    Every change is made under a lock that lies beside the file: read what is there, add the entries, write
    the whole file beside it, rename. So nobody's entry is lost and a killed process leaves a whole file.
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
            files.write_atomically(self.path, to_json(self._draft, lines).encode("utf-8"), Role.DECISIONS)
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
    """Hold the lock of a decisions file, which lies beside it: whoever may decide of the draft sees it.

    Raises:
        InputError: where it cannot be had; without it another's decision could be lost.
    """
    from filelock import FileLock, Timeout

    real = path.resolve()
    lock = FileLock(real.with_name(f".{real.name}.lock"), timeout=_PATIENCE)
    try:
        lock.acquire()
    except Timeout as error:
        raise InputError(path, "another termend holds it", "Close the other one and decide again") from error
    except (OSError, NotImplementedError) as error:
        problem = getattr(error, "strerror", None) or "its folder takes no locks"
        raise InputError(path, f"it cannot be locked: {problem}", "Have the draft in a folder to write in") from error
    try:
        yield
    finally:
        lock.release()
