"""Segments that have their source."""

from __future__ import annotations

from termend.records import Segment


def has_source(segment: Segment) -> bool:
    """Whether a segment has a source that very likely belongs to it."""
    return segment.has_source
