"""Is it wrong? One table for every stretch that renders a name, with or without the source.

Each line of the table is a reason, asked in order; the first that applies decides. A stretch is

- approved: a form that the glossary lists, or a plural, a possessive, a demonym of one;
- unapproved: recognisably the name and sound English for it, but the glossary prescribes another form;
- wrong: another content word, another sound, another name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from termend.channel import numbers
from termend.channel.explanation import Explainer
from termend.detection.spelling import is_spelling_of
from termend.glossary import is_unasked
from termend.glossary.occurrences import is_rendering, words_of
from termend.glossary.renderings import renderings, synonyms
from termend.kinds import COMPANY, EVENT, GOVERNMENT, MEDIA, ORGANISATION, PERSON, PLACE, WORKS
from termend.language.acronyms import may_be_short_for
from termend.language.families import is_family
from termend.language.function_words import IN_TITLES
from termend.language.generic_words import GENERIC, INSTITUTIONS, LEGAL_FORMS, LEVELS, PLACES, SCHOOLS
from termend.language.hanzi import is_hanzi
from termend.language.letters import fold
from termend.language.wordforms import demonyms, key
from termend.records import Term

# Share of rows that list variants, and share of the names that stand right in the draft, from which a glossary is taken
# to list all that may stand (chosen on d21, checked on h20).
_LISTS_ALL, _ON_SUBJECT = 0.3, 0.3
_SENSE = 0.08  # t(word | piece) from which a dictionary word of the name may be said so
_WEAK_SENSE = 0.04  # … from which a word that a form has, and the stretch lacks, is said by another
_ENTRY = 0.3  # t(word | name) from which the dictionary calls the whole name so
_HEARD = 0.2  # strength of a sound, 0 to 1, from which a word may be the sound of a name
_WHOLE_ENTRY = 0.8  # share of a dictionary's entry that the words are
_LONGEST_ENTRY = 4  # characters
_LONGEST_IN_HANZI = 4  # characters of a Chinese, Korean, Japanese or Vietnamese person's name
_OF_VOWEL = frozenset({"n", "ns", "an", "ans", "ese", "nese"})  # endings of adjectives and peoples, folded
_OF_CONSONANT = frozenset({"an", "ans", "ian", "ians", "ese", "i", "is", "er", "ers"})
_KNOWN = 1e-6  # frequency of an English word; names are rarer
_TITLE_SAID_OTHERWISE = 5  # words from which the title of a law or a document may be said in other words
_FEWEST_OF_SHORTENED = 3  # words that a long name is left with where it lacks what its Chinese does not say either
_SMALL = IN_TITLES - {"from", "or"} | {"no", "&"}
_FIGURES = re.compile(r"\d+")
_DOMAIN = re.compile(r"\.(com|cn|net|org)\b")
# Institutions, events and policies may be said in other words; works, persons and firms may not.
_ORGANISATIONS = frozenset({ORGANISATION, GOVERNMENT})
_FREE = _ORGANISATIONS | {EVENT, "policy", "plan", "term", ""}
_CONCEPTS = frozenset({EVENT, "term", "policy", "plan", ""})


class Verdict(StrEnum):
    """What an editor would say of a rendering."""

    APPROVED = "approved"
    UNAPPROVED = "unapproved"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict and, in a few words for the report, the reason for it."""

    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Prescription:
    """How much the glossary's silence says.

    Attributes:
        listing: share of its rows that list variants, 0 to 1.
        use: share of its names that stand right in the draft, 0 to 1.
        lower_cased: whether the draft has no capitals at all.
    """

    listing: float
    use: float
    lower_cased: bool = False

    @property
    def lists_all(self) -> bool:
        """Whether what the glossary does not list is meant not to stand."""
        return self.listing > _LISTS_ALL and self.use > _ON_SUBJECT


@dataclass(frozen=True)
class _Stretch:
    """Some words of a draft beside the rows of the name that they render."""

    text: str
    name: str
    rows: Sequence[Term]
    prescription: Prescription
    explain: Explainer
    present: Mapping[str, Sequence[Term]]
    right: Collection[str]

    @cached_property
    def words(self) -> tuple[str, ...]:
        return _content(self.text)

    @cached_property
    def keys(self) -> Counter[str]:
        return Counter(key(w) for w in self.words)

    @cached_property
    def kinds(self) -> frozenset[str]:
        return frozenset(row.kind for row in self.rows)

    @cached_property
    def forms(self) -> tuple[tuple[str, ...], ...]:
        """The content words of every listed form."""
        return tuple(words for row in self.rows for text in row.renderings if (words := _content(text)))

    @cached_property
    def pinyin(self) -> str:
        return self.explain.sound.pinyin(self.name)

    def sense(self, word: str) -> float:
        """The likeliest sense of a word among the name's dictionary words, and its class character at the end."""
        lexicon, ordinary = self.explain.lexicon, self.explain.english.is_word(word)
        pieces = lexicon.segmentations(self.name)
        return max(
            (
                lexicon.probability(word, self.name[start:end], ordinary)
                for start, end in pieces
                if end - start > 1 or (end == len(self.name) and key(word) in GENERIC)
            ),
            default=0.0,
        )


class Judge:
    """Judges the renderings of one draft.

    Args:
        explain: senses and sounds of Chinese.
        prescription: how much the glossary's silence says.
        present: rows of the names that the draft speaks of, by name.
        right: names that stand in the draft in an approved form.
    """

    def __init__(
        self,
        explain: Explainer,
        prescription: Prescription,
        present: Mapping[str, Sequence[Term]],
        right: Collection[str] = frozenset(),
    ) -> None:
        self._explain, self._prescription, self._present, self._right = explain, prescription, present, right
        self._known: dict[tuple[str, str], Judgement] = {}

    def __call__(self, text: str, rows: Sequence[Term]) -> Judgement:
        """Whether a stretch is wrong for the name of some rows, which all have the same Chinese, and why."""
        known = (text, rows[0].source)
        if known not in self._known:
            self._known[known] = self._judged(
                _Stretch(text, rows[0].source, rows, self._prescription, self._explain, self._present, self._right)
            )
        return self._known[known]

    @staticmethod
    def _judged(stretch: _Stretch) -> Judgement:
        for verdict, reason, applies in TABLE:
            if applies(stretch):
                return Judgement(verdict, reason)
        return Judgement(Verdict.WRONG, "other words than the name's")


def is_other_site(text: str, rows: Sequence[Term]) -> bool:
    """Whether words end in a domain where the rows list the address of the site, and it is another one."""
    sites = {form.lower() for row in rows for form in row.renderings if _DOMAIN.search(form.lower())}
    return bool(sites) and bool(_DOMAIN.search(text.lower())) and text.lower() not in sites


def _has_other_address(s: _Stretch) -> bool:
    return is_other_site(s.text, s.rows)


def _is_listed(s: _Stretch) -> bool:
    return any(is_rendering(row, s.text) for row in s.rows)


def _has_another_number(s: _Stretch) -> bool:
    """`Shenzhou-5` for Shenzhou-15: each listed form has a number, and the words one that it has not."""
    said, listed = _figures(s.text), [_figures(form) for row in s.rows for form in row.renderings]
    return bool(said) and all(figures and not said <= figures for figures in listed)


def _figures(text: str) -> set[str]:
    """The numbers of a text, in figures: 15 of Shenzhou-15, and of Shenzhou Fifteenth."""
    return {*_FIGURES.findall(text), *(found for word in words_of(text) if (found := numbers.digits([word.text])))}


def _is_adjective_of_place(s: _Stretch) -> bool:
    """`Tongan`, `Costa Rican`: a listed form with the ending of an adjective or a people."""
    if not _is_place(s) or not s.words:
        return False
    mine = [fold(w) for w in s.words]
    for form in s.forms:
        theirs = [fold(w) for w in form]
        if len(mine) == len(theirs) and mine[:-1] == theirs[:-1] and s.words[-1][0].isupper():
            name, ending = theirs[-1], mine[-1][len(theirs[-1]) :]
            if mine[-1].startswith(name) and ending in (_OF_VOWEL if name[-1] in "aeiou" else _OF_CONSONANT):
                return True
    return False


def _is_family_name(s: _Stretch) -> bool:
    """`Li` where Li Dakang stands in full elsewhere in the draft, as on second mention, or is whom everybody knows."""
    everybody = is_unasked(s.rows)
    if not _is_person(s) or len(s.words) != 1 or not (everybody or s.name in s.right):
        return False
    is_hanzi_name = all(map(is_hanzi, s.name)) and len(s.name) <= _LONGEST_IN_HANZI
    for form in s.forms:
        is_pinyin = fold("".join(form)) == s.pinyin
        family_first = is_pinyin or fold(form[0]) == s.explain.sound.pinyin(s.name[:1])
        # Which end it is nobody knows of a name in hanzi that is no pinyin: Yoon Suk-yeol, Shigeru Ishiba.
        ends = form[:1] if family_first else (form[0], form[-1]) if is_hanzi_name else form[-1:]
        if len(form) > 1 and {s.words[0], s.words[0].title()} & set(ends):
            return True
    return False


def _is_short_form(s: _Stretch) -> bool:
    """`Cathay` where Cathay Pacific stands in full elsewhere in the draft: the beginning of a listed form."""
    if s.name not in s.right or not s.kinds <= {COMPANY, *_ORGANISATIONS} or not s.words:
        return False
    return all(w[:1].isupper() for w in s.words) and any(
        len(s.words) < len(form) and form[: len(s.words)] == s.words for form in s.forms
    )


def _is_common_noun(s: _Stretch) -> bool:
    """`upstream` for 上游, where a medium is called so: the characters may be the word as well as the name."""
    if not s.text.islower() or not s.text.isalpha() or key(s.text) in demonyms():
        return False
    as_listed = any(s.text == row.target.lower() for row in s.rows)
    return as_listed and s.explain.english.is_word(s.text) and s.explain.gloss(s.text, s.name)[0] >= _ENTRY


def _is_dictionary_entry(s: _Stretch) -> bool:
    """`presidential palace` for 总统府: an office or a thing as the dictionary has the whole name."""
    if _is_called_abroad(s):
        return False
    if s.kinds & {PERSON, COMPANY, PLACE, MEDIA, *WORKS} or not 1 < len(s.name) <= _LONGEST_ENTRY:
        return False
    lexicon, letters = s.explain.lexicon, fold(s.text)
    if any(fold("".join(form))[:2] == letters[:2] for form in s.forms) and len(s.words) == 1:
        return False  # Atlanta where Atalanta is meant
    shares = [lexicon.probability(word, s.name, s.explain.english.is_word(word)) for word in set(s.words)]
    return (
        bool(shares) and min(s.explain.gloss(w, s.name)[0] for w in s.words) >= _ENTRY and sum(shares) >= _WHOLE_ENTRY
    )


def _is_called_abroad(s: _Stretch) -> bool:
    """Whether each listed form is one word of another language: a typhoon Mangkhut (山竹) is no mangosteen."""
    english = s.explain.english
    return bool(s.forms) and all(
        len(form) == 1 and form[0].isalpha() and form[0].istitle() and not english.is_word(form[0]) for form in s.forms
    )


def _is_said_by_the_dictionary(s: _Stretch) -> bool:
    """`novel coronavirus pneumonia` for 新冠肺炎: dictionary words of two characters or more make up the whole name.

    A modifier may come from one character (new); a name read character by character (new crown) is a garble.
    """
    if _is_called_abroad(s):
        return False
    if not s.kinds & _CONCEPTS or not s.words:
        return False
    covered: set[int] = set()
    for word in s.words:
        found = [(b, e, s.explain.gloss(word, s.name[b:e])[0]) for b, e in s.explain.lexicon.segmentations(s.name)]
        if max((strength for *_, strength in found), default=0.0) < _ENTRY:
            return False
        for begin, end, strength in found:
            if end - begin > 1 and strength >= _ENTRY:
                covered.update(range(begin, end))
    return len(covered) == len(s.name)


def _has_lost_capitals(s: _Stretch) -> bool:
    """`public security Bureau`: a word that the listed forms write with a capital, and no class word, has none."""
    if s.prescription.lower_cased:
        return False
    written = {key(w): w for form in s.forms for w in form}
    if not any(c.isupper() for c in s.text) and all(any(w[:1].isupper() for w in form) for form in s.forms):
        return True
    return any(
        w[:1].islower() and written.get(key(w), "")[:1].isupper() and key(w) not in GENERIC
        for w in s.words
        if not key(w).startswith("#")
    )


def _is_person_in_lower_case(s: _Stretch) -> bool:
    """`lukaku`: nobody's name is written without a capital."""
    return _is_person(s) and s.text.islower() and not s.prescription.lower_cased


def _is_same_letters(s: _Stretch) -> bool:
    """Another hyphen, accent or capital in as many words."""
    return any(_bare(s.text) == _bare(text) for row in s.rows for text in row.renderings)


def _bare(text: str) -> list[str]:
    return [fold(word) for word in text.split() if word.lower() not in _SMALL]


def _is_acronym(s: _Stretch) -> bool:
    """`SUSTech`, `China CDC`: what a listed form may be called short; the letters of a medium may be another's name."""
    return MEDIA not in s.kinds and any(may_be_short_for(s.text, form) for row in s.rows for form in row.renderings)


def _is_joined_or_parted(s: _Stretch) -> bool:
    """`Ke Qiao`, `Wangyi`: the letters are right and the words are not."""
    return any(fold("".join(s.words)) == fold("".join(form)) for form in s.forms)


def _is_foreign_spelling(s: _Stretch) -> bool:
    """`Omar Hasan` for Omar Hassan: another vowel, or a letter doubled, in a name that is no pinyin."""
    return any(is_spelling_of(s.words, form, s.pinyin, s.explain.english.is_word) for form in s.forms)


def _is_whole_pinyin(s: _Stretch) -> bool:
    """`Huang Moumou` where the row has Huang alone: the whole of a person's name that is approved in pinyin."""
    letters = fold("".join(s.words))
    return letters == s.pinyin and any(
        (short := fold("".join(form))) != s.pinyin and s.pinyin.startswith(short) for form in s.forms
    )


def _is_person(s: _Stretch) -> bool:
    return PERSON in s.kinds


def _has_other_legal_form(s: _Stretch) -> bool:
    """`Bona Film` for Bona Film Group."""
    for form in s.forms:
        theirs = Counter(key(w) for w in form)
        differing = {*(s.keys - theirs), *(theirs - s.keys)}
        if (s.keys & theirs).keys() - LEGAL_FORMS and differing and differing <= LEGAL_FORMS:
            return True
    return False


def _is_site_or_stem_of_medium(s: _Stretch) -> bool:
    """`ChinaNews.com` for China News; `Xinhua` for Xinhuanet, where the class word of the Chinese is lost."""
    letters = fold(_DOMAIN.sub("", s.text))
    wholes = [fold("".join(form)) for form in s.forms]
    stem = s.explain.sound.pinyin(s.name[:-1])
    return letters in wholes or (letters == stem and any(w.startswith(letters) for w in wholes))


def _is_native_reading(s: _Stretch) -> bool:
    """`Bingnan County` where a listed form is pinyin too: the name's own reading, its class characters glossed."""
    proper = [w for w in s.words if key(w) not in GENERIC]
    letters = fold("".join(proper))
    if not letters or not any(_pinyin_inside(form, s) for form in s.forms):
        return False
    for cut in range(len(s.name), 1, -1):
        if letters == s.explain.sound.pinyin(s.name[:cut]):
            kinds, rest = [w for w in s.words if key(w) in GENERIC], s.name[cut:]
            if not kinds:
                return not rest or (len(rest) == 1 and PLACE in s.kinds)
            return bool(rest) and all(s.explain.gloss(w, rest)[0] > _WEAK_SENSE for w in kinds)
    return False


def _pinyin_inside(form: Sequence[str], s: _Stretch) -> bool:
    """Whether words of a form, side by side, are the reading of two characters of the name or more, from its first."""
    readings = {s.explain.sound.pinyin(s.name[:cut]) for cut in range(2, len(s.name) + 1)}
    ends = range(1, len(form) + 1)
    return any(fold("".join(form[start:end])) in readings for end in ends for start in range(end))


def _is_place(s: _Stretch) -> bool:
    return PLACE in s.kinds


def _has_other_kind(s: _Stretch) -> bool:
    """`Hubei Province` for Hubei: a word for the kind of place more or less, the proper part being listed."""
    for form in s.forms:
        theirs = Counter(key(w) for w in form)
        differing = {*(s.keys - theirs), *(theirs - s.keys)}
        if (s.keys & theirs).keys() - GENERIC and differing and differing <= PLACES | LEVELS:
            more = (s.keys - theirs).keys() & PLACES
            fewer = (theirs - s.keys).keys() & PLACES
            return not (more and fewer)  # Lake for County is another place
    return False


def _is_title(s: _Stretch) -> bool:
    return bool(s.kinds & WORKS) and len(s.words) < _TITLE_SAID_OTHERWISE - 1


def _is_firm(s: _Stretch) -> bool:
    return bool(s.kinds & {COMPANY, MEDIA})


def _is_other_order(s: _Stretch) -> bool:
    """`Water Bureau of Qingjiang`."""
    if s.kinds & WORKS:
        return False  # the title of a work stands as it is
    return len(s.words) > 1 and any(s.keys == Counter(key(w) for w in form) for form in s.forms)


def _is_alike_in_kind(s: _Stretch) -> bool:
    """`Norwegian Ministry of Health` for the Department: words of kind or level differ, no content word does."""
    if not s.kinds & (_FREE | WORKS):
        return False
    for row in s.rows:
        for rendering in renderings(row):
            if _says_the_same(s, _content(rendering.text)):
                return True
    return False


def _says_the_same(s: _Stretch, form: Sequence[str]) -> bool:
    written = {key(w): w for w in (*s.words, *form)}
    theirs, mine, spelt_out = _without_initials(Counter(key(w) for w in form), s, form)
    if not spelt_out and not (mine & theirs).keys() - GENERIC:
        return False
    extra, lacking = list((mine - theirs).elements()), list((theirs - mine).elements())
    swapped = False
    for one in list(extra):
        partner = next((o for o in lacking if _mean_the_same(written[one], written[o], s)), None)
        if partner is not None:
            extra.remove(one)
            lacking.remove(partner)
            swapped = True
    unsaid = {one for one in lacking if swapped and not _is_said(written[one], s)}
    return not {*extra, *lacking} - LEVELS - unsaid


def _without_initials(
    theirs: Counter[str], s: _Stretch, form: Sequence[str]
) -> tuple[Counter[str], Counter[str], bool]:
    """Both without an acronym of the form and the words that it stands for (HKSAR), and whether there is one."""
    mine = s.keys
    for short in [w for w in form if w.isupper() and key(w) not in mine]:
        run = [w for w in s.words if key(w) not in theirs]
        if len(run) > 1 and len(form) > 1 and "".join(w if w.isupper() else w[0] for w in run) == short:
            return theirs - Counter([key(short)]), mine - Counter(key(w) for w in run), True
    return theirs, mine, False


def _mean_the_same(mine: str, other: str, s: _Stretch) -> bool:
    if key(other) in {key(word) for word in synonyms(mine)}:
        return True
    if {key(mine), key(other)} & (SCHOOLS | set(demonyms())):
        return False
    if {key(mine), key(other)} <= INSTITUTIONS:
        return min(s.sense(mine), s.sense(other)) >= _WEAK_SENSE
    english = s.explain.english
    return min(english.frequency(mine), english.frequency(other)) >= _KNOWN and is_family(mine, other)


def _is_composed(s: _Stretch) -> bool:
    """`Foreign Company Accountability Act`: the form's words, some in another dictionary word of the same name.

    What is more has a sense in the name and is no reading of it, what is less is said by something else.
    """
    if s.kinds & {PERSON, PLACE, COMPANY} or any(key(w) in demonyms() for w in s.words):
        return False
    return any(_composes(s, form) for form in s.forms)


def _composes(s: _Stretch, form: Sequence[str]) -> bool:
    mine = {key(w): w for w in s.words if key(w) not in LEVELS}
    theirs = {key(w): w for w in form if key(w) not in LEVELS}
    more = [mine[k] for k in mine.keys() - theirs.keys()]
    less = [theirs[k] for k in theirs.keys() - mine.keys() - INSTITUTIONS]
    if not (mine.keys() & theirs.keys()) - INSTITUTIONS or len(more) < len(less):
        return False
    if {key(w) for w in (*more, *less)} & SCHOOLS or (less and MEDIA in s.kinds):
        return False  # a medium is called as it calls itself
    read = _readings(s.name, s.explain)
    return all(s.sense(w) >= _SENSE and fold(w) not in read for w in more) and all(
        s.sense(w) >= _WEAK_SENSE and fold(w) not in read for w in less
    )


def _readings(name: str, explain: Explainer) -> Collection[str]:
    return {explain.sound.pinyin(name[i:j]) for i in range(len(name)) for j in range(i + 1, len(name) + 1)}


def _lacks_what_is_not_said(s: _Stretch) -> bool:
    """`Catholic University of Peru` without the Pontifical that its Chinese does not say either."""
    if len(s.keys) < _FEWEST_OF_SHORTENED:
        return False
    for form in s.forms:
        theirs = {key(w): w for w in form}
        lacking = [theirs[k] for k in theirs.keys() - s.keys.keys()]
        if lacking and s.keys.keys() < theirs.keys() and not any(_is_said(w, s) for w in lacking):
            return True
    return False


def _is_said(word: str, s: _Stretch) -> bool:
    if key(word) in GENERIC or s.explain.by_sound(word, s.name).strength >= _HEARD:
        return True
    return any(s.explain.gloss(word, s.name[i:j])[0] for i, j in s.explain.lexicon.segmentations(s.name))


def _is_short_form_of_event(s: _Stretch) -> bool:
    """`Third Expo` for the 3rd Northern Import Expo: first and last words, and nothing else."""
    fewest = 2 if EVENT in s.kinds else _FEWEST_OF_SHORTENED
    if not s.kinds & {EVENT, *_ORGANISATIONS} or len(s.words) < fewest:
        return False
    mine = [key(w) for w in s.words]
    for form in s.forms:
        theirs = [key(w) for w in form]
        if len(mine) < len(theirs) and mine[0] == theirs[0] and mine[-1] == theirs[-1] and not s.keys - Counter(theirs):
            return True
    return False


def _is_form_of_kin(s: _Stretch) -> bool:
    """An approved form of a name that holds this one, or that stands at its beginning: 中国队 beside 中国."""
    return any(
        other != s.name
        and (s.name in other or s.name.startswith(other))
        and any(row.kind in s.kinds for row in rows)
        and any(is_rendering(row, s.text) for row in rows)
        for other, rows in s.present.items()
    )


def _is_whole_in_print(s: _Stretch) -> bool:
    """The Chinese itself."""
    return s.text == s.name


def _glossary_lists_all(s: _Stretch) -> bool:
    return s.prescription.lists_all


_Row = tuple[Verdict, str, Callable[[_Stretch], bool]]

TABLE: tuple[_Row, ...] = (
    (Verdict.WRONG, "the address of another site", _has_other_address),
    (Verdict.APPROVED, "a form that the glossary lists", _is_listed),
    (Verdict.APPROVED, "the name in Chinese", _is_whole_in_print),
    (Verdict.APPROVED, "the common noun, not the name", _is_common_noun),
    (Verdict.WRONG, "another number", _has_another_number),
    (Verdict.APPROVED, "the adjective of a place", _is_adjective_of_place),
    (Verdict.APPROVED, "the family name, as on second mention", _is_family_name),
    (Verdict.UNAPPROVED, "the form of a name that holds it", _is_form_of_kin),
    (Verdict.WRONG, "a person's name without its capitals", _is_person_in_lower_case),
    (Verdict.UNAPPROVED, "another spelling", _is_same_letters),
    (Verdict.UNAPPROVED, "its acronym", _is_acronym),
    (Verdict.WRONG, "words joined or parted", _is_joined_or_parted),
    (Verdict.WRONG, "the glossary lists what may stand", _glossary_lists_all),
    (Verdict.UNAPPROVED, "the dictionary's name for it", _is_dictionary_entry),
    (Verdict.UNAPPROVED, "the dictionary's words for it", _is_said_by_the_dictionary),
    (Verdict.UNAPPROVED, "its beginning, as on second mention", _is_short_form),
    (Verdict.WRONG, "capitals lost", _has_lost_capitals),
    (Verdict.UNAPPROVED, "another spelling of a foreign name", _is_foreign_spelling),
    (Verdict.UNAPPROVED, "the whole of a name listed in part", _is_whole_pinyin),
    (Verdict.WRONG, "a person's name in another form", _is_person),
    (Verdict.UNAPPROVED, "its own reading, as the glossary's is", _is_native_reading),
    (Verdict.UNAPPROVED, "a word of kind more or less", _has_other_kind),
    (Verdict.UNAPPROVED, "with or without its legal form", _has_other_legal_form),
    (Verdict.UNAPPROVED, "in another order", _is_other_order),
    (Verdict.UNAPPROVED, "without what the Chinese does not say", _lacks_what_is_not_said),
    (Verdict.UNAPPROVED, "with or without its class word", _is_site_or_stem_of_medium),
    (Verdict.WRONG, "the title of a work in other words", _is_title),
    (Verdict.UNAPPROVED, "the short form of an event", _is_short_form_of_event),
    (Verdict.UNAPPROVED, "other words of kind or level", _is_alike_in_kind),
    (Verdict.UNAPPROVED, "the same said by other dictionary words", _is_composed),
)


@lru_cache(maxsize=1 << 14)
def _content(text: str) -> tuple[str, ...]:
    return tuple(w.text for w in words_of(text) if w.text.lower() not in _SMALL)
