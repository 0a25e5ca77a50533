"""Text that may stand in XML 1.0 (fifth edition, section 2.2)."""

from __future__ import annotations

from termend.documents.escaping import NOT_XML


def xml_text(text: str) -> str:
    """The text with U+FFFD for every character that XML cannot hold, escaped or not."""
    return NOT_XML.sub("\ufffd", text)
