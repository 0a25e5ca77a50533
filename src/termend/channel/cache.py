"""The recall index of a glossary, kept on disk between runs.

A file is named after everything that it was made from: the glossary's fingerprint, termend's version, the tables. A
file that cannot be read is made anew; a folder that cannot be written is no error. `TERMEND_CACHE_DIR` names
another folder.
"""

from __future__ import annotations

import os
from pathlib import Path

from termend import resources, user_cache
from termend.channel.recall import Index
from termend.channel.tables import Archive
from termend.errors import TermendError
from termend.glossary import Glossary

FORMAT = 5
# A smaller glossary is indexed faster than a file is found.
SMALLEST = 300


def path(glossary: Glossary) -> Path:
    """The file of a glossary's index."""
    stats = [(table.name, table.stat()) for table in sorted((resources.models() / "channel").glob("*.npz"))]
    tables = (f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in stats)
    return user_cache.place("recall", str(FORMAT), glossary.fingerprint, *tables)


def read(glossary: Glossary) -> Index | None:
    """The index of a glossary, or None where none is kept or it is broken."""
    if len(glossary.by_source) < SMALLEST:
        return None
    file = path(glossary)
    try:
        if not file.is_file():
            return None
        index = Index.read(Archive(file))
        os.utime(file)
    except (TermendError, OSError, ValueError, IndexError):
        return None
    return index if len(index.sources) == len(glossary.by_source) else None


def write(glossary: Glossary, index: Index) -> None:
    """Keep an index; where that fails, nothing happens."""
    if len(glossary.by_source) < SMALLEST:
        return
    user_cache.write(path(glossary), index.arrays())
