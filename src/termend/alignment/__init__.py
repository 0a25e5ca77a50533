"""Which Chinese sentences a draft's English ones were made from."""

from termend.alignment.aligning import Alignment, Link, align
from termend.alignment.interleaved import with_interleaved_sources
from termend.alignment.pairing import with_sources

__all__ = ["Alignment", "Link", "align", "with_interleaved_sources", "with_sources"]
