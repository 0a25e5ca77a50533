"""Drafts: read to segments, write back with nothing but the edits changed. One file a format."""

from termend.documents.reading import read, read_bytes
from termend.documents.writing import render

__all__ = ["read", "read_bytes", "render"]
