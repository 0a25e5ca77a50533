"""One file a check, registered by name."""

from termend.checks.context import CheckContext
from termend.checks.registry import Check, documentation, names, register, registered

__all__ = ["Check", "CheckContext", "documentation", "names", "register", "registered"]
