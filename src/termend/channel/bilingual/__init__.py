"""Names in a draft whose source is known: which are garbled, which are lost."""

from termend.channel.bilingual.finding import Aligned, find

__all__ = ["Aligned", "find"]
