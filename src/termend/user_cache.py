"""Files of arrays that are kept in the user's cache between runs.

A file is named after all that it was made from. A folder that cannot be written is no error: then nothing is kept.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import termend
from termend import arrays, resources
from termend.errors import TermendError
from termend.ledger import Role

_MOST_FILES = 12  # of one kind


def place(kind: str, *made_from: str | bytes) -> Path:
    """Where a file lies that was made from these, by this version of termend; it need not exist.

    Args:
        kind: begins its name.
    """
    digest = hashlib.sha256(f"{termend.__version__} {np.__version__}".encode())
    for part in made_from:
        digest.update(b"\n" + (part if isinstance(part, bytes) else part.encode()))
    return resources.kept() / f"{kind}-{digest.hexdigest()[:24]}.npz"


def write(file: Path, content: Mapping[str, NDArray[np.generic]]) -> None:
    """Keep arrays in a file that `place` named; where that fails, nothing happens. The oldest beyond a dozen go."""
    with contextlib.suppress(TermendError, OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        arrays.save(file, content, level=0, over=Role.CACHE)
        alike = file.parent.glob(f"{file.name.partition('-')[0]}-*.npz")
        for old in sorted(alike, key=lambda p: p.stat().st_mtime_ns, reverse=True)[_MOST_FILES:]:
            old.unlink(missing_ok=True)
