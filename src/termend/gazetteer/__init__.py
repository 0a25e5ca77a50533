"""Names of the whole world: what a Chinese name is in English, and whether some English words are a right name.

Knowledge of last resort, built from free lists (`glossaries/world-names`); what a user's glossary says goes before it.
"""

from termend.gazetteer.gazetteer import Gazetteer, NameInSource, NameInText, shipped
from termend.gazetteer.reading import Kind, Origin, Reading, row

__all__ = ["Gazetteer", "Kind", "NameInSource", "NameInText", "Origin", "Reading", "row", "shipped"]
