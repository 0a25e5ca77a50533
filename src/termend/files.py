"""Read a file within limits; write one whole or not at all, and never over what the run has read.

What is no ordinary file (a device, a FIFO, a descriptor) is written through. Of a symbolic link the target is replaced.
A file with several names (hard links) is left as it is: to write it whole would part them.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import stat
import sys
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from errno import ELOOP
from pathlib import Path
from typing import BinaryIO

from termend import ledger
from termend.errors import InputError, OptionError
from termend.ledger import Role
from termend.visible import visible

STANDARD = "-"
"""Stands for standard input and standard output; the file of that name is `./-`."""

_MOST_LINKS = 40  # followed, as by Linux
_DESCRIPTORS = re.compile(r"/dev/fd|/proc/(\d+)/fd")
_PREFIX, _SUFFIX = ".termend-", ".part"  # of temporary files
_MAY_BE_READ_BY_ALL = 0o666  # before the user's mask
_OWNER_ALONE = 0o600
_PERMISSIONS = 0o7777


class Kind(Enum):
    """What stands under a name."""

    NOTHING = auto()
    FILE = auto()
    FOLDER = auto()
    OTHER = auto()  # a device, a FIFO, a socket


def kind(path: str | Path, error: type[InputError] = InputError) -> Kind:
    """What stands under a name, links followed.

    Raises:
        InputError: (or the kind given) where a folder on the way may not be entered, or links go round.
    """
    found = _stat(path, error)
    if found is None:
        return Kind.NOTHING
    if stat.S_ISREG(found.st_mode):
        return Kind.FILE
    return Kind.FOLDER if stat.S_ISDIR(found.st_mode) else Kind.OTHER


def _stat(path: str | Path, error: type[InputError]) -> os.stat_result | None:
    try:
        return Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as reason:
        problem = getattr(reason, "strerror", None) or "this can be no file's name"
        raise error(path, problem, "Check its name and permissions") from reason


def read_bytes(path: str | Path, role: Role, most: int, error: type[InputError] = InputError) -> bytes:
    """The bytes of an ordinary file, which is an input of the run from now on.

    Args:
        role: what it is read as.
        most: bytes that such a file may have.
        error: kind of the error raised.

    Raises:
        InputError: where there is no such file, it is none, cannot be read, or is too large.
    """
    file = Path(path)
    found = _stat(path, error)
    if found is None:
        raise error(path, "no such file", "Check the name")
    if stat.S_ISDIR(found.st_mode):
        if not os.access(path, os.R_OK | os.X_OK):
            raise error(path, "Permission denied", "Check its permissions")
        raise error(path, "this is a folder", "Name the files in it")
    if not stat.S_ISREG(found.st_mode):
        raise error(path, "this is no ordinary file", "Name a file")
    if found.st_size > most:
        problem = f"{found.st_size // 2**20} MB is more than a {role}'s {most // 2**20} MB"
        raise error(path, problem, "Split the file")
    ledger.enter(path, role)
    try:
        return file.read_bytes()
    except OSError as reason:
        raise error(path, reason.strerror or "it cannot be read", "Check its permissions") from reason


def read_standard_input(role: Role, most: int, error: type[InputError] = InputError) -> bytes:
    """All of standard input; where it is a file, that is an input of the run.

    Raises:
        InputError: where it is closed, cannot be read, or is too large.
    """
    if sys.stdin is None:
        raise error(STANDARD, "standard input is closed", "Name a file")
    with contextlib.suppress(OSError, ValueError):
        ledger.enter(sys.stdin.fileno(), role)
    try:
        raw = sys.stdin.buffer.read(most + 1)
    except OSError as reason:
        raise error(STANDARD, reason.strerror or "it cannot be read", "Name a file") from reason
    if len(raw) > most:
        raise error(STANDARD, f"more than a {role}'s {most // 2**20} MB", "Split it")
    return raw


def require_writable(paths: Iterable[str | Path], over: Role | None = None) -> None:
    """Nothing, where `write_atomically` may write each of these; says so before the work, not after it.

    Raises:
        InputError, OptionError: as `write_atomically`; OptionError where two of them are one file.
    """
    seen: set[object] = set()
    for path in paths:
        target = _target(path)
        if target in seen and not (isinstance(target, Path) and kind(target) is Kind.OTHER):
            raise _twice(path)
        seen.add(target)
        _guard(path, target, over)
        if isinstance(target, Path) and kind(target) is not Kind.OTHER and not os.access(target.parent, os.W_OK):
            problem = "Permission denied" if target.parent.is_dir() else "there is no such folder"
            raise InputError(path, problem, "Name a folder that exists and can be written")


def write_atomically(path: str | Path, data: bytes | Iterable[bytes | memoryview], over: Role | None = None) -> None:
    """Write a file whole or not at all, with the mode and owner of the one that was there.

    Args:
        path: `-` (as text) for standard output.
        data: all of it, or one piece after another: then an error on the way leaves what was there.
        over: what the file may be to this run and yet be written over; None where it must be no input.

    Raises:
        InputError: where it cannot be written: no such folder, a folder, read-only, several names, no room.
        OptionError: where it is an input of the run, or the run has written it already.
    """
    target = _target(path)
    found = _guard(path, target, over)
    pieces: Iterable[bytes | memoryview] = (data,) if isinstance(data, bytes) else data
    try:
        if isinstance(target, int):
            _write_to_descriptor(target, pieces)
        elif found is not None and not stat.S_ISREG(found.st_mode):
            _write_through(target, pieces)
        else:
            _sweep(target.parent)
            _replace(target, pieces, found)
            if found is not None:
                ledger.replace(found, target.stat())
            if over is None:
                ledger.enter_written(target.stat())
    except OSError as error:
        missing = isinstance(error, FileNotFoundError | PermissionError)
        remedy = "Name a folder that exists and can be written" if missing else "Free some space or name another file"
        raise InputError(path, error.strerror or "it cannot be written", remedy) from error


def _target(path: str | Path) -> Path | int:
    """Where a name leads, link by link: a place for a file, or a descriptor of this process."""
    if path == STANDARD:
        return 1
    if str(path).endswith(os.sep) and kind(path) is not Kind.FOLDER:
        raise InputError(path, "there is no such folder", "Make it, or name a file")
    here = Path(path)
    try:
        for _ in range(_MOST_LINKS):
            if here.name in ("", ".."):
                return here.resolve()
            folder = here.parent.resolve()
            here = folder / here.name
            descriptors = _DESCRIPTORS.fullmatch(str(folder))
            if descriptors and here.name.isdecimal() and descriptors[1] in (None, str(os.getpid())):
                return int(here.name)
            if not here.is_symlink():
                return here
            here = folder / here.readlink()
    except (OSError, RuntimeError, ValueError) as error:
        problem = getattr(error, "strerror", None) or "this can be no file's name"
        raise InputError(path, problem, "Check its name and permissions") from error
    raise InputError(path, os.strerror(ELOOP), "Mend the links, or name another file")


def _guard(path: str | Path, target: Path | int, over: Role | None) -> os.stat_result | None:
    """What stands where a file is to be written; None for nothing."""
    if isinstance(target, int):
        found = None
        with contextlib.suppress(OSError):
            found = os.fstat(target)
    else:
        found = _stat(target, InputError)
    if found is None or (not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode)):
        return found
    if stat.S_ISDIR(found.st_mode):
        raise InputError(path, "this is a folder", "Name a file in it")
    read_as = sorted(ledger.roles(found) - {over})
    if read_as:
        raise OptionError(
            f"{path} is the {read_as[0]} itself: name another file; only --in-place and --fix write over what is read"
        )
    if isinstance(target, int):
        return found
    if over is None and ledger.was_written(found):
        raise _twice(path)
    if found.st_nlink > 1:
        problem = f"it has {found.st_nlink} names (hard links), and writing it whole would part them"
        raise InputError(path, problem, "Name another file, or make this one a copy")
    if not os.access(target, os.W_OK):
        raise InputError(path, "it is read-only", "Name another file, or let it be written")
    return found


def _twice(path: str | Path) -> OptionError:
    where = "Standard output" if path == STANDARD else str(path)
    return OptionError(f"{where} would be written twice: name a file for each")


def _write_to_descriptor(descriptor: int, pieces: Iterable[bytes | memoryview]) -> None:
    """Behind what was printed, where it is standard output or error; a terminal is shown what would steer it."""
    for number, stream in ((1, sys.stdout), (2, sys.stderr)):
        if descriptor == number and stream is not None:
            stream.flush()
            if stream.isatty():
                pieces = (visible(b"".join(pieces).decode("utf-8", "backslashreplace")).encode("utf-8"),)
            stream.buffer.writelines(pieces)
            stream.flush()
            return
    with open(os.dup(descriptor), "wb") as file:  # noqa: PTH123 (a descriptor has no path)
        file.writelines(pieces)


def _write_through(target: Path, pieces: Iterable[bytes | memoryview]) -> None:
    descriptor = os.open(target, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
    with open(descriptor, "wb") as file:  # noqa: PTH123
        file.writelines(pieces)


def _replace(target: Path, pieces: Iterable[bytes | memoryview], found: os.stat_result | None) -> None:
    file, temporary = _temporary(target.parent, _MAY_BE_READ_BY_ALL if found is None else _OWNER_ALONE)
    try:
        file.writelines(pieces)
        file.flush()
        if found is not None:
            with contextlib.suppress(OSError, AttributeError):  # another's file, or a system without owners
                os.chown(temporary, found.st_uid, found.st_gid)
            temporary.chmod(found.st_mode & _PERMISSIONS)
        os.fsync(file.fileno())
        if sys.platform == "win32":
            file.close()
        temporary.replace(target)
        _settle(target.parent)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    finally:
        file.close()  # and with it the hold on the temporary file


def _settle(folder: Path) -> None:
    """Have the new name itself on the disk, where the system can be asked for it."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _temporary(folder: Path, mode: int) -> tuple[BinaryIO, Path]:
    """A new file, held for as long as it is open, so that no other run takes it for one that was left behind."""
    while True:
        path = folder / f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        _hold(descriptor, wait=True)
        if os.fstat(descriptor).st_nlink:
            return open(descriptor, "w+b"), path  # noqa: PTH123
        os.close(descriptor)  # another run removed it before it was held


def _sweep(folder: Path) -> None:
    """Remove what killed runs left in a folder: temporary files of this user that no process holds."""
    if not ledger.first_in(folder):
        return
    with contextlib.suppress(OSError):
        for path in _left_behind(folder):
            with contextlib.suppress(OSError):
                descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
                try:
                    own = not hasattr(os, "geteuid") or os.fstat(descriptor).st_uid == os.geteuid()
                    if own and stat.S_ISREG(os.fstat(descriptor).st_mode) and _hold(descriptor, wait=False):
                        path.unlink()
                finally:
                    os.close(descriptor)


def _left_behind(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_PREFIX) and entry.name.endswith(_SUFFIX):
                yield Path(entry.path)


def _hold(descriptor: int, wait: bool) -> bool:
    """Lock an open file until it is closed; whether that worked. Without waiting, not where another holds it."""
    if sys.platform == "win32":
        return True  # nobody else can remove an open file there
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True
