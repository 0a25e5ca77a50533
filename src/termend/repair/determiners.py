"""Which article a name calls for in running text."""

from __future__ import annotations

import re
from typing import Literal

from termend.kinds import MEDIA, ORGANISATION, PERSON, WORKS
from termend.language.articles import stands_bare
from termend.records import Term

Class = Literal["never", "always", "either", "own"]

_ALWAYS_FIRST = re.compile(
    r"(?:Ministry|Department|Bureau|Office|Commission|Committee|Administration|General|National|State|Supreme|Central|"
    r"Publicity|Information|Organization|Organisation|Cyberspace|Federation|Association|Academy|Institute|People's|"
    r"First|Red Cross|Civil|Chinese Academy|All-China|State-owned)\b"
)
_ALWAYS_LAST = re.compile(
    r"(?:Bureau|Administration|Commission|Committee|Department|Office|Council|Association|Federation|Ministry|Agency|"
    r"Congress|Court|Procuratorate|Society|Corporation|Organization|Museum|Library|Orchestra|Observatory|Foundation|"
    r"Plan|Plans|Initiative|Session|Conference|Prize|Awards|Award|Forum|Festival|Expo|Medal|Agreement|Declaration|"
    r"Program|Movement|Incident|Marathon|Republic|River|Sea|Plateau|Basin|Delta|Strait|Peninsula|region|Area|Group|"
    r"Grassland|Bridge|Dam|Expressway|Railway)$"
)
_BODIES = frozenset({ORGANISATION, MEDIA})
_EITHER_LAST = re.compile(r"(?:Group|Center|Centre|Company|Railway|Expressway|Bridge|Dam|Area|Corporation)$")


def article_class(term: Term) -> Class:
    """Whether a name stands without an article, with `the`, with either, or has its own."""
    name = term.target
    if name.lower().startswith("the "):
        return "own"
    if term.kind in {PERSON, *WORKS} or name[:1].islower() or stands_bare(name, term.kind):
        return "never"
    if _EITHER_LAST.search(name):
        return "either"
    if term.kind in _BODIES and name[-1:] != "s" and name.split()[-1].islower():
        return "always"
    if _ALWAYS_FIRST.match(name) and "University" not in name:
        return "always"
    return "always" if _ALWAYS_LAST.search(name) else "either"
