"""Measure on documents with gold: which errors were found, what was flagged in vain, what the repair is worth."""

from termend.evaluation.cases import Case, read_cases
from termend.evaluation.running import Measured, measure
from termend.evaluation.settings import Setting

__all__ = ["Case", "Measured", "Setting", "measure", "read_cases"]
