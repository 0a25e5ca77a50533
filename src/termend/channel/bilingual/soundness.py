"""Renderings that no row lists and an editor would let stand all the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from rapidfuzz import fuzz

from termend.channel.bilingual.explanation import Explainer, segmentations
from termend.glossary.occurrences import words_of
from termend.glossary.renderings import renderings, synonyms
from termend.language.letters import fold
from termend.language.wordforms import demonyms, key
from termend.records import Term

# Names of works, people and firms are fixed: only institutions, events and places may be said in other words.
_FREE = frozenset({"government", "org", "organisation", "organization", "event", "policy", "term", ""})
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
_SMALL_TEXT = "of in on at for to by with no"
_SMALL = frozenset(_SMALL_TEXT.split())
_USUAL = 0.35  # a gloss at least this strong is a usual sense
_SURE = 0.5  # where the word is not merely a kind of institution
_WHOLE_WORD = 0.3
_KNOWN = 1e-6  # frequency of an English word; names are rarer
_FAMILY = 0.75  # likeness of two words of one family: leader, leadership


def is_sound(text: str, name: str, rows: Sequence[Term], explainer: Explainer) -> bool:
    """Whether some English says what an approved rendering says: in another order, by synonyms, with a level or none.

    A word of another sense, a part of the name lost, or another sound is none of these.
    """
    ours = [w.text for w in words_of(text) if w.text.lower() not in _SMALL]
    types = {row.type for row in rows}
    if not ours:
        return False
    if text == name:
        return True
    if types & _DISEASES and _is_dictionary_form(ours, name, explainer):
        return True
    if not any(c.isupper() for c in text) and all(any(c.isupper() for c in t) for row in rows for t in row.renderings):
        return False
    if "person" in types:
        return _is_full_pinyin(ours, name, rows, explainer)
    if len(ours) > 1 and any(_in_another_order(text, t) for row in rows for t in row.renderings):
        return True
    if types & _FREE and any(
        _says_the_same(ours, form.text, name, explainer) for row in rows for form in renderings(row)
    ):
        return True
    if any(_is_shortened(ours, form.text, row.type) for row in rows for form in renderings(row)):
        return True
    # Where a row says nothing of other forms, word by word from the dictionary is one; papers and firms have names.
    if types & _FREE and all(not row.variants for row in rows) and _is_word_by_word(ours, name, rows, explainer):
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


def _says_the_same(ours: Sequence[str], form: str, name: str, explainer: Explainer) -> bool:
    written = {_key(w): w for w in ours}
    wanted = {_key(w.text): w.text for w in words_of(form) if w.text.lower() not in _SMALL}
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


def _in_another_order(text: str, form: str) -> bool:
    mine, theirs = (
        Counter(_key(w.text) for w in words_of(t) if w.text.lower() not in ("of", "in")) for t in (text, form)
    )
    return mine == theirs


def _key(word: str) -> str:
    if re.fullmatch(r"\d{1,2}", word):
        return f"#{word}"
    return words_of(word)[0].key if " " in word else key(word)


def _initials(words: Sequence[str]) -> str:
    return "".join(w if w.isupper() else w[0] for w in words)


def _mean_the_same(mine: str, other: str, name: str, explainer: Explainer) -> bool:
    if key(other) in {key(s) for s in synonyms(mine)}:
        return True
    if key(mine) in demonyms() or key(other) in demonyms():
        return False
    a, b = fold(mine), fold(other)
    known = min(explainer.english.frequency(mine), explainer.english.frequency(other)) >= _KNOWN
    if known and min(len(a), len(b)) >= 5 and a[:4] == b[:4] and fuzz.ratio(a, b) / 100 >= _FAMILY:
        return True
    usual = _USUAL if key(other) in _CLASSES else _SURE
    return any(
        min(explainer.gloss(mine, name[s:e])[0], explainer.gloss(other, name[s:e])[0]) >= usual
        for s, e in segmentations(explainer.lexicon, name)
        if e - s < len(name)
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


def _is_word_by_word(ours: Sequence[str], name: str, rows: Sequence[Term], explainer: Explainer) -> bool:
    """Whether each word is a usual sense of a dictionary word of two characters or more, and these make up the name.

    The last character may be left or stand alone: a class word (局).
    """
    approved = {key(w.text) for row in rows for w in words_of(row.target)}
    pieces = [(s, e) for s, e in segmentations(explainer.lexicon, name) if 2 <= e - s < len(name)]
    covered: set[int] = set()
    for word in ours:
        found = [(s, e) for s, e in pieces if explainer.gloss(word, name[s:e])[0] >= _USUAL]
        last = explainer.gloss(word, name[-1])[0] >= _USUAL
        if not found and not last and key(word) not in approved:
            return False
        covered.update(k for s, e in found for k in range(s, e))
        if last:
            covered.add(len(name) - 1)
    return len(ours) > 1 and len(name) >= 4 and covered >= set(range(len(name) - 1))


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
