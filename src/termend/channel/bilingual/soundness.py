"""Renderings that no row lists and an editor would let stand all the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from termend.channel.bilingual.composition import SCHOOLS, anatomy, is_composed, pieces
from termend.channel.bilingual.explanation import Explainer, segmentations
from termend.detection.spelling import is_spelling_of
from termend.glossary.occurrences import is_rendering, words_of
from termend.glossary.renderings import renderings, synonyms
from termend.language.families import is_family
from termend.language.letters import fold
from termend.language.stems import stem
from termend.language.wordforms import demonyms, key
from termend.records import Term

# Names of works, people and firms are fixed: only institutions, events and places may be said in other words.
_FREE = frozenset({"government", "org", "organisation", "organization", "event", "policy", "term", ""})
_OWN_NAMES = frozenset({"person", "company", "place"})  # a common noun of the same characters is none of these
_DISEASES = frozenset({"event", "term", "policy", ""})
# An office may be named with or without its level or its country.
_LEVELS = frozenset(
    key(w) for w in ("Municipal", "Provincial", "City", "Province", "County", "District", "State", "National", "China")
)
_FIRM_TEXT = "group company corporation co ltd inc holdings limited"
_FIRM = frozenset(key(w) for w in _FIRM_TEXT.split())
_CLASS_TEXT = """
government bureau department ministry committee commission office administration association agency university station
center hospital expo federation court council institute school embassy
"""
_CLASSES = frozenset(key(w) for w in _CLASS_TEXT.split())
_PLACE_TEXT = "river lake mountain county city town village district province road street bridge park island bay area"
_PLACES = frozenset(key(w) for w in _PLACE_TEXT.split())
_LOOSE = frozenset({"of", "in", "for", "until"})
_SMALL_TEXT = "of in on at for to by with no"
_SMALL = frozenset(_SMALL_TEXT.split())
_LIKELY = 0.05  # probability of a sense
_SURE = 0.5  # a gloss this strong of a word or of a character in it
_WHOLE_WORD = 0.3
_LONGEST_ENTRY = 4
_NEAR = 70  # per cent
_MOST_OF_ENTRY = 0.8  # share of an entry's words
_LEAST_LEFT = 3  # words of a form that lacks some
_HEARD = 0.2  # from which a word may be the sound of a name
_LONG = 5  # words from which the title of a document may be said in other words
_KNOWN = 1e-6  # frequency of an English word; names are rarer


def is_sound(text: str, name: str, rows: Sequence[Term], explainer: Explainer) -> bool:
    """Whether some English says what an approved rendering says: in another order, by synonyms, with a level or none.

    A word of another sense, a part of the name lost, or another sound is none of these.
    """
    ours = [w.text for w in words_of(text) if w.text.lower() not in _SMALL]
    types = {row.type for row in rows}
    if not ours:
        return False
    if text == name or any(is_rendering(row, text) for row in rows):
        return True
    if not types & _OWN_NAMES and _is_entry(ours, name, rows, explainer):
        return True
    if _is_common_noun(text, name, rows, explainer):
        return True
    if types & _DISEASES and _is_dictionary_form(ours, name, explainer):
        return True
    if not any(c.isupper() for c in text) and all(any(c.isupper() for c in t) for row in rows for t in row.renderings):
        return False
    if _has_lost_capitals(text, rows):
        return False
    if _is_spelling(ours, name, rows, explainer):
        return True
    if "person" in types:
        return _is_full_pinyin(ours, name, rows, explainer)
    if any(_lacks_what_is_not_said(ours, t, name, explainer) for row in rows for t in row.renderings):
        return True
    if len(ours) > 1 and any(_in_another_order(text, t) for row in rows for t in row.renderings):
        return True
    if (types & _FREE or len(ours) >= _LONG) and any(
        _says_the_same(ours, form.text, name, explainer) for row in rows for form in renderings(row)
    ):
        return True
    if any(_is_shortened(ours, form.text, row.type) for row in rows for form in renderings(row)):
        return True
    if "place" in types and _is_native_place(ours, name, explainer):
        return True
    if "place" in types and any(_has_kind_added(ours, t) for row in rows for t in row.renderings):
        return True
    if any(_is_composed(ours, t, name, row.type, explainer) for row in rows for t in row.renderings):
        return True
    if "company" in types:
        return any(_differs_by_firm(ours, t) for row in rows for t in row.renderings)
    if "title" in types:
        return False
    return _is_beginning(ours, name, rows, explainer) or fold(text) == explainer.sound.pinyin(name)


def is_class_alone(text: str) -> str:
    """`institution` where only its class word is left, as on second mention; `place` for a lone River; else empty."""
    ours = [key(w.text) for w in words_of(text) if w.text.lower() not in _SMALL]
    if len(ours) == 1 and ours[0] in _CLASSES:
        return "institution"
    return "place" if len(ours) == 1 and ours[0] in _PLACES else ""


def siblings_say_so(text: str, name: str, forms: Collection[tuple[str, str]]) -> bool:
    """Whether the words are an approved form of a name that holds this one, or that stands at this one's beginning.

    Args:
        forms: folded approved forms of the document's names, each with its name.
    """
    letters = fold(text)
    return any(letters == form and other != name and (name in other or name.startswith(other)) for form, other in forms)


def _is_full_pinyin(ours: Sequence[str], name: str, rows: Sequence[Term], explainer: Explainer) -> bool:
    """`Huang Moumou` where the row has Huang alone: the whole of a name that is approved in pinyin."""
    pinyin = explainer.sound.pinyin(name)
    short = (fold(row.target) for row in rows)
    return fold("".join(ours)) == pinyin and any(s != pinyin and pinyin.startswith(s) for s in short)


def _is_spelling(ours: Sequence[str], name: str, rows: Sequence[Term], explainer: Explainer) -> bool:
    """`Omar Hasan` for Omar Hassan: a foreign name with another vowel, or a letter doubled."""
    pinyin = explainer.sound.pinyin(name)
    wanted = ([text for _, text in _worded(t)] for row in rows for t in row.renderings)
    return any(is_spelling_of(ours, theirs, pinyin, explainer.english.is_word) for theirs in wanted)


def _lacks_what_is_not_said(ours: Sequence[str], form: str, name: str, explainer: Explainer) -> bool:
    """`Catholic University of Peru` without the Pontifical that its Chinese name does not say either."""
    theirs = dict(_worded(form))
    mine = {_key(w) for w in ours}
    lacking = [theirs[k] for k in theirs.keys() - mine]
    if len(mine) < _LEAST_LEFT or not mine < theirs.keys():
        return False
    return all(
        explainer.by_sound(word, name).strength < _HEARD
        and key(word) not in _CLASSES | _LEVELS | _PLACES | _FIRM
        and not any(explainer.gloss(word, name[i:j])[0] for i, j in segmentations(explainer.lexicon, name))
        for word in lacking
    )


def _says_the_same(ours: Sequence[str], form: str, name: str, explainer: Explainer) -> bool:
    written = {_key(w): w for w in ours}
    wanted = dict(_worded(form))
    mine, theirs = Counter(_key(w) for w in ours), Counter(wanted.keys())
    for short in [w for w in theirs - mine if wanted[w].isupper()]:
        run = [w for w in written if w in mine - theirs]
        if len(run) > 1 and len(wanted) > 1 and _initials([written[w] for w in run]) == wanted[short]:
            mine, theirs = mine & theirs, theirs - Counter([short])
            return mine == theirs
    shared = mine & theirs
    if not shared.keys() - (_LEVELS - {key("China")}) - _CLASSES or (len(wanted) > 1 and sum(shared.values()) < 2):
        return False
    extra, lacking = list((mine - theirs).elements()), list((theirs - mine).elements())
    swapped = 0
    for one in list(extra):
        partner = next((o for o in lacking if _mean_the_same(written[one], wanted[o], name, explainer)), None)
        if partner is not None:
            extra.remove(one)
            lacking.remove(partner)
            swapped += 1
    if any(w not in _LEVELS for w in extra + lacking):
        return False
    return swapped <= max(1, len(ours) // 2)


@lru_cache(maxsize=1 << 12)
def _worded(form: str) -> tuple[tuple[str, str], ...]:
    """The words of a form that say something, each behind its key."""
    return tuple((_key(w.text), w.text) for w in words_of(form) if w.text.lower() not in _SMALL)


def _in_another_order(text: str, form: str) -> bool:
    mine, theirs = (Counter(_key(w.text) for w in words_of(t) if w.text.lower() not in _LOOSE) for t in (text, form))
    return mine == theirs


def _key(word: str) -> str:
    if re.fullmatch(r"\d{1,2}", word):
        return f"#{word}"
    return words_of(word)[0].key if " " in word else key(word)


def _initials(words: Sequence[str]) -> str:
    return "".join(w if w.isupper() else w[0] for w in words)


@lru_cache(maxsize=1 << 14)
def _mean_the_same(mine: str, other: str, name: str, explainer: Explainer) -> bool:
    if key(other) in {key(s) for s in synonyms(mine)}:
        return True
    if key(mine) in demonyms() or key(other) in demonyms():
        return False
    known = min(explainer.english.frequency(mine), explainer.english.frequency(other)) >= _KNOWN
    if known and is_family(mine, other):
        return True
    if {key(mine), key(other)} & SCHOOLS or not explainer.english.is_word(other):
        return False
    return any(
        explainer.gloss(second, name[i:j])[0] >= _SURE and explainer.lexicon.share(second, name[i:j]) >= _LIKELY
        for first, second in ((mine, other), (other, mine))
        for s, e in pieces(first, name, explainer)
        for i, j in segmentations(explainer.lexicon, name)
        if s <= i and j <= e
    )


def _is_shortened(ours: Sequence[str], form: str, kind: str) -> bool:
    """`Third Expo` for the 3rd Northern Import Expo: an event or its offices, with their first and last words."""
    if kind not in ("event", "org", "organisation", "organization"):
        return False
    theirs = [_key(w.text) for w in words_of(form) if w.text.lower() not in _SMALL]
    mine = [_key(w) for w in ours]
    if not (2 if kind == "event" else 3) <= len(mine) < len(theirs):
        return False
    return mine[0] == theirs[0] and mine[-1] == theirs[-1] and not Counter(mine) - Counter(theirs)


def _is_entry(ours: Sequence[str], name: str, rows: Sequence[Term], explainer: Explainer) -> bool:
    """Whether the dictionary has the whole name and gives these words for it: `presidential palace` for 总统府."""
    if not 1 < len(name) <= _LONGEST_ENTRY or any(explainer.gloss(word, name)[0] < _WHOLE_WORD for word in ours):
        return False
    letters = fold("".join(ours))
    if len(ours) == 1 and any(fuzz.ratio(letters, fold(row.target)) >= _NEAR for row in rows):
        return False  # another name that is spelt almost so: Atlanta, where Atalanta is meant
    return sum(explainer.lexicon.probability(word, name, True) for word in {stem(w) for w in ours}) >= _MOST_OF_ENTRY


def _is_common_noun(text: str, name: str, rows: Sequence[Term], explainer: Explainer) -> bool:
    """`upstream` for 上游, where a medium is called so: the characters may be the word as well as the name."""
    if not text.islower() or key(text) in demonyms() or all(text != row.target.lower() for row in rows):
        return False
    return text.isalpha() and explainer.english.is_word(text) and explainer.gloss(text, name)[0] >= _WHOLE_WORD


def _has_lost_capitals(text: str, rows: Sequence[Term]) -> bool:
    """Whether a word of the approved English, no class word, has lost its capital: `public security Bureau`."""
    written = [w.text for w in words_of(text)]
    capital = {key(w.text) for row in rows for t in row.renderings for w in words_of(t) if w.text[:1].isupper()}
    return any(
        w[:1].islower() and key(w)[0] != "#" and key(w) in capital - _CLASSES - _LEVELS - _PLACES for w in written
    )


def _is_native_place(ours: Sequence[str], name: str, explainer: Explainer) -> bool:
    """`city of Naqu` for 那曲市, Nagqu City: its own reading with the kind of place that it is."""
    proper = [w for w in ours if key(w) not in _PLACES]
    kinds = [w for w in ours if key(w) in _PLACES]
    last = (len(name) - 1, len(name))
    if len(name) < 3 or not proper or not kinds or any(last not in pieces(w, name, explainer) for w in kinds):
        return False
    return fold("".join(proper)) == explainer.sound.pinyin(name[:-1])


def _has_kind_added(ours: Sequence[str], form: str) -> bool:
    """`Hubei Province` for Hubei: a place with its kind, where the approved English names none."""
    theirs = {key(w.text) for w in words_of(form)}
    mine = {key(w) for w in ours}
    return theirs < mine and mine - theirs <= _PLACES and not theirs & _PLACES


def _is_composed(ours: Sequence[str], form: str, name: str, kind: str, explainer: Explainer) -> bool:
    """Whether the words render the name piece by piece as a form does; a work adds nothing, a firm keeps its name."""
    wanted = [w.text for w in words_of(form) if w.text.lower() not in _SMALL]
    if kind == "title" and len(ours) < _LONG - 1:
        return False
    if kind == "place":
        known = anatomy(wanted, name, explainer)
        if not any(known.words[own][:1].isupper() for own in known.proper):
            return False
    return bool(wanted) and is_composed(ours, wanted, name, explainer, kind != "title", kind in ("company", "media"))


def _differs_by_firm(ours: Sequence[str], form: str) -> bool:
    """Whether only the legal form is there or missing: `Bona Film` for Bona Film Group."""
    mine, theirs = (Counter(key(w) for w in words) for words in (ours, [w.text for w in words_of(form)]))
    return bool((mine & theirs).keys() - _FIRM) and not {*(mine - theirs), *(theirs - mine)} - _FIRM


def _is_beginning(ours: Sequence[str], name: str, rows: Sequence[Term], explainer: Explainer) -> bool:
    """`Xinhua` for Xinhuanet, where only the class word of the Chinese is lost; `ChinaNews.com` for China News."""
    letters = fold(re.sub(r"\.(com|cn|net|org)\b", "", "".join(ours)))
    wholes = [fold(text) for row in rows for text in row.renderings]
    if letters in wholes:
        return True
    if all(row.type != "media" for row in rows):
        return False
    return letters == explainer.sound.pinyin(name[:-1]) and any(w.startswith(letters) for w in wholes)


def _is_dictionary_form(ours: Sequence[str], name: str, explainer: Explainer) -> bool:
    """Whether dictionary words of two characters or more that make up the name give these words: coronavirus pneumonia.

    A modifier may come from one character (new), a whole name read character by character (new crown) may not.
    """
    covered: set[int] = set()
    for word in ours:
        best = 0.0
        for s, e in segmentations(explainer.lexicon, name):
            strength = explainer.gloss(word, name[s:e])[0]
            if e - s > 1 and strength >= _WHOLE_WORD:
                covered.update(range(s, e))
            best = max(best, strength)
        if best < _WHOLE_WORD:
            return False
    return len(covered) == len(name)
