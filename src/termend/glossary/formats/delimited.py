"""CSV and TSV, with or without a header, and the tab-separated glossaries of OmegaT (`.txt`, `.tab`, `.utf8`)."""

from __future__ import annotations

from dataclasses import replace

from termend.glossary import table
from termend.glossary.entries import Contents
from termend.glossary.formats.text import decoded


def read(path: str, raw: bytes) -> Contents:
    """The rows of a table.

    Raises:
        GlossaryError: as `termend.glossary.table.read`, and where the bytes are no text.
    """
    text, encoding = decoded(path, raw)
    delimiter = "\t" if path.lower().endswith((".tsv", ".tab", ".txt", ".utf8")) else None
    return replace(table.read(path, text, encoding, delimiter), size=len(raw))
