"""Drafts: read to segments, write back with nothing but the edits changed. One file a format."""

from termend.documents.beside import is_pattern, is_source, require_pattern, source_beside
from termend.documents.expanding import expand
from termend.documents.ignoring import ignored
from termend.documents.locating import FileText, file_text
from termend.documents.reading import parse, parse_text, read, read_bytes
from termend.documents.registry import named_format
from termend.documents.writing import render, render_tracked, tracks_changes

__all__ = [
    "FileText",
    "expand",
    "file_text",
    "ignored",
    "is_pattern",
    "is_source",
    "named_format",
    "parse",
    "parse_text",
    "read",
    "read_bytes",
    "render",
    "render_tracked",
    "require_pattern",
    "source_beside",
    "tracks_changes",
]
