"""Names of the world in the sources of a document: a glossary of last resort.

Rows are made for names that no glossary of the user's covers; what is found by them says so, is a warning, and stands
only where the draft's words can be no rendering of the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from termend import gazetteer
from termend.channel import explanation, glosses
from termend.detection.source import NameIndex, SourceSegment, Unit, analyse, plain
from termend.gazetteer import Gazetteer, Kind
from termend.glossary import Glossary
from termend.glossary.occurrences import words_of
from termend.kinds import ORGANISATION, PERSON, PLACE
from termend.language.families import is_family
from termend.language.generic_words import is_generic
from termend.language.hanzi import is_hanzi
from termend.language.letters import fold
from termend.language.particles import BODIES, CONTINUING, GRAMMAR, LIGHT
from termend.language.romanised import pinyin_syllables, sound_classes
from termend.language.tokens import tokenize
from termend.records import Document, Finding, Severity, Term

_WELL_KNOWN = 1_000_000  # inhabitants of a country or city that is told from what is written alike or stands beside it
_SHORT = 2  # characters; so short a transcription beside another is half of one
_LEAST_SCORE = 0.8  # what was found by elimination alone is less
# Likeness of letters, and of sounds, from which words may be another spelling of a name (0 to 100).
_SPELT_ALIKE, _SOUNDING_ALIKE = 72, 60
_LEAST_BEGINNING = 4  # letters of a word that is the beginning of another: Inter, Internazionale
_KEPT = "garbled-term"
# Institutions and what is neither a place, a person nor a firm: their names are translated, and not by all alike.
# Up to so many characters behind a name, none that joins or says whose, and what a body's name ends in.
_INSIDE = f"[^\\W{''.join(sorted(GRAMMAR | LIGHT))}]{{0,6}}?"
_BODY = re.compile(f"{_INSIDE}(?:{'|'.join(sorted(BODIES))})")
_THINGS = frozenset({ORGANISATION, ""})
_MEANT = 0.3  # strength of a sense, 0 to 1, from which a dictionary's word is what a word says


def terms(document: Document, glossary: Glossary) -> tuple[Term, ...]:
    """A row for each name of the world in the sources of a document that no row of the glossary covers.

    Raises:
        TermendError: where the shipped names cannot be read.
    """
    sources = [plain(segment.source or "") for segment in document.segments if segment.has_source]
    if not sources:
        return ()
    world = gazetteer.shipped()
    readings = {source[n.start : n.end]: n.readings for source in sources for n in world.every_name_in(source)}
    own = {plain(source) for source in glossary.by_source}
    # A name of the glossary with its kind behind it is that name: 六安市 where a row has 六安.
    others = {name for name in readings if name[:-1] not in own}
    names = NameIndex(own | others, sources)
    found = {
        name
        for source in sources
        for name in _standing_alone(analyse(source, names, glosses.shipped()), world)
        if name not in own
    }
    return tuple(gazetteer.row(readings[name]) for name in sorted(found))


def sifted(findings: Iterable[Finding], rows: Sequence[Term]) -> Iterator[Finding]:
    """Findings, those by such rows as warnings, and of these only the ones that hardly can be wrong."""
    by_rows = set(rows)
    for finding in findings:
        if finding.term is None or finding.term not in by_rows:
            yield finding
        elif (
            finding.check == _KEPT
            and finding.score >= _LEAST_SCORE
            and not _has_more(finding)
            and not _may_render(finding.text, finding.term)
        ):
            yield replace(finding, severity=Severity.WARNING, message=f"{finding.message} (names of the world)")


def _has_more(finding: Finding) -> bool:
    """Whether nothing of the source's explains a name among the words, nor surely another: it may be somebody's."""
    if any(e.source and e.text and e.log_odds > 0 for e in finding.evidence):
        return False
    idle = (w for e in finding.evidence if e.how == "unexplained" for w in words_of(e.text))
    return any(word.text[:1].isupper() and not is_generic(word.text) for word in idle)


def _standing_alone(source: SourceSegment, world: Gazetteer) -> Iterator[str]:
    """The names among the units of a source that are no part of a longer one."""
    for number, unit in enumerate(source.units):
        beside = [u for u in (*source.units[number - 1 : number], *source.units[number + 1 : number + 2]) if _joins(u)]
        after = source.units[number + 1 : number + 2]
        if not unit.is_name or (after and after[0].text in CONTINUING) or _cuts_a_word(source.text, unit):
            continue
        if unit.text[0] in GRAMMAR or _is_of_a_body(source.text, unit):
            continue  # 对|马岛, 哈萨克|石油公司
        if len(unit.text) <= _SHORT and not _is_well_known(unit, world):
            continue  # so short a name may be anything else's as well
        if _is_made_of_words(unit, world):
            continue  # 地产大亨, Monopoly, is a tycoon as well
        if not (_is_transcribed(unit, world) and any(_may_belong(other, unit, world) for other in beside)):
            yield unit.text


def _is_of_a_body(text: str, unit: Unit) -> bool:
    """Whether what stands behind a name goes on to an institution or firm that is called after it."""
    return _BODY.match(text, unit.end) is not None


def _cuts_a_word(text: str, unit: Unit) -> bool:
    """Whether a short name shares a character with a word that it cuts: 政和 in 财政和经济."""
    known = glosses.shipped().has_word
    crossing = (text[unit.start - 1 : unit.start + 1] if unit.start else "", text[unit.end - 1 : unit.end + 1])
    return len(unit.text) <= _SHORT and any(len(piece) > 1 and known(piece) for piece in crossing)


def _is_made_of_words(unit: Unit, world: Gazetteer) -> bool:
    """Whether the name of a thing is made of words, in Chinese and in English, and may mean what they say."""
    readings = world.rows_of(unit.text)
    if any(reading.kind is not Kind.OTHER for reading in readings):
        return False
    words = [word for reading in readings for form in reading.forms for word in words_of(form)]
    known = explanation.shipped().english.is_word
    return all(known(word.text.lower()) for word in words) and _is_cut_into_words(unit.text)


def _is_cut_into_words(text: str) -> bool:
    known = glosses.shipped().has_word
    ends = {0}
    for end in range(2, len(text) + 1):
        if any(end - begin > 1 and (begin, end) != (0, len(text)) and known(text[begin:end]) for begin in ends):
            ends.add(end)
    return len(text) in ends


def _joins(unit: Unit) -> bool:
    return is_hanzi(unit.text[0]) and unit.text not in GRAMMAR


def _is_well_known(unit: Unit, world: Gazetteer) -> bool:
    return any(reading.population >= _WELL_KNOWN for reading in world.rows_of(unit.text))


def _is_transcribed(unit: Unit, world: Gazetteer) -> bool:
    return world.transcribing.issuperset(unit.text)


def _may_belong(other: Unit, unit: Unit, world: Gazetteer) -> bool:
    """Whether what stands beside a transcribed name may be the rest of it: a character, or a name as short."""
    if not _is_transcribed(other, world) or _is_well_known(other, world):
        return False
    return len(other.text) == 1 or (other.is_name and min(len(other.text), len(unit.text)) <= _SHORT)


def _may_render(text: str, term: Term) -> bool:
    """Whether some words may be a rendering of a name that the gazetteer does not list."""
    if gazetteer.shipped().is_known_name([token.text for token in tokenize(text)]):
        return True  # a right name of something else
    if text.isupper():
        return True  # an acronym, of whatever
    sound = "".join(pinyin_syllables(term.source))
    if any(fold(form) == sound for form in term.renderings) and term.kind not in (PLACE, PERSON):
        return True  # what a firm is called where only the pinyin of its name is known
    if term.kind in _THINGS and _is_word_for_word(text, term.source):
        return True  # what the thing is called by those who translate its name
    if _is_borne_by_many(term) and fuzz.ratio(sound_classes(text), sound_classes(sound)) >= _SOUNDING_ALIKE:
        return True
    return any(_says_as_much(text, form) for form in term.renderings)


def _is_word_for_word(text: str, name: str) -> bool:
    """Whether each word is the dictionary's for a word of the name, of two characters or more, and none is left over.

    A name that is read character by character is garbled: new crown pneumonia.
    """
    explainer = explanation.shipped()
    pieces = [(b, e) for b, e in explainer.lexicon.segmentations(name) if 1 < e - b < len(name)]
    said: set[int] = set()
    for word in words_of(text):
        meant = [(b, e) for b, e in pieces if explainer.gloss(word.text, name[b:e])[0] >= _MEANT]
        if not meant:
            return False
        said.update(place for b, e in meant for place in range(b, e))
    return len(said) == len(name)


def _is_borne_by_many(term: Term) -> bool:
    """Whether a name is one that many people, or towns of several countries, are called by, each spelt in its way."""
    if term.kind == PLACE:
        return len(term.source) <= _SHORT
    return term.kind == PERSON and any(" " not in form for form in term.renderings)


def _says_as_much(text: str, form: str) -> bool:
    """Whether each word of a text is one of a form, or is spelt almost so, or the other way about; kinds aside."""
    mine, theirs = _own_words(text), _own_words(form)
    if not mine or not theirs or _initials(text) == fold(form) or _initials(form) == fold(text):
        return True
    return any(all(any(_is_one(w, o) for o in other) for w in one) for one, other in ((mine, theirs), (theirs, mine)))


def _own_words(text: str) -> list[str]:
    return [word.text for word in words_of(text) if not is_generic(word.text)]


def _initials(text: str) -> str:
    """`hksar` for Hong Kong SAR."""
    return fold("".join(w.text if w.text.isupper() else w.text[:1] for w in words_of(text) if w.text[:1].isupper()))


def _is_one(word: str, other: str) -> bool:
    ours, theirs = sorted((fold(word), fold(other)), key=len)
    begins = len(ours) >= _LEAST_BEGINNING and theirs.startswith(ours)
    return begins or is_family(word, other) or fuzz.ratio(ours, theirs) >= _SPELT_ALIKE
