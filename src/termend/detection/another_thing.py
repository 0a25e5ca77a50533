"""Words that share some of a name and are another thing's: they lack its country, or something else owns them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import inf

from termend import gazetteer
from termend.channel import numbers
from termend.detection.search.candidates import Candidate, asked_once
from termend.detection.search.explaining import GLOSS, NUMBER, SOUND, Reason
from termend.detection.search.profile import TargetWord
from termend.detection.search.words import Word
from termend.gazetteer.reading import Kind
from termend.kinds import BODIES, COMPANY, PLACE
from termend.language.calendar import DATES
from termend.language.case import is_shouted
from termend.language.function_words import LISTING
from termend.language.generic_words import DIVISIONS, INSTITUTIONS, SCHOOLS, UNMISTAKABLE, is_generic
from termend.language.ordinary import is_ordinary
from termend.language.personal_titles import BEFORE_NAMES
from termend.language.possessives import POSSESSIVE
from termend.language.wordforms import countries, demonyms, key

_SURE_GLOSS = 5.0  # nats from which a word is taken for its characters, as rare as it is for them
_LEAST_NAMED = 2  # words: one alone has no kind beside what it is of
_STATE = "国"
_ADJECTIVES = ("al", "ic", "ous", "ive", "ful")
_PLURALS = {"ies": "y", "s": ""}
_SEVERAL = 3  # words
_COUNTED = re.compile(rf"[0-9]|第[{''.join(sorted(numbers.NUMERALS))}]")  # a number that is no part of a word: 第三届
_SYLLABLES_NO_CHANCE = 3  # from so many on nobody else's name is likely to be spelt alike


@asked_once
def is_of_the_open_world(candidate: Candidate) -> bool:
    """Whether words are another's, or plain English: asked where a large glossary has some name for any words."""
    return (
        is_cut_out(candidate)
        or is_plain_english_heard(candidate)
        or is_named_otherwise(candidate)
        or is_hardly_said(candidate)
    )


def is_named_otherwise(candidate: Candidate) -> bool:
    """Whether each word with a capital is of a right name that is no part of this one: dispatch of the reservoir."""
    named = [word for word in candidate.words if word.capital and not word.function]
    source = candidate.profile.source
    return bool(named) and all(
        word.mention is not None and not any(term.source in source for term in word.mention.terms) for word in named
    )


def is_hardly_said(candidate: Candidate) -> bool:
    """Whether a plain word with a capital says nothing of the name, and one word does at most, but for kinds.

    A National Film Board is no National Commission of Supervision.
    """
    line, profile = candidate.line.words, candidate.profile
    told = {word for r in candidate.span.reasons if r.how != GLOSS for word in line[r.first : r.last]}
    content = [word for word in candidate.words if not word.function and not is_generic(word.text)]
    own = {*profile.target_stems, *profile.syllables}
    idle = [w for w in content if w not in told and own.isdisjoint((w.stem, w.letters)) and not candidate.is_said(w)]
    return any(word.capital and word.known_word for word in idle) and len(content) - len(idle) < _LEAST_NAMED


@asked_once
def says_something_else(candidate: Candidate) -> bool:
    """Whether a plain word with a capital, of a body's name of several words, is no sense of this one's.

    A Synchrotron Radiation Research Center is no Center for Theoretical Sciences.
    """
    profile, line = candidate.profile, candidate.line.words
    content = [word for word in candidate.words if not word.function]
    if len(content) < _SEVERAL or not {term.kind for term in profile.terms} <= BODIES:
        return False
    glossed = {word for r in candidate.span.reasons if r.how == GLOSS for word in line[r.first : r.last]}
    if not profile.whole & ~candidate.span.mask and glossed.issuperset(content):
        return False  # word by word: Bright Province Daily, 明州日报
    least = inf if profile.is_transliterated else _SURE_GLOSS  # what is called by its sound is no word
    sure = (r for r in candidate.span.reasons if r.how in (SOUND, NUMBER) or r.log_odds >= least)
    told = {word for r in sure for word in line[r.first : r.last] if not _is_heard_beside(word, r, candidate)}
    return any(
        word.capital
        and word.known_word
        and not is_generic(word.text)
        and word not in told
        and word.stem not in profile.target_stems
        and not candidate.is_said(word)
        for word in content
    )


@asked_once
def is_another_school(candidate: Candidate) -> bool:
    """Whether a school says something else than the name's: Beijing Forestry University is no 北京交通大学."""
    return key(candidate.words[-1].text) in SCHOOLS and says_something_else(candidate)


@asked_once
def goes_on_as_another(candidate: Candidate) -> bool:
    """Whether a school goes on “of” a subject that the name does not say: Shandong University of Finance, 山东大学."""
    line, last = candidate.line.words, candidate.span.last
    following = line[last : last + 2]
    if key(candidate.words[-1].text) not in SCHOOLS or len(following) < 2 or not all(w.joined for w in following):
        return False
    joint, subject = following
    is_subject = subject.capital and is_ordinary(subject.text) and subject.stem not in candidate.profile.target_stems
    return joint.text.lower() == "of" and is_subject and not candidate.is_said(subject)


@asked_once
def goes_on_as_body(candidate: Candidate) -> bool:
    """Whether a firm's name goes on with a kind that this one's does not say: China Banking Association, 华夏银行."""
    profile, line, last = candidate.profile, candidate.line.words, candidate.span.last
    if last == len(line) or not {term.kind for term in profile.terms} <= {COMPANY}:
        return False
    behind = line[last]
    if not (behind.joined and behind.capital and key(behind.text) in INSTITUTIONS) or behind.mention is not None:
        return False
    return all(w.capital for w in candidate.words if not w.function) and not (
        behind.stem in profile.target_stems or candidate.is_said(behind)
    )


def _is_heard_beside(word: Word, reason: Reason, candidate: Candidate) -> bool:
    """Whether a plain word is heard in one with a word of a rendering: the Normal of Huazhong Normal University."""
    stems, beside = candidate.profile.target_stems, candidate.line.words[reason.first : reason.last]
    return reason.how == SOUND and word.stem not in stems and any(other.stem in stems for other in beside)


def is_another_kind(candidate: Candidate) -> bool:
    """Whether they are words of a rendering and, last, of another kind: Three Gorges Reservoir is not the dam."""
    words = [word for word in candidate.words if not word.function]
    last = words[-1]
    if len(words) < _LEAST_NAMED or not is_generic(last.text) or last.stem in candidate.profile.target_stems:
        return False
    others = {word.stem for word in words[:-1]}
    return any(
        others < {word.stem for word in form} and any(is_generic(word.text) for word in form if word.stem not in others)
        for form in candidate.profile.words
    )


@asked_once
def is_another_body(candidate: Candidate) -> bool:
    """Whether they are the name's place and a kind of body, and nothing of what tells it from others of that place.

    The Tianjin Municipal Government is not the Tianjin Water Authority. What is called short keeps to the name's words.
    """
    words = [word for word in candidate.words if not word.function]
    stems = {word.stem for word in words}
    own = [word for word in words if word.stem in candidate.profile.target_stems]
    rest = [word for word in words if word not in own]
    if not rest or not any(map(_is_of_a_place, own)):
        return False
    if not all(_is_of_a_place(word) or is_generic(word.text) for word in own):
        return False  # an October House of Literature in Beijing
    if not all(is_generic(word.text) for word in rest) or candidate.profile.whole & ~candidate.span.mask == 0:
        return False
    return all(
        any(not is_generic(word.text) and not word.text.isupper() and word.stem not in stems for word in form)
        for form in candidate.profile.words
    )


def _is_of_a_place(word: Word) -> bool:
    return word.capital and not is_generic(word.text) and not word.known_word


def is_cut_out(candidate: Candidate) -> bool:
    """Whether a name that nobody knows goes on before or behind, with a capital: the words are part of another's."""
    line, span = candidate.line.words, candidate.span
    before = line[span.first - 1] if span.first and line[span.first].joined else None
    behind = line[span.last] if span.last < len(line) and line[span.last].joined else None
    return any(word is not None and _is_of_a_name(word) for word in (before, behind))


def _is_of_a_name(word: Word) -> bool:
    return (
        word.capital
        and not word.function
        and not word.known_word
        and word.mention is None
        and not is_generic(word.text)
        and word.text.lower() not in BEFORE_NAMES | DATES
    )


def is_plain_english_heard(candidate: Candidate) -> bool:
    """Whether they are ordinary words without a capital, of which one is explained by its sound: a wooden bell."""
    if any(word.capital for word in candidate.words):
        return False
    line = candidate.line.words
    return any(
        reason.how == SOUND and all(word.known_word for word in line[reason.first : reason.last])
        for reason in candidate.span.reasons
    )


@asked_once
def lacks_country(candidate: Candidate) -> bool:
    """Whether each rendering names a country that the words do not, and a capitalised word says nothing of the name.

    A country that stands in the name by one character (亚吉铁路) may be lost in a garble.
    """
    if not _says_country(candidate.profile.source):
        return False
    keys = {key(word.text) for word in candidate.words}
    named = [{k for word in form if (k := key(word.text)) in countries()} for form in candidate.profile.words]
    if not named or not all(named) or any(keys & form for form in named):
        return False
    said = _said(candidate)
    stems = candidate.profile.target_stems
    return any(w.capital and not w.function and w not in said and w.stem not in stems for w in candidate.words)


@lru_cache(maxsize=1 << 14)
def _says_country(name: str) -> bool:
    """Whether a Chinese name holds that of a country."""
    readings = (reading for found in gazetteer.shipped().every_name_in(name) for reading in found.readings)
    return any(r.kind is Kind.PLACE and key(r.preferred) in countries() for r in readings)


@asked_once
def is_owned_by_another(candidate: Candidate) -> bool:
    """Whether a right name of something else stands among the words as an owner: the Yangtze River Delta's economy."""
    text, own = candidate.line.segment.text, candidate.profile.source
    return any(
        word.mention is not None
        and POSSESSIVE.search(text[word.start : behind.start].rstrip()) is not None
        and not any(term.source in own for term in word.mention.terms)
        for word, behind in pairwise(candidate.words)
    )


@asked_once
def is_many(candidate: Candidate) -> bool:
    """Whether they speak of several of a kind, in small letters, where the name is one's: Macao universities.

    Where a number says how many it may be a name: four northern islands.
    """
    words = [word for word in candidate.words if not word.function]
    said = {word.letters for form in candidate.profile.words for word in form}
    if any(_is_number(word.text) for word in words):
        return False
    return any(
        word.text.islower()
        and is_generic(word.text)
        and key(word.text) in _singular(word.text)
        and word.letters not in said
        for word in words
    )


def _singular(word: str) -> set[str]:
    """Keys of what a word is the plural of, were it one."""
    ending = next((e for e in _PLURALS if word.endswith(e)), None)
    return set() if ending is None else {key(word.removesuffix(ending) + _PLURALS[ending])}


@asked_once
def is_office_holder(candidate: Candidate) -> bool:
    """Whether they end in what somebody is, and the name is a body's or a place's: a minister is no government.

    The word may be a sense of the name; as a title, with a capital, it is none of a name that says a kind of body. So
    it is where it goes before what is led: Minister of Defense.
    """
    words = candidate.words
    leads = len(words) > 1 and words[1].text.lower() == "of"
    office = words[0] if leads else words[-1]
    kinds = {term.kind for term in candidate.profile.terms}
    if not kinds <= BODIES | {PLACE} or key(office.text) not in BEFORE_NAMES:
        return False
    said = {key(word.text) for form in candidate.profile.words for word in form}
    if leads and any(is_generic(word.text) and key(word.text) in said for word in words):
        return False  # the title and then the body: Dean of the School of Health Sciences
    is_title = office.capital and lacks_kind(candidate)
    return key(office.text) not in said and (is_title or not (leads or candidate.is_said(office)))


@asked_once
def lacks_kind(candidate: Candidate) -> bool:
    """Whether each rendering says a kind that the words do not: 部 is a ministry, and its minister none."""
    ours = {key(word.text) for word in candidate.words}
    forms = candidate.profile.words
    return bool(forms) and all(any(is_generic(word.text) and key(word.text) not in ours for word in f) for f in forms)


@asked_once
def is_title_alone(candidate: Candidate) -> bool:
    """Whether they say what somebody is and nothing else, one of them nothing of the name: Deputy Director, 次仁."""
    words = [word for word in candidate.words if not word.function]
    said = {key(word.text) for form in candidate.profile.words for word in form}
    if not candidate.profile.is_person or not said.isdisjoint(key(word.text) for word in words):
        return False
    return all(key(word.text) in BEFORE_NAMES for word in words) and not all(map(candidate.is_said, words))


@asked_once
def ends_on_adjective(candidate: Candidate) -> bool:
    """Whether they end on an adjective before the noun that it belongs to: Wuhan medical of Wuhan medical staff."""
    last, line = candidate.words[-1], candidate.line.words
    behind = line[candidate.span.last] if candidate.span.last < len(line) else None
    if behind is None or not behind.joined or behind.function or behind.mention is not None:
        return False
    lowered = last.text.lower()
    if len(candidate.words) < _LEAST_NAMED or not lowered.endswith(_ADJECTIVES) or is_generic(lowered):
        return False
    adverbs = (f"{lowered}ly", f"{lowered}ally")
    said = {word.letters for form in candidate.profile.words for word in form}
    return last.letters not in said and any(map(candidate.profile.english.is_word, adverbs))


@asked_once
def is_acronym_heard(candidate: Candidate) -> bool:
    """Whether the words but for those of a kind are capitals alone that only their sound explains: AIA, 爱尔眼科.

    Engines write no sound in capitals; what are a rendering's initials may be one, and in a line of capitals any word.
    """
    if is_shouted(candidate.line.segment.text):
        return False
    own = [word for word in candidate.words if not word.function and not is_generic(word.text)]
    if not own or not all(word.text.isupper() and len(word.text) > 1 for word in own):
        return False
    line = candidate.line.words
    heard = {w for r in candidate.span.reasons if r.how == SOUND for w in line[r.first : r.last]}
    initials = {"".join(word.text[0] for word in form).upper() for form in candidate.profile.words}
    stems = candidate.profile.target_stems
    return all(w in heard and w.stem not in stems and w.text not in initials for w in own)


@asked_once
def is_of_another_class(candidate: Candidate) -> bool:
    """Whether their last capital is of a kind that is never mistaken, not the name's: Guizhou University, 贵州日报.

    So it is where such a kind is the name's, and they are its words but for another in its place: securities of a bank.
    """
    last = next((word for word in reversed(candidate.words) if word.capital), None)
    if last is None or len(candidate.words) < _LEAST_NAMED:
        return False
    said = {key(word.text) for form in candidate.profile.words for word in form}
    if key(last.text) in said or candidate.is_said(last):
        return False
    if key(last.text) in UNMISTAKABLE:
        return True
    line = candidate.line.words
    if any(last in line[reason.first : reason.last] for reason in candidate.span.reasons):
        return False
    others = {key(word.text) for word in candidate.words if word is not last and not word.function}
    ends = {key(form[-1].text) for form in candidate.profile.words if form}
    return bool(others) and ends <= UNMISTAKABLE and last.known_word and others <= said


@asked_once
def is_of_another_division(candidate: Candidate) -> bool:
    """Whether a word beside them says of what division they are, another than the name's: Bac Lieu province, 薄辽市."""
    forms = [{key(word.text) for word in form} & DIVISIONS for form in candidate.profile.words]
    own = frozenset().union(*forms)
    if not own or not all(forms) or any(key(word.text) in own for word in candidate.words):
        return False
    line, span = candidate.line.words, candidate.span
    behind = line[span.last : span.last + 1] if span.last < len(line) and line[span.last].joined else ()
    before = line[max(0, span.first - 2) : span.first]
    is_owned = len(before) == 2 and before[1].text.lower() == "of"
    beside = {key(word.text) for word in (*behind, *(before[:1] if is_owned else ()))}
    return bool(beside & DIVISIONS) and not beside & own


@asked_once
def joins_two(candidate: Candidate) -> bool:
    """Whether they say kinds on both sides of an "and" that no rendering says: two universities are not one of them.

    A University of Science and Technology says its kind once. Nor does an "and" that renderings have join other words.
    """
    words = candidate.words
    joints = [n for n, word in enumerate(words) if word.text.lower() in LISTING]
    pairs = [Counter(_kinds((words[n - 1], words[-1]))) for n in joints if 0 < n < len(words) - 1]
    said = [Counter(_kinds(form)) for form in candidate.profile.words]
    if any(pair.total() > 1 and not any(pair <= form for form in said) for pair in pairs):
        return True
    return any(_is_out_of_place(words[n - 1], words[n + 1], candidate) for n in joints if 0 < n < len(words) - 1)


def _is_out_of_place(before: Word, behind: Word, candidate: Candidate) -> bool:
    """Whether a name beside an "and" is a rendering's, where that stands beside no "and": … Technology and Beijing."""
    stems = candidate.profile.target_stems
    beside = [(form[n - 1], form[n + 1]) for form in _spelt_out(candidate) for n in _joints(form)]
    if not beside or any(before.text == b or behind.text == a for b, a in beside):
        return False
    return any(word.capital and not is_ordinary(word.text) and word.stem in stems for word in (before, behind))


def _spelt_out(candidate: Candidate) -> list[list[str]]:
    """The renderings, word by word, the small ones too."""
    return [form.split() for term in candidate.profile.terms for form in term.renderings]


def _joints(form: Sequence[str]) -> list[int]:
    return [n for n in range(1, len(form) - 1) if form[n].lower() in LISTING]


def _kinds(words: Sequence[Word | TargetWord]) -> list[str]:
    """Keys of the words that say a kind, with a capital."""
    return [key(word.text) for word in words if word.text[:1].isupper() and is_generic(word.text)]


@asked_once
def is_another_of_less(candidate: Candidate) -> bool:
    """Whether they are a rendering's words as they are, a kind and a name among them, without another that is a name.

    Duke University is no Duke Kunshan University; a daily group may be what is left of a daily press group. Of what no
    engine takes another kind of thing for the kind is enough.
    """
    profile, words = candidate.profile, [word for word in candidate.words if not word.function]
    says_kind = any(is_generic(word.text) for word in words)
    if profile.is_person or not (says_kind and all(word.capital for word in words)):
        return False
    if any(word.text.lower() in LISTING for word in candidate.words):
        return False  # not as they are
    letters = {word.letters for word in words}
    rests = [
        [word for word in form if word.letters not in letters]
        for form in profile.words
        if letters < {word.letters for word in form}
    ]
    kept_name = _holds_name(words) or any(key(word.text) in UNMISTAKABLE for word in words)
    return kept_name and bool(rests) and all(map(_holds_name, rests))


def _holds_name(words: Sequence[Word | TargetWord]) -> bool:
    return not all(is_ordinary(word.text) for word in words)


@asked_once
def lacks_number(candidate: Candidate) -> bool:
    """Whether the name and each rendering are numbered, and the words are not: an expo is not its third session."""
    if _COUNTED.search(candidate.profile.characters) is None:
        return False
    forms = candidate.profile.words
    counted = all(any(_is_number(word.text) for word in form) for form in forms)
    return bool(forms) and counted and not any(_is_number(word.text) for word in candidate.words)


def _is_number(word: str) -> bool:
    return bool(numbers.digits([word])) or any(letter.isdigit() for letter in word)


@asked_once
def says_a_part_alone(candidate: Candidate) -> bool:
    """Whether a right name of a part stands among the words, and the others say that part too.

    The Public Security Bureau of Golmud City is the city's bureau (格尔木市公安局), not a squad of it.
    """
    source = candidate.profile.source
    inner = {term.source for word in candidate.words if word.mention is not None for term in word.mention.terms}
    inner = {name for name in inner if name in source and name != source}
    others = [word for word in candidate.words if word.mention is None and not word.function]
    return bool(others) and any(all(candidate.is_said(word, name) for word in others) for name in inner)


def is_whole_pinyin(candidate: Candidate, respaced: bool) -> bool:
    """Whether the capitalised words are the name's pinyin from first to last, long enough to be no other name's.

    Args:
        respaced: whether a rendering has the same letters with other spaces.
    """
    profile = candidate.profile
    letters = "".join(word.letters for word in candidate.words)
    syllables = len(profile.characters)
    return (
        profile.hanzi_count == syllables
        and letters == profile.pinyin
        and candidate.words[0].capital
        and (syllables >= _SYLLABLES_NO_CHANCE or respaced)
    )


def _said(candidate: Candidate) -> set[Word]:
    """The words that say something of the name; that a country is one (国) is not what makes it another's.

    A country's own English is no sound of another name.
    """
    line, profile = candidate.line.words, candidate.profile
    state = sum(1 << n for n, character in enumerate(profile.characters) if character == _STATE)
    told = ((r.how, word) for r in candidate.span.reasons if r.mask & ~state for word in line[r.first : r.last])
    return {word for how, word in told if how != SOUND or word.text.lower() not in demonyms()}
