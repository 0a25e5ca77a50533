"""A progress bar on standard error, at a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence


def shown(paths: Sequence[str]) -> Iterator[str]:
    """The paths in order; where there are several and standard error is a terminal, with a bar that advances."""
    if len(paths) < 2 or not sys.stderr.isatty():
        yield from paths
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(paths, description="drafts", console=Console(stderr=True), transient=True)
