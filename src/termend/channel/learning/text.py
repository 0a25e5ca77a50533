"""Clean text, parted into what may be trained on and what is held out for measuring."""

from __future__ import annotations

from pathlib import Path

from termend.errors import InputError


def read_lines(path: Path) -> list[str]:
    """The lines of a UTF-8 file that hold something.

    Raises:
        InputError: where it cannot be read.
    """
    try:
        return [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"it cannot be read ({error})", "Name a file of UTF-8 text") from error


def training_lines(path: Path, held_out: float) -> list[str]:
    """The first lines, all but the share `held_out` (0 to 1)."""
    lines = read_lines(path)
    return lines[: len(lines) - round(held_out * len(lines))]


def held_out_lines(path: Path, held_out: float) -> list[str]:
    """The last lines: the share `held_out` (0 to 1)."""
    lines = read_lines(path)
    return lines[len(lines) - round(held_out * len(lines)) :]
