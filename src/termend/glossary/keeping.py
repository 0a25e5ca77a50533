"""Large glossaries kept on disk between runs, so that the next run need not read every row.

A file is named after everything that it was made from: the glossary's bytes and name, termend's version. A file that
cannot be read is made anew; a folder that cannot be written is no error.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import zipfile
from pathlib import Path

import numpy as np

import termend
from termend import resources
from termend.errors import TermendError
from termend.files import write_atomically
from termend.glossary.glossary import Glossary
from termend.glossary.kept import KeptGlossary, arrays_of

FORMAT = 1
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
        with np.load(io.BytesIO(file.read_bytes()), allow_pickle=False) as archive:
            glossary = KeptGlossary.read({key: archive[key] for key in archive.files}, name)
        os.utime(file)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    return glossary


def write(raw: bytes, glossary: Glossary) -> None:
    """Keep the glossary of one file; where that fails, nothing happens. The oldest beyond a dozen go."""
    arrays = arrays_of(glossary)
    if arrays is None:
        return
    file = path(raw, glossary.names[0])
    content = io.BytesIO()
    np.savez(content, allow_pickle=False, **arrays)
    with contextlib.suppress(TermendError, OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, content.getvalue())
        kept = sorted(file.parent.glob("glossary-*.npz"), key=lambda p: p.stat().st_mtime_ns, reverse=True)
        for old in kept[_MOST_FILES:]:
            old.unlink(missing_ok=True)
