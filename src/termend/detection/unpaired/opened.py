"""What a glossary is searched by: made or read once for a glossary object, and kept for its next draft."""

from __future__ import annotations

import weakref
from dataclasses import dataclass

from termend.channel import cache, english, lexicon, recall, sound
from termend.channel.recall import Index
from termend.detection.search.profile import Profiles
from termend.detection.search.sounding import Sounds
from termend.glossary import Glossary

_KEPT = 4  # glossaries; a checker has one, and parts of the shipped ones come and go with the drafts


@dataclass(frozen=True, slots=True)
class Opened:
    """The index over a glossary's names and what is known of each name, filled as names are asked for."""

    glossary: weakref.ref[Glossary]
    index: Index
    profiles: Profiles
    sounds: Sounds


_opened: list[Opened] = []  # the latest last


def of(glossary: Glossary) -> Opened:
    """The index and the profiles of a glossary; on disk the index is kept by what the rows say."""
    for place, known in enumerate(_opened):
        if known.glossary() is glossary:
            _opened.append(_opened.pop(place))
            return known
    words, sounds, copy = lexicon.shipped(), sound.shipped(), english.shipped()
    index = cache.read(glossary)
    if index is None:
        index = recall.build(glossary.listed(), words, sounds, copy)
        cache.write(glossary, index)
        index = cache.read(glossary) or index  # what is mapped takes no memory of this process's own
    profiles = Profiles(glossary.by_source, index.sources, words, sounds, copy)
    made = Opened(weakref.ref(glossary), index, profiles, Sounds(index, sounds))
    living = [known for known in _opened if known.glossary() is not None]
    _opened[:] = [*living[-(_KEPT - 1) :], made]
    return made
