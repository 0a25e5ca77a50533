"""A limit on how long a file may take to be read: some parsers take a time that grows with the square of odd input."""

from __future__ import annotations

import time

from termend.errors import DocumentError

SECONDS = 10.0
SECONDS_PER_MEGABYTE = 5.0


class Deadline:
    """Runs from when it is made, in seconds of this thread's work; longer for a larger file.

    Args:
        path: the file, for the message.
        size: of the file, in bytes.

    Attributes:
        path: the file.
    """

    def __init__(self, path: str, size: int) -> None:
        self.path = path
        self._until = time.thread_time() + SECONDS + SECONDS_PER_MEGABYTE * size / 2**20

    def check(self) -> None:
        """Does nothing in time.

        Raises:
            DocumentError: after the deadline.
        """
        if time.thread_time() > self._until:
            raise DocumentError(
                self.path, "it takes too long to read: its marks are broken", "Mend them, or save it as plain text"
            )
