"""Work that its worker does not survive, for tests of what happens then."""

import os


def lengths(rows):
    """The lengths of texts; the worker ends where one says so."""
    if any(row.text == "die" for row in rows):
        os._exit(1)
    return [len(row.text) for row in rows]
