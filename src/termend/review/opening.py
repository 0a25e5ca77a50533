"""Open the desk in the browser without telling the key to its page to whoever lists processes: an argument of a process
is everybody's to read, so the browser is given a file that only the user may read, and that leads on to the page."""

from __future__ import annotations

import shutil
import tempfile
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

_PAGE = (
    '<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={address}"><title>termend</title>\n'
)


@contextmanager
def led_to(address: str) -> Iterator[Path]:
    """A file of the user's own that leads to an address; it goes when this ends."""
    folder = Path(tempfile.mkdtemp(prefix="termend-"))  # only the user may enter it
    try:
        page = folder / "open.html"
        page.write_text(_PAGE.format(address=escape(address)), encoding="utf-8")
        yield page
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def show(page: Path) -> None:
    """Open a page in the user's browser, without waiting for it."""
    threading.Thread(target=webbrowser.open, args=(page.as_uri(),), daemon=True).start()
