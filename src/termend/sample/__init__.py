"""An invented article as an engine garbles it, with its Chinese and the English an editor would print.

The files lie beside this one, a line of each for a line of the others. Written for this project; the event is invented,
the names are real.
"""

from __future__ import annotations

from pathlib import Path

NAMES = ("draft.txt", "source.txt", "right.txt")


def read(name: str) -> bytes:
    """The bytes of one of the files in `NAMES` (UTF-8).

    Raises:
        KeyError: where there is no such file.
    """
    if name not in NAMES:
        raise KeyError(name)
    return (Path(__file__).parent / name).read_bytes()
