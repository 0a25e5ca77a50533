"""Large glossaries kept on disk between runs, so that the next run need not read every row.

A file is named after everything that it was made from: the glossary's bytes and name, termend's version. A file that
cannot be read is made anew; a folder that cannot be written is no error.
"""

from __future__ import annotations

import os
from pathlib import Path

from termend import arrays, user_cache
from termend.glossary.glossary import Glossary
from termend.glossary.kept import KeptGlossary, arrays_of

FORMAT = 5


def path(raw: bytes, name: str) -> Path:
    """Where what is kept of a glossary file lies.

    Args:
        raw: the file's bytes.
        name: its name, which its terms carry.
    """
    return user_cache.place("glossary", str(FORMAT), name, raw)


def read(raw: bytes, name: str) -> Glossary | None:
    """The glossary of a file, or None where nothing is kept of it or what is kept is broken."""
    file = path(raw, name)
    try:
        if not file.is_file():
            return None
        glossary = KeptGlossary.read(arrays.read(file), name)
        os.utime(file)
    except arrays.UNREADABLE:
        return None
    return glossary


def write(raw: bytes, glossary: Glossary) -> None:
    """Keep the glossary of one file; where that fails, nothing happens."""
    content = arrays_of(glossary)
    if content is not None:
        user_cache.write(path(raw, glossary.names[0]), content)
