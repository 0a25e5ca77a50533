"""Text as a terminal may print it: what would steer the terminal, or turn the reading order round, is shown escaped."""

from __future__ import annotations

import re

# C0 without tab and line feed, DEL, C1; line and paragraph separators; marks and overrides of direction (Unicode
# Technical Report 36, section 3.2); surrogates, which stand for the bytes of names that are no UTF-8 (PEP 383).
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BYTES = range(0xDC80, 0xDD00)  # surrogates that stand for a byte


def visible(text: str) -> str:
    """The text with such characters as `\\x1b` or `\\u202e`; tab and line feed stay."""
    return _STEERING.sub(_escaped, text)


def on_one_line(text: str) -> str:
    """The same with tab and line feed escaped as well."""
    return visible(text).replace("\n", "\\n").replace("\t", "\\t")


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code in _BYTES:
        code -= 0xDC00
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"
