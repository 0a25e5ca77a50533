"""Work that its worker does not survive, for tests of what happens then."""

import os

from termend.archive.making import Made


def lengths(run, rows):
    """The lengths of texts as findings; the worker ends where one says so."""
    if any(row.text == "die" for row in rows):
        os._exit(1)
    return [Made(({"length": len(row.text)},)) for row in rows]
