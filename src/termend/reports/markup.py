"""Text for a page: escaped, and with the characters that would mislead a reader made visible."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

# Bidirectional controls can turn a line round, invisible ones can hide in a name: Unicode TR 36, section 3.
_MISLEADING = re.compile(
    "([\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff])"
)


def visible(text: str) -> Markup:
    """The text with markup escaped and each control or invisible character written as its code, `U+202E`."""
    from markupsafe import Markup, escape

    if text.isascii() and text.isprintable():
        return escape(text)
    parts = _MISLEADING.split(text)
    return Markup("").join(escape(part) if i % 2 == 0 else _code(part) for i, part in enumerate(parts))


def _code(character: str) -> Markup:
    from markupsafe import Markup

    name = unicodedata.name(character, "control character").lower()
    return Markup('<span class="code" title="{}">U+{:04X}</span>').format(name, ord(character))


def visible_plain(text: str) -> str:
    """As `visible`, for places that hold no elements (attributes, the text of a drawing); still to be escaped."""
    return _MISLEADING.sub(lambda m: f"[U+{ord(m.group()):04X}]", text)


def percent(score: float) -> str:
    """A probability as people read it: never 100 % where something is left open."""
    shown = round(score * 100)
    return f"{99 if shown == 100 and score < 1 else shown} %"


def band(score: float) -> str:
    """The three bands a page tells apart by line and colour: `sure` (0.9 and up), `likely` (0.7 and up), `unsure`."""
    return "sure" if score >= 0.9 else "likely" if score >= 0.7 else "unsure"


@cache
def environment(package: str = "termend.reports") -> Environment:
    """Jinja with everything escaped, and a package's templates; pages of other packages add theirs on top."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(visible=visible, visible_plain=visible_plain, percent=percent, band=band)
    return made
