"""Right names of something else: words that are exactly what the gazetteer calls another thing.

A village or a given name is called like too many things to tell; what tells is the whole name of an institution, a
person of two words or more, a place with many inhabitants.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from termend import gazetteer
from termend.channel import sound
from termend.channel.sound import Sound
from termend.detection.search.candidates import Candidate, asked_once
from termend.detection.search.explaining import SOUND
from termend.detection.search.profile import Profile
from termend.detection.search.words import Word
from termend.gazetteer.gazetteer import LEAST_POPULATION
from termend.gazetteer.reading import Kind, Origin, Reading
from termend.kinds import PLACE
from termend.language import postal
from termend.language.generic_words import LEVELS, is_generic
from termend.language.hanzi import is_hanzi
from termend.language.letters import fold
from termend.language.ordinary import is_mostly_a_name, is_ordinary
from termend.language.possessives import POSSESSIVE
from termend.language.romanised import pinyin_syllables
from termend.language.wordforms import countries, demonyms, key

# Endings by which a Chinese name says of what kind the thing is.
_ENDING = re.compile(
    "(大学|学院|公司|集团|医院|研究所|研究院|自治区|自治州|新区|特区|省|市|县|区|州|镇|乡|村|河|江|湖|山|岛)$"
)
_JOINED = re.compile("['’](?!s\\b)[a-z]")  # a syllable that goes on with its word
_MARKS = re.compile(r"[·•・\-\s]")
_STANDS_FOR = 0.2  # t(word | character) from which a character stands for a place
_SAME = 0.6  # share of the longer name's characters, or syllables, from which two names may be one
_BY_SOUND = 0.8  # how far a syllable counts against a character
_JOINTS = re.compile(r"\b(?:of|the|from|in|at)\b")

_NAMED = (Kind.PERSON, Kind.PLACE)
_OF_ONE_WORD = (Kind.FIRM, Kind.INSTITUTION, Kind.OTHER)  # that one strange word tells: Haidilao
_APART = (Kind.INSTITUTION, Kind.PLACE, Kind.MEDIUM, Kind.FIRM)
_WELL_KNOWN = 100_000  # inhabitants from which a place is no other name, misspelt; what a dictionary lists neither
_FURTHER = 4  # words by which a longer name may go on at either end
_KNOWN_EVERYWHERE = 1_000_000  # inhabitants
# Lists of what dictionaries think worth an entry: their rivers and mountains are known, whoever lives there.
_LISTED = frozenset({Origin.CEDICT, Origin.CEDPANE})


@asked_once
def is_exactly_another(candidate: Candidate) -> bool:
    """As `is_of_another`, of whole words: the Xing of Xing'an is no town."""
    text = candidate.line.segment.text
    cut = _JOINED.match(text, candidate.words[-1].end) is not None
    return not cut and is_of_another(candidate.text, candidate.profile)


def is_of_another(text: str, profile: Profile) -> bool:
    """Whether some words are exactly the right name of something else than a profile's name.

    Of one word a town's name tells where the other name is a place's too; people are called like towns.
    """
    text = POSSESSIVE.sub("", text)
    readings = list(_called(text))
    several = len(text.split()) > 1 or any(term.kind == PLACE for term in profile.terms)
    apart = several and fold(_core(text)) != profile.sound.pinyin(_bare(profile.source))
    if readings and apart and all(_is_apart(reading, profile.source) for reading in readings):
        return True
    parts = [part.strip() for part in _JOINTS.split(text)]
    readings += [r for p in parts if len(p.split()) > 1 for r in _readings(p) if r.kind is Kind.INSTITUTION]
    core = _core(text)
    if core != text:
        readings += [r for r in _readings(core) if r.kind is Kind.PLACE]
    names = " ".join(word for word in text.split() if word[:1].isupper())
    if names not in ("", text, core):  # Hainan of “Hainan coast”
        readings += [r for r in _called(names) if r.kind is Kind.PLACE and _is_known_everywhere(r)]
    if not any(_is_telling(reading, profile, text, core, names) for reading in readings):
        return False
    if profile.is_person and any(_is_another_person(reading, profile.source) for reading in readings):
        return True
    everywhere = [r for r in readings if r.kind is Kind.PLACE and _is_known_everywhere(r)]
    if everywhere and not profile.is_person:  # Shanxi is no Shaanxi: who writes it means the one everyone knows
        return not any(_may_be(reading.chinese, profile.source) for reading in everywhere)
    return not any(_may_be(reading.chinese, profile.source, profile.sound) for reading in readings)


@asked_once
def has_another_place(candidate: Candidate) -> bool:
    """Whether they are words of the name's, or of a kind, and a known place that is not the name's.

    Bratislava Evening News is not Lhasa's, and the Nebraska Health Commission is no province's. A place that a word of
    the name says, that is an English word (Concord) or called by its pinyin may still be what a garble became. People
    are called like places.
    """
    profile = candidate.profile
    if profile.is_person:
        return False
    words = [word for word in candidate.words if not (word.function or (word.opening and word.known_word))]
    own = [word for word in words if word.stem in profile.target_stems or is_generic(word.text)]
    rest = [word for word in words if word not in own and not _is_own(candidate, word)]
    if not own or not rest or not all(word.capital for word in rest):
        return False
    if any(_is_of_another_place(candidate, word) for word in rest):
        return True
    place = POSSESSIVE.sub("", " ".join(word.text for word in rest))
    readings = _places(place, words[words.index(rest[-1]) + 1 :])
    if not any(_is_well_known(reading) for reading in readings):
        return False
    everywhere = [r for r in readings if _is_known_everywhere(r)]
    says_place = _place_of(profile.source) or _has_place_known_everywhere(profile.source)
    everywhere = everywhere if says_place else []
    if not everywhere and not all(_is_name(word.text) for word in rest):
        return False
    # What a dictionary learnt from texts that name one city beside another is no sense of a character.
    if _is_heard(candidate, rest) if everywhere else any(map(candidate.is_said, rest)):
        return False
    # A place's first character stands for it: 德 for Germany in 德新社.
    return not any(
        reading.chinese[0] in profile.source
        or (not everywhere and fold(place) == profile.sound.pinyin(_bare(reading.chinese)))
        or _may_be(reading.chinese, profile.source, profile.sound)
        for reading in everywhere or readings
    )


@lru_cache(maxsize=1 << 14)
def _place_of(chinese: str) -> str:
    """The place that a Chinese name begins with; empty where it does not say whose it is: 自治区总工会."""
    heads = (chinese[:length] for length in range(2, len(chinese)))
    return next((h for h in heads if any(r.kind is Kind.PLACE for r in gazetteer.shipped().rows_of(h))), "")


@lru_cache(maxsize=1 << 14)
def _has_place_known_everywhere(chinese: str) -> bool:
    """Whether a Chinese name says, behind its beginning too, of what large place it is: 国网湖南省电力公司."""
    known = (reading for name in gazetteer.shipped().every_name_in(chinese) for reading in name.readings)
    return any(r.kind is Kind.PLACE and _is_known_everywhere(r) and r.chinese != chinese for r in known)


def _is_own(candidate: Candidate, word: Word) -> bool:
    """Whether a word is the pinyin of a character, or what one stands for: Sichuan, 蜀."""
    return word.letters in candidate.profile.syllables or candidate.sense(word) >= _STANDS_FOR


def _is_of_another_place(candidate: Candidate, word: Word) -> bool:
    """Whether a word is a place known everywhere, and the name says that it is another's: Tokyo, 北京冬奥组委."""
    profile = candidate.profile
    known = [r for r in _places(word.text, ()) if _is_known_everywhere(r)]
    place = _place_of(profile.source)
    if not known or not place:
        return False
    rest = profile.source.removeprefix(place)
    return not any(r.chinese[0] in rest or _may_be(r.chinese, profile.source, profile.sound) for r in known)


@asked_once
def is_right_part(candidate: Candidate) -> bool:
    """Whether they are exactly what a part of the name is called: Tianjin is no 天津日报, Asian Games no 杭州亚运会.

    Of lesser mountains and waters they must say what they are, and nothing of the rest: Tianshan Mountains is no
    天山网. A district's name may be what is left of its body's. Of people the surname is right, whoever bears it:
    Ms. Gao.
    """
    own, text = candidate.profile.source, POSSESSIVE.sub("", candidate.text)
    if candidate.profile.is_person:
        return text in _surnames(candidate.profile)
    if any(_is_part(r, own) and (r.kind is not Kind.PLACE or _is_known_everywhere(r)) for r in _readings(text)):
        return True
    core = _core(text)
    if core == text or key(candidate.words[-1].text) in LEVELS:
        return False
    places = (r for name in (text, core) for r in _readings(name) if r.kind is Kind.PLACE)
    parts = (r.chinese for r in places if _is_part(r, own) and _is_well_known(r) and r.chinese != _bare(own))
    return any(not candidate.span.mask & ~candidate.profile.part(part) for part in parts)


def _surnames(profile: Profile) -> set[str]:
    """The surname in each rendering of a person's name: in pinyin the first word, else the last."""
    full = (form for form in profile.words if len(form) > 1)
    return {form[0 if "".join(word.letters for word in form) == profile.pinyin else -1].text for form in full}


def _is_part(reading: Reading, own: str) -> bool:
    return reading.chinese != own and reading.chinese in own


def _is_well_known(place: Reading) -> bool:
    return place.population >= _WELL_KNOWN or Origin.CEDICT in place.origins


def goes_on_elsewhere(candidate: Candidate) -> bool:
    """Whether behind the words it says of what other place: Reserve Bank of Australia is not India's."""
    profile, line, last = candidate.profile, candidate.line.words, candidate.span.last
    following = [word for word in line[last : last + _FURTHER] if word.text.lower() != "the"]
    if len(following) < 2 or following[0].text.lower() != "of" or not following[1].capital:
        return False
    if not all(word.joined for word in following[:2]) or not _place_of(profile.source):
        return False
    if any(term.kind == PLACE for term in profile.terms):
        return False  # a district of the city that it lies in
    name = following[1].text
    known = [r for r in _places(name, ()) if _is_well_known(r)]
    stems = profile.target_stems
    return bool(known) and following[1].stem not in stems and not any(_may_be(r.chinese, profile.source) for r in known)


def leaves_place_unsaid(candidate: Candidate) -> bool:
    """Whether the words say nothing of the place that the name begins with: wireless television, 香港无线电视."""
    place = _place_of(candidate.profile.source)
    return bool(place) and not candidate.span.mask & ((1 << len(place)) - 1)


def _is_known_everywhere(place: Reading) -> bool:
    """Whether a place has very many inhabitants, or is a country."""
    return place.population >= _KNOWN_EVERYWHERE or key(place.preferred) in countries()


@asked_once
def says_the_place_alone(candidate: Candidate) -> bool:
    """Whether the words say the place that the name begins with, and are another's there: Beijing Renhe, 北京建业."""
    profile = candidate.profile
    place = len(_place_of(profile.source))
    if not place or place == len(profile.source) or candidate.span.mask >> place:
        return False
    return any(
        word.capital and not word.function and not is_generic(word.text) and word.stem not in profile.target_stems
        for word in candidate.words
    )


def _is_heard(candidate: Candidate, words: Sequence[Word]) -> bool:
    """Whether some of the words are explained by their sound."""
    line = candidate.line.words
    heard = (r for r in candidate.span.reasons if r.how == SOUND)
    return any(word in words for reason in heard for word in line[reason.first : reason.last])


def _places(name: str, behind: Sequence[Word]) -> list[Reading]:
    """The known places of that name, or of that with the word of a kind behind it: Yangtze River."""
    texts = [name, f"{name} {behind[0].text}"] if behind and is_generic(behind[0].text) else [name]
    return [reading for text in texts for reading in _readings(text) if reading.kind is Kind.PLACE]


@asked_once
def is_on_old_maps(candidate: Candidate) -> bool:
    """Whether they are what the post office called the place, or a word of that: Tsingtao Brewery."""
    profile = candidate.profile
    if not any(term.kind == PLACE for term in profile.terms):
        return False
    syllables = pinyin_syllables(_bare(profile.source))
    forms = {fold(_core(form)) for form in profile.renderings}
    core = _core(POSSESSIVE.sub("", candidate.text))
    return " " not in core and "".join(syllables) in forms and postal.is_spelling(fold(core), syllables)


@asked_once
def is_part_of_another(candidate: Candidate) -> bool:
    """Whether they are cut out of the whole name of an institution that is not the name's: Xi'an University of …."""
    line, span, profile = candidate.line, candidate.span, candidate.profile
    words, text = line.words, line.segment.text
    for first in range(max(0, span.first - _FURTHER), span.first + 1):
        for last in range(span.last, min(len(words), span.last + _FURTHER) + 1):
            ends = words[first].capital and words[last - 1].capital
            if not ends or (first, last) == (span.first, span.last):
                continue
            readings = _readings(text[words[first].start : words[last - 1].end])
            institutions = [reading for reading in readings if reading.kind is Kind.INSTITUTION]
            if institutions and not any(_may_be_whole(r.chinese, profile) for r in institutions):
                return True
    return False


def _may_be_whole(other: str, profile: Profile) -> bool:
    """Whether a right name may be that of a profile; of what it is a part of no part is wrong: Westlake University."""
    is_part = profile.source != other and profile.source in other
    return not is_part and _may_be(other, profile.source, profile.sound)


def _is_name(word: str) -> bool:
    """Whether a word with a capital is a name even where small letters make another word of it: Chile, Turkey."""
    return not is_ordinary(word) or is_mostly_a_name(word) or key(word) in demonyms()


@asked_once
def is_someone_known(candidate: Candidate) -> bool:
    """Whether they end in the exact name of a person or place, and the gazetteer has the other name apart from it.

    Monahan (莫纳汉) is no Moynahan (莫伊纳汉).
    """
    profile, last = candidate.profile, candidate.words[-1]
    if not last.capital or not profile.is_person:
        return False
    is_known = any(r.kind in _NAMED and last.text in r.forms for r in _readings(last.text))
    surname = _MARKS.split(profile.source)[-1]
    own = {form for row in gazetteer.shipped().rows_of(surname) if row.kind is Kind.PERSON for form in row.forms}
    return is_known and bool(own) and last.text not in own and last.stem not in profile.target_stems


@lru_cache(maxsize=1 << 14)
def is_place_in_pinyin(text: str) -> bool:
    """Whether some words, but for one that says a kind, are a known Chinese place, called by its pinyin."""
    core = _core(POSSESSIVE.sub("", text))
    known = (r for r in _readings(core) if r.kind is Kind.PLACE)
    listed = (r for r in known if _is_well_known(r))
    return any(fold(core) == sound.shipped().pinyin(_bare(r.chinese)) for r in listed)


def _is_apart(reading: Reading, own: str) -> bool:
    """Whether the gazetteer has both names as institutions, or as places, each with renderings of its own."""
    other = reading.chinese
    if reading.kind not in _APART or other in own or (own in other and reading.kind is not Kind.PLACE):
        return False
    if own in other and _bare(own) in (_bare(other), _bare(other[len(own) :])):
        return False  # 北京 of 北京市, 沙坪坝 of 重庆沙坪坝
    return any(row.kind is reading.kind for row in gazetteer.shipped().rows_of(own))


def _is_telling(reading: Reading, profile: Profile, text: str, core: str, names: str) -> bool:
    if text.isupper():  # a line in capitals
        text, core, names = text.title(), core.title(), names.title()
    if reading.kind is Kind.PLACE:
        if any(form in (core, names) and len(form.split()) == 1 for form in reading.forms):
            whole = any(form in (text, names) for form in reading.forms)
            listed = reading.population >= LEAST_POPULATION or Origin.CEDICT in reading.origins
            is_place = any(term.kind == PLACE for term in profile.terms)
            return whole and ((is_place and listed) or _is_known_everywhere(reading))
        return reading.population >= LEAST_POPULATION or not _LISTED.isdisjoint(reading.origins)
    said = (core if reading.kind in (Kind.PERSON, Kind.OTHER) else text).split()
    return len(said) > 1 or (reading.kind in _OF_ONE_WORD and text in reading.forms and not is_ordinary(text))


def _core(text: str) -> str:
    """The words without those at the end that say a kind: Beijing of Beijing City."""
    words = text.split()
    while len(words) > 1 and is_generic(words[-1]):
        words = words[:-1]
    return " ".join(words)


@lru_cache(maxsize=1 << 14)
def _readings(text: str) -> tuple[Reading, ...]:
    return gazetteer.shipped().named(text)


def _called(text: str) -> tuple[Reading, ...]:
    """What is called so; what is of a country, as Mongolian is, is that country."""
    country = key(text)
    is_adjective = country in countries() and country != text.lower()
    return (*(_readings(country.title()) if is_adjective else ()), *_readings(text))


@lru_cache(maxsize=1 << 14)
def _bare(chinese: str) -> str:
    """A Chinese name without marks and the endings that say its kind."""
    name = _MARKS.sub("", chinese)
    while len(name) > 2 and len(shorter := _ENDING.sub("", name)) > 1 and shorter != name:
        name = shorter
    return name


def _is_another_person(reading: Reading, own: str) -> bool:
    """Whether two full names of people differ in how many characters they have: 李克强 is not 李强."""
    full = reading.kind is Kind.PERSON and all(map(is_hanzi, reading.chinese + own))
    return full and len(reading.chinese) != len(own) and own not in reading.chinese and reading.chinese not in own


def _may_be(other: str, own: str, heard: Sound | None = None) -> bool:
    """Whether two Chinese names may be those of one thing: one holds the other, or they share most of what they say.

    Args:
        heard: sounds, where what sounds alike counts too.
    """
    a, b = _bare(other), _bare(own)
    if a in b or b in a:
        return True
    here, there = _place_of(other), _place_of(own)
    if here and there and not (here.startswith(there) or there.startswith(here)):
        return False
    shared = float(len(set(a) & set(b)))
    if heard is not None:
        if heard.pinyin(a) == heard.pinyin(b):
            return True
        ours, theirs = (frozenset(map(heard.pinyin, name)) for name in (a, b))
        shared = max(shared, _BY_SOUND * len(ours & theirs))
    return shared >= _SAME * max(len(a), len(b))
