"""The names that matter: load and merge glossaries."""

from termend.glossary.glossary import Glossary
from termend.glossary.loading import files_of, is_unasked, load, read, shipped_names

__all__ = ["Glossary", "files_of", "is_unasked", "load", "read", "shipped_names"]
