"""The recall index of a glossary, kept on disk between runs.

A file is named after everything that it was made from: the glossary's fingerprint, termend's version, the tables. A
file that cannot be read is made anew; a folder that cannot be written is no error. `TERMEND_CACHE_DIR` names
another folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

import numpy as np

import termend
from termend import arrays, resources
from termend.channel.recall import Index
from termend.channel.tables import Archive
from termend.errors import TermendError
from termend.glossary import Glossary

FORMAT = 4
# A smaller glossary is indexed faster than a file is found.
SMALLEST = 300
_MOST_FILES = 12


def path(glossary: Glossary) -> Path:
    """The file of a glossary's index."""
    digest = hashlib.sha256(f"{FORMAT} {termend.__version__} {np.__version__} {glossary.fingerprint}".encode())
    for table in sorted((resources.models() / "channel").glob("*.npz")):
        stat = table.stat()
        digest.update(f" {table.name} {stat.st_size} {stat.st_mtime_ns}".encode())
    return resources.kept() / f"recall-{digest.hexdigest()[:24]}.npz"


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
    """Keep an index; where that fails, nothing happens. The oldest beyond a dozen go."""
    if len(glossary.by_source) < SMALLEST:
        return
    file = path(glossary)
    with contextlib.suppress(TermendError, OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        arrays.save(file, index.arrays(), level=0)
        kept = sorted(file.parent.glob("recall-*.npz"), key=lambda p: p.stat().st_mtime_ns, reverse=True)
        for old in kept[_MOST_FILES:]:
            old.unlink(missing_ok=True)
