"""How often Python looks for objects that nothing but one another refers to."""

from __future__ import annotations

import gc

# Objects made since the last look. Most of what a check allocates lives to its end, and goes by its reference count.
_LOOK_AFTER = 1_000_000


def look_seldom() -> None:
    """For a process that termend has to itself: a command, a measurement."""
    gc.set_threshold(_LOOK_AFTER)


def leave_alone_what_is_open() -> None:
    """Tables and glossaries that stay open to the end of a process are not looked through again."""
    gc.collect()
    gc.freeze()
