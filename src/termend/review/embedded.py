"""Style and first script of the desk's pages, which stand in each page itself: nothing else is waited for before it is
painted, and the keys are listened to at once. The policy admits them by their hashes (CSP Level 3, section 6.7.3)."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup


@cache
def style() -> Markup:
    """The style sheets, the last for print alone."""
    shared = _read("termend.reports", "templates", "base.css")
    own, on_paper = (_read("termend.review", "static", name) for name in ("desk.css", "print.css"))
    return _markup(f"{shared}{own}@media print {{\n{on_paper}}}\n")


@cache
def script() -> Markup:
    """What a page does before it is read to its end."""
    return _markup("".join(_read("termend.review", "static", name) for name in ("own.js", "keys.js")))


def admitted(text: str) -> str:
    """A source expression of the content security policy that admits this very text."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _read(package: str, folder: str, name: str) -> str:
    return resources.files(package).joinpath(folder, name).read_text(encoding="utf-8")


def _markup(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(text)
