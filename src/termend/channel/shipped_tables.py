"""The tables that travel with the program, by way of a copy that opens at once.

What is shipped is compressed. The first run keeps a plain copy with the hash tables of its strings in the user's cache;
it is named after the file's size and time and after termend's version. A copy that cannot be read is made anew; a
folder that cannot be written is no error.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from termend import resources, user_cache
from termend.channel.tables import BUCKETS, ORDER, Archive
from termend.errors import TermendError
from termend.hashed import table
from termend.packed import Texts

_FORMAT = 2
# The names of arrays of strings, each of which stands once, end so.
_STRINGS = (".keys", ".items", "names")


def read(name: str) -> Archive:
    """The archive of a shipped table: `lexicon`, `sound`, `english`, `parallel`.

    Raises:
        TermendError: where it is missing or broken.
    """
    shipped = resources.models() / "channel" / f"{name}.npz"
    copy = _copy_of(shipped)
    with contextlib.suppress(TermendError, OSError):
        if copy is not None and copy.is_file():
            found = Archive(copy)
            os.utime(copy)
            return found
    archive = Archive(shipped)
    if copy is not None:
        _keep(copy, archive)
    return archive


def _copy_of(shipped: Path) -> Path | None:
    """Where the copy of a file is kept; None where there is no such file."""
    try:
        stat = shipped.stat()
    except OSError:
        return None
    return user_cache.place("tables", str(_FORMAT), str(shipped), str(stat.st_size), str(stat.st_mtime_ns))


def _keep(copy: Path, archive: Archive) -> None:
    content: dict[str, NDArray[np.generic]] = archive.arrays()
    for name in [name for name in content if name.endswith(_STRINGS)]:
        content[f"{name}{ORDER}"], content[f"{name}{BUCKETS}"] = table(Texts(content[name].astype(np.uint8)))
    user_cache.write(copy, content)
