"""From findings to proposals."""

from termend.repair.proposing import propose

__all__ = ["propose"]
