"""From findings to proposals."""

from termend.repair.proposing import prepare, propose

__all__ = ["prepare", "propose"]
