"""Large glossaries kept on disk between runs, so that the next run need not read every row.

A file is named after everything that it was made from: the glossary's bytes and name, termend's version. A file that
cannot be read is made anew; a folder that cannot be written is no error.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

import numpy as np

import termend
from termend import arrays, resources
from termend.errors import TermendError
from termend.glossary.glossary import Glossary
from termend.glossary.kept import KeptGlossary, arrays_of

FORMAT = 2
_MOST_FILES = 12


def path(raw: bytes, name: str) -> Path:
    """Where what is kept of a glossary file lies.

    Args:
        raw: the file's bytes.
        name: its name, which its terms carry.
    """
    digest = hashlib.sha256(f"{FORMAT} {termend.__version__} {np.__version__} {name}\n".encode())
    digest.update(raw)
    return resources.kept() / f"glossary-{digest.hexdigest()[:24]}.npz"


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
    """Keep the glossary of one file; where that fails, nothing happens. The oldest beyond a dozen go."""
    content = arrays_of(glossary)
    if content is None:
        return
    file = path(raw, glossary.names[0])
    with contextlib.suppress(TermendError, OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        arrays.save(file, content, level=0)
        kept = sorted(file.parent.glob("glossary-*.npz"), key=lambda p: p.stat().st_mtime_ns, reverse=True)
        for old in kept[_MOST_FILES:]:
            old.unlink(missing_ok=True)
