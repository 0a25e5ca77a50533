"""What an editor would say of each rendering in the segments that have no source."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from termend.channel import explanation
from termend.detection.detected import Kind
from termend.detection.judgement import Judge, Judgement, Prescription, Verdict
from termend.detection.unpaired.assigning import Garble
from termend.glossary import Glossary
from termend.language import case
from termend.records import Document, Term

_WORD = re.compile(r"[^\W\d_]+")


def standings(
    garbles: Sequence[Garble], right: Collection[str], document: Document, glossary: Glossary, lower_cased: bool
) -> list[tuple[Kind, str]]:
    """Of each whether an editor would let the words stand, and why; in lower case once they have their capitals.

    Args:
        right: Chinese names of which an accepted rendering stands in the draft.
        lower_cased: whether the draft is, throughout.
    """
    speaks_of = {*right, *(garble.term.source for garble in garbles)}
    present = {source: glossary.by_source[source] for source in sorted(speaks_of) if source in glossary.by_source}
    use = len(set(right) & glossary.by_source.keys()) / max(1, len(glossary.by_source))
    judge = Judge(explanation.shipped(), Prescription(glossary.listing, use, lower_cased), present, right)
    return [_standing(document.text[g.start : g.end], g, glossary, judge, lower_cased) for g in garbles]


def _standing(text: str, garble: Garble, glossary: Glossary, judge: Judge, lower_cased: bool) -> tuple[Kind, str]:
    rows = glossary.by_source.get(garble.term.source, (garble.term,))
    judged = judge(text, rows)
    if judged.verdict is not Verdict.WRONG:
        capitals = any(row.target != row.target.lower() for row in rows)
        lost = lower_cased and capitals and text == text.lower()
        return (Kind.LOST_CASE if lost else Kind.UNAPPROVED), judged.reason
    if lower_cased and _with_capitals(text, judge, rows).verdict is not Verdict.WRONG:
        return Kind.LOST_CASE, judged.reason
    return Kind.WRONG, judged.reason


def _with_capitals(text: str, judge: Judge, rows: Sequence[Term]) -> Judgement:
    return judge(_WORD.sub(_capitalised, text), rows)


def _capitalised(word: re.Match[str]) -> str:
    text = word.group()
    return text if text in case.SMALL_WORDS or len(text.upper()) != len(text) else text[0].upper() + text[1:]
