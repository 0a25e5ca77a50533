"""Where the shipped glossaries and models lie: inside the installed package, or beside `src` in a checkout.

And where what is made of a user's glossaries is kept between runs.
"""

from __future__ import annotations

import os
from pathlib import Path

from termend.errors import InputError

_PACKAGE = Path(__file__).resolve().parent


def _folder(kind: str) -> Path:
    installed = _PACKAGE / "shipped" / kind
    checkout = _PACKAGE.parent.parent / kind
    for folder in (installed, checkout):
        if folder.is_dir():
            return folder
    raise InputError(
        installed, f"the shipped {kind} are missing", "Install termend again: pip install --force-reinstall termend"
    )


def glossaries() -> Path:
    """Folder of the shipped glossaries.

    Raises:
        InputError: where the installation lost them.
    """
    return _folder("glossaries")


def models() -> Path:
    """Folder of the shipped models and tables.

    Raises:
        InputError: where the installation lost them.
    """
    return _folder("models")


def kept() -> Path:
    """Folder of what is kept between runs: `TERMEND_CACHE_DIR` or the user's cache folder; it need not exist."""
    chosen = os.environ.get("TERMEND_CACHE_DIR")
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_cache_dir("termend", appauthor=False))
