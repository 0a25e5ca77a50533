"""One file a check, registered by name."""

from termend.checks.context import CheckContext
from termend.checks.registry import Check, documentation, names, reads_as_written, register, registered

__all__ = ["Check", "CheckContext", "documentation", "names", "reads_as_written", "register", "registered"]
