"""New glossary entries from trusted bilingual text."""

from termend.harvest.harvesting import Harvest, harvest
from termend.harvest.pair import Pair
from termend.harvest.proposals import Conflict, Context, Entry

__all__ = ["Conflict", "Context", "Entry", "Harvest", "Pair", "harvest"]
