"""What is installed only where it is asked for: pip's extras, and what to say where one is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from termend.errors import OptionError


@contextmanager
def needed(extra: str, *packages: str) -> Iterator[None]:
    """Imports inside it that fail for want of these packages say how to install them.

    Args:
        extra: name of the extra in pyproject.toml that brings the packages.
        packages: top-level modules, as they are imported.

    Raises:
        OptionError: where one of them is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in packages:
            raise
        raise OptionError(f"This needs {missing}, which is not installed: pip install 'termend[{extra}]'") from error
