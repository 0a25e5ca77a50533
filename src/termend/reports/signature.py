"""What a score or a report was made with, in one line (after sacreBLEU's signatures, Post 2018)."""

from __future__ import annotations

import termend
from termend.glossary import Glossary


def signature(glossary: Glossary, min_score: float) -> str:
    """`termend VERSION | glossary NAMES HASH | min-score S`."""
    names = "+".join(glossary.names) or "none"
    return f"termend {termend.__version__} | glossary {names} {glossary.fingerprint} | min-score {min_score:g}"
