"""Names in a draft whose source is known: which are garbled, which are lost."""

from termend.channel.bilingual.finding import Aligned, find, has_source

__all__ = ["Aligned", "find", "has_source"]
