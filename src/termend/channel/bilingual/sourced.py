"""Segments that have their source."""

from __future__ import annotations

from termend.records import Segment

_LEAST_CONFIDENCE = 0.5


def has_source(segment: Segment) -> bool:
    """Whether a segment has a source that very likely belongs to it."""
    return bool(segment.source) and (segment.source_confidence or 0.0) >= _LEAST_CONFIDENCE
