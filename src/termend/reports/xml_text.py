"""Text that may stand in XML 1.0 (fifth edition, section 2.2)."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text with U+FFFD for every character that XML cannot hold, escaped or not."""
    return _NOT_XML.sub("\ufffd", text)
