"""The lines of a file that is measured on."""

from __future__ import annotations

from pathlib import Path

from termend import files
from termend.errors import InputError
from termend.ledger import Role

_MOST_BYTES = 1024 * 1024 * 1024


def lines_of(path: Path, what: str) -> list[str]:
    """The lines of a UTF-8 file, without their ends; a text's own line separators do not cut it.

    Args:
        what: what the file should hold, for the message.

    Raises:
        InputError: where it cannot be read.
    """
    raw = files.read_bytes(path, Role.TEXT, _MOST_BYTES)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(path, "it is no UTF-8", f"Name a UTF-8 file with {what}", line) from error
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]
