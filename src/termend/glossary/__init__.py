"""The names that matter: load and merge glossaries."""

from termend.glossary.glossary import Glossary
from termend.glossary.loading import load

__all__ = ["Glossary", "load"]
