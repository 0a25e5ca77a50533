"""One file a check, registered by name."""

from termend.checks.context import CheckContext
from termend.checks.registry import Check, names, register, registered

__all__ = ["Check", "CheckContext", "names", "register", "registered"]
