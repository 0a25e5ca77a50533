"""Whether a rendering that no row lists is wrong, read with the words beside it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from termend import gazetteer
from termend.channel.explanation import Explainer
from termend.detection.judgement import Judge, Judgement, Prescription, Verdict
from termend.detection.paired.analysis import Analysis
from termend.detection.paired.crossing import is_name_across, says_word_across
from termend.detection.paired.segment import Claim, PairedSegment
from termend.detection.paired.words import DraftWord
from termend.detection.source import Unit, plain
from termend.glossary import is_unasked
from termend.kinds import MEDIA, PERSON, PLACE
from termend.language import postal
from termend.language.acronyms import may_be_short_for
from termend.language.articles import DEFINITE
from termend.language.generic_words import INSTITUTIONS, LEGAL_FORMS, LEVELS, PLACES, UNMISTAKABLE, is_generic
from termend.language.hanzi import is_hanzi
from termend.language.letters import fold
from termend.language.particles import CONTINUING, GRAMMAR
from termend.language.phrases import first_word
from termend.language.plurals import plural
from termend.language.romanised import pinyin_syllables, spells
from termend.language.syllables import split
from termend.language.wordforms import countries, demonyms, key
from termend.records import Term

_CLASS_WORDS = PLACES | INSTITUTIONS | LEGAL_FORMS
_LEFT_ALONE = PLACES | LEVELS - countries()
_INITIALS = re.compile(r"\b[A-Z]\.(?:[ -]?[A-Z]\.)* ?[A-Z][a-z]")  # of somebody's given names: C.C. Wei
_SAID = 0.2  # strength of a sense, 0 to 1, from which a word is said in a name
_LONGER = 2  # characters by which a person's name may be longer than the glossary's
_HEARD = 0.5  # strength of a sound, 0 to 1, from which letters are that of characters
_BESIDE, _PARTED = 4, 6  # words beside a stretch that may belong to its name, and words that may part them


class Verdicts:
    """Judges the renderings of one draft."""

    def __init__(self, analysis: Analysis, explainer: Explainer) -> None:
        self._analysis, self._explainer = analysis, explainer
        names = analysis.names
        own = {text for text, name in names.items() if not name.rows[0].is_last_resort}
        # The shipped glossaries serve every draft, and list for none all that may stand.
        written = [text for text in own if not is_unasked(names[text].rows)]
        listing = sum(len(names[text].forms) > 1 for text in written) / max(1, len(own))
        right = own & {claim.name for segment in analysis.segments for claim in segment.claims}
        lacking = own & {unit.text for segment in analysis.segments for unit in segment.open}
        use = len(right) / max(1, len(right | lacking))
        prescription = Prescription(listing, use, analysis.lower_cased)
        self._judge = Judge(explainer, prescription, {text: name.rows for text, name in names.items()}, right)

    def of(self, segment: PairedSegment, unit: Unit, first: int, last: int) -> Judgement | None:
        """What an editor would say of words as a rendering; None where they are no more than a class word."""
        words = segment.words[first:last]
        rows = self._analysis.names[unit.text].rows
        if len(words) == 1 and (key(words[0].text) in _LEFT_ALONE or _is_anothers_acronym(words[0].text, rows)):
            return None  # a River is left, the name is not
        if _is_class_word(words):
            return Judgement(Verdict.UNAPPROVED, "its class word alone")  # as on second mention
        if len(words) == 1 and key(words[0].text) in demonyms() and not _is_country(rows):
            return None  # of that country, not the thing: Italian for a league of Italy
        text = segment.text_of(first, last)
        if self._is_acronym_of_another(text, unit.text) or is_name_across(segment, unit, text):
            return None
        if self._goes_on(segment, unit, text) or says_word_across(self._explainer, segment, unit, first, last):
            return None  # Wang Yiming (王毅明) is no Wang Yi (王毅), nor college students (大学生) a 北京大学
        if _INITIALS.search(text) and all(row.kind != PERSON for row in rows) and not _has_initials(rows):
            return None  # C.C. Wei is no place
        if text.islower() and any(_is_without_capitals(text, form) for row in rows for form in row.renderings):
            return None  # the check of capitals tells of it
        judged = self._judge(text, rows)
        if judged.verdict is Verdict.UNAPPROVED and not is_unasked(rows) and self._is_called_so(text, unit.text):
            return Judgement(Verdict.WRONG, "the form of another name")
        if judged.verdict is not Verdict.WRONG:
            return judged
        for reading in readings(segment, first, last):
            if self._judge(reading, rows).verdict is not Verdict.WRONG:
                return Judgement(Verdict.UNAPPROVED, "a form that the words beside it complete")
        if self._is_known_place(text, unit.text):
            return Judgement(Verdict.UNAPPROVED, "what the world calls the place")
        return judged

    def of_wider(self, segment: PairedSegment, claim: Claim, first: int, last: int) -> Judgement | None:
        """Of words that an approved rendering is part of; None where the rest is a class word or said in the name."""
        rest = [w for i, w in enumerate(segment.words[first:last], first) if not claim.first <= i < claim.last]
        if all(w.is_function or key(w.text) in _CLASS_WORDS or self._is_said(w.text, claim.name) for w in rest):
            return None
        if claim.first > first and segment.text[segment.words[claim.first - 1].end :].startswith(("'s", "’s")):
            return None  # SYSU's Guangzhou campus
        if last > claim.last and segment.words[last - 1].text.islower() and segment.words[claim.last - 1].is_capital:
            return None  # a name ends with its last capital
        return self.of(segment, claim.unit, first, last) if claim.unit else None

    def _is_called_so(self, text: str, name: str) -> bool:
        """Whether the glossary has some words as a form of another name and of nothing that goes by both.

        A university is another body than its college, whose name holds the university's: 波士顿大学, 波士顿大学学院.
        Without a word of kind they may be what several bodies are called short: Xinhua.
        """
        kinds = {key(word) for word in text.split() if is_generic(word)}
        if not kinds:
            return False
        rows = (row for form, row in self._analysis.glossary.begun({first_word(text)}) if form == text)
        others = {plain(row.source) for row in rows}
        if UNMISTAKABLE.isdisjoint(kinds):
            others = {other for other in others if other not in name and name not in other}
        return bool(others) and name not in others

    def _is_acronym_of_another(self, text: str, name: str) -> bool:
        """Whether some words are what another name of the draft may be called short, and not what this one may."""

        def may_be(rows: Sequence[Term]) -> bool:
            own_initials = (row for row in rows if row.kind != MEDIA)
            return any(may_be_short_for(text, form) for row in own_initials for form in row.renderings)

        own = self._analysis.names
        return not may_be(own[name].rows) and any(may_be(other.rows) for other in own.values() if other.text != name)

    def _goes_on(self, segment: PairedSegment, unit: Unit, text: str) -> bool:
        """Whether some words name a person, or a place in pinyin, whose Chinese goes on behind the mention."""
        rows, source, letters = self._analysis.names[unit.text].rows, segment.source.text, fold(text)
        behind = source[unit.end : unit.end + _LONGER]
        if not behind or not is_hanzi(behind[0]) or behind[0] in GRAMMAR:
            return False
        if all(row.kind == PLACE for row in rows):  # Jiangbeizui, 江北嘴
            return behind[0] not in CONTINUING and any(spells(letters, unit.text + behind[:n]) for n in (1, 2))
        if any(row.kind != PERSON for row in rows):
            return False
        rests = [rest for row in rows for form in row.renderings if (rest := _rest(text, form))]
        if rests and not any(self._explainer.lexicon.has_word(behind[:end]) for end in range(2, _LONGER + 1)):
            return True
        wholes = [behind[:more] for more in range(1, len(behind) + 1)]
        heard = (self._explainer.by_sound(rest, whole).strength for rest in rests for whole in wholes)
        return any(strength >= _HEARD for strength in heard) or any(spells(letters, unit.text + w) for w in wholes)

    def _is_said(self, word: str, name: str) -> bool:
        """Whether a word without a capital is in the dictionary for a word, or the last character, of a name."""
        if not word.islower():
            return False
        pieces = [(b, e) for b, e in self._explainer.lexicon.segmentations(name) if e - b > 1]
        return any(self._explainer.gloss(word, name[b:e])[0] >= _SAID for b, e in pieces)

    def _is_known_place(self, text: str, name: str) -> bool:
        """Whether the world calls a place so; a person or a firm has one English name.

        Where the glossary reads the characters otherwise it decides: Guoyang County, 涡阳县, is no Woyang County.
        """
        found = self._analysis.names[name]
        if text.islower() or any(row.kind != PLACE for row in found.rows):
            return False
        letters, forms = _own_letters(text), {_own_letters(form) for form in found.forms}
        syllables = pinyin_syllables(name)
        in_one_word = sum(not is_generic(word) for word in text.split()) == 1
        if in_one_word and "".join(syllables) in forms and postal.is_spelling(letters, syllables):
            return True  # Peking
        if letters not in forms and _is_read_otherwise(letters, forms, len(name)):
            return False
        return any(reading.chinese == name for reading in gazetteer.shipped().named(text))


def _rest(text: str, form: str) -> str:
    """The letters by which the last word of a name is longer than that of a form, the words before being the same."""
    *ours, last = map(fold, text.split())
    *theirs, ending = map(fold, form.split())
    return last.removeprefix(ending) if ours == theirs and last.startswith(ending) else ""


def _has_initials(rows: Sequence[Term]) -> bool:
    return any(_INITIALS.search(form) for row in rows for form in row.renderings)


def _is_anothers_acronym(text: str, rows: Sequence[Term]) -> bool:
    """Whether a word in capitals is the initials of no rendering, where the name is no body's: CATL, 宁德."""
    is_acronym = text.isupper() and text.isalpha() and len(text) > 1
    if not is_acronym or {row.kind for row in rows}.isdisjoint({PLACE, PERSON}):
        return False
    forms = [form for row in rows for form in row.renderings]
    return all("".join(word[0] for word in form.split()).upper() != text and text not in form.upper() for form in forms)


def _is_without_capitals(text: str, form: str) -> bool:
    """Whether words in small letters are a form or, which may be plain English as well, its plural: apples."""
    return text in (form.lower(), plural(form).lower())


def _own_letters(text: str) -> str:
    """The letters of words but for those of a kind: guoyang of Guoyang County."""
    return fold("".join(word for word in text.split() if not is_generic(word)))


def _is_read_otherwise(letters: str, forms: Collection[str], most: int) -> bool:
    """Whether letters are pinyin, and those of some listed form are other pinyin of as many syllables."""
    counts = [count for count in range(1, most + 1) if split(letters, count)]
    return any(split(form, count) for form in forms for count in counts)


def _is_class_word(words: Sequence[DraftWord]) -> bool:
    """Whether they are a word for an institution, and at most which one in a row: the Third Expo."""
    keys = [key(word.text) for word in words if word.text.lower() not in DEFINITE]
    return bool(keys) and keys[-1] in INSTITUTIONS and all(k.startswith("#") for k in keys[:-1])


def _is_country(rows: Sequence[Term]) -> bool:
    """Whether the name is a place, or a listed form calls it by the name of a country alone, as a government may be."""
    return any(row.kind == PLACE or any(key(form) in demonyms() for form in row.renderings) for row in rows)


def readings(segment: PairedSegment, first: int, last: int) -> Iterator[str]:
    """The words, those with words beside them, and those with the words behind other names beside them.

    `General Consulate of the United States in Chengdu`, `Fujiang and Qiongjiang Rivers`: another name parts the words.
    """
    words = segment.words
    for end in range(last, min(len(words), last + _BESIDE) + 1):
        for start in range(first, max(-1, first - _BESIDE - 1), -1):
            beside = (*range(start, first), *range(last, end))
            if any(words[i].text.lower() == "and" for i in beside):
                continue
            if not any(words[i].breaks for i in (*range(start + 1, first + 1), *range(last, end))):
                yield segment.text_of(start, end)
    own = segment.text_of(first, last)
    for behind in range(last + 1, min(len(words), last + _PARTED) + 1):
        if words[behind - 1].breaks or not (words[behind - 1].is_function or behind - 1 in segment.claimed):
            return
        if not any(i in segment.claimed and not words[i].is_function for i in range(last, behind)):
            continue
        for end in range(behind + 1, min(len(words), behind + _BESIDE) + 1):
            if words[end - 1].breaks:
                break
            yield f"{own} {segment.text_of(behind, end)}"
