"""What an editor would say of each rendering in the segments that have no source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING

from termend.glossary import Glossary
from termend.language import case
from termend.records import Document

if TYPE_CHECKING:
    from termend.checks.mentions import Mention
    from termend.detection.assigning import Garble
    from termend.detection.judgement import Judge

_WORD = re.compile(r"[^\W\d_]+")


class Standing(Enum):
    """What an editor would say of words that render a name in no listed form."""

    WRONG = "wrong"
    SOUND = "sound"
    LOWER_CASED = "sound but for the capitals"


def standings(
    garbles: Sequence[Garble], mentions: Sequence[Mention], document: Document, glossary: Glossary
) -> list[Standing]:
    """Of each whether an editor would let the words stand, in a draft in lower case once they have their capitals.

    Args:
        mentions: accepted renderings in the draft.
    """
    from termend.channel.bilingual import explanation
    from termend.detection.judgement import Judge, Prescription

    lower_cased = case.is_lower_cased([segment.text for segment in document.segments])
    right = {term.source for mention in mentions for term in mention.terms}
    speaks_of = right | {garble.term.source for garble in garbles}
    present = {source: glossary.by_source[source] for source in sorted(speaks_of) if source in glossary.by_source}
    use = len(right & glossary.by_source.keys()) / max(1, len(glossary.by_source))
    judge = Judge(explanation.shipped(), Prescription(glossary.listing, use, lower_cased), present)
    return [_standing(document.text[g.start : g.end], g, glossary, judge, lower_cased) for g in garbles]


def _standing(text: str, garble: Garble, glossary: Glossary, judge: Judge, lower_cased: bool) -> Standing:
    rows = glossary.by_source.get(garble.term.source, (garble.term,))
    if judge(text, rows).verdict != "wrong":
        capitals = any(row.target != row.target.lower() for row in rows)
        return Standing.LOWER_CASED if lower_cased and capitals and text == text.lower() else Standing.SOUND
    if lower_cased and judge(_WORD.sub(_capitalised, text), rows).verdict != "wrong":
        return Standing.LOWER_CASED
    return Standing.WRONG


def _capitalised(word: re.Match[str]) -> str:
    text = word.group()
    return text if text in case.SMALL_WORDS or len(text.upper()) != len(text) else text[0].upper() + text[1:]
