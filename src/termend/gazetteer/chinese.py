"""How the gazetteer writes a Chinese name."""

from __future__ import annotations

from termend.language.hanzi import HANZI_CLASS, simplified

# Letters and figures may stand in a name, and one kind of dot and dash.
NAME_CLASS = f"{HANZI_CLASS}A-Za-z0-9·-"
_MARKS = str.maketrans("•・‧∙･－—–−", "·····----")


def normal(text: str) -> str:
    """Simplified characters with one kind of dot and dash; as many code points as before."""
    return simplified(text).translate(_MARKS)
