"""The English forms of a term that an editor lets stand: those its row lists, and sound ones that follow from them.

Case, plural, possessive, spelling (Centre), diacritics, demonyms (German for Germany), articles and the writing of
numbers are no forms of their own: `termend.language.wordforms.key` holds them equal. What is made here has other words
or another order. Nothing is made that would be a different name: no surname alone for a Chinese person, no turned
order of a Chinese name, no lost part of an organisation, no pinyin joined or parted (Wangyi, Ke Qiao).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from termend.kinds import COMPANY, MEDIA, ORGANISATION, PERSON
from termend.language import syllables
from termend.language.function_words import IN_NAMES
from termend.language.hanzi import has_hanzi
from termend.records import Term


class RenderingKind(StrEnum):
    """Whether the row lists a form or it was generated."""

    LISTED = "listed"
    GENERATED = "generated"


@dataclass(frozen=True, slots=True)
class Rendering:
    """One accepted form of a term."""

    text: str
    kind: RenderingKind


@dataclass(frozen=True, slots=True)
class _Generic:
    """A Chinese ending that names a kind of place, with its pinyin and its English words."""

    pinyin: str
    english: tuple[str, ...]
    droppable: bool = False
    before: bool = False


_GENERIC = {
    "自治区": _Generic("zizhiqu", ("Autonomous Region",), droppable=True),
    "自治州": _Generic("zizhizhou", ("Autonomous Prefecture", "Prefecture"), droppable=True),
    "自治县": _Generic("zizhixian", ("Autonomous County", "County"), droppable=True),
    "新区": _Generic("xinqu", ("New Area", "New District")),
    "省": _Generic("sheng", ("Province",), droppable=True),
    "市": _Generic("shi", ("City", "Municipality"), droppable=True),
    "区": _Generic("qu", ("District",), droppable=True),
    "县": _Generic("xian", ("County",), droppable=True),
    "州": _Generic("zhou", ("Prefecture", "State"), droppable=True),
    "镇": _Generic("zhen", ("Town", "Township"), droppable=True),
    "乡": _Generic("xiang", ("Township",), droppable=True),
    "村": _Generic("cun", ("Village",), droppable=True),
    "河": _Generic("he", ("River",)),
    "江": _Generic("jiang", ("River",), droppable=True),
    "湖": _Generic("hu", ("Lake",), before=True),
    "山": _Generic("shan", ("Mountain", "Mountains", "Mount", "Mt", "Hill"), before=True),
    "岛": _Generic("dao", ("Island",), droppable=True),
    "湾": _Generic("wan", ("Bay",)),
    "港": _Generic("gang", ("Port", "Harbor"), before=True),
    "峡": _Generic("xia", ("Gorge",)),
    "口": _Generic("kou", ("Pass",)),
    "桥": _Generic("qiao", ("Bridge",)),
    "寺": _Generic("si", ("Temple",)),
    "塔": _Generic("ta", ("Tower", "Pagoda")),
    "门": _Generic("men", ("Gate",)),
    "路": _Generic("lu", ("Road",)),
    "街": _Generic("jie", ("Street",)),
    "铁路": _Generic("tielu", ("Railway", "Railroad")),
    "公路": _Generic("gonglu", ("Highway", "Road")),
}
# Head nouns of institutions: "Y Bureau" may be written "Bureau of Y".
_HEAD_WORDS = """
ministry bureau department office commission committee administration government university institute academy
association society federation league union alliance council court embassy consulate agency authority center centre
college hospital museum bank school station congress party province city county district prefecture village town branch
foundation chamber corporation
"""
_HEADS = frozenset(_HEAD_WORDS.split())
# Words that say the same in the name of an institution; the first word of a row stands for any other and back.
_SYNONYMS = (
    ("Bureau", "Administration"),
    ("Bureau", "Department"),
    ("Office", "Administration"),
    ("Center", "Station"),
    ("Protection", "Conservation"),
    ("Municipal", "City"),
    ("Provincial", "Province"),
    ("Regulations", "Provisions"),
    ("Financial", "Finance"),
    ("Pandemic", "Epidemic"),
    ("Cultural", "Culture"),
    ("Institute", "Research Institute"),
    ("Center", "Research Center"),
    ("Company", "Corporation"),
    ("Highway", "Road"),
    ("Northwest", "Northwestern"),
    ("Northeast", "Northeastern"),
    ("Southwest", "Southwestern"),
    ("Southeast", "Southeastern"),
    ("East", "Eastern"),
    ("Region", "Area"),
    ("App", "Client"),
    ("Factory", "Plant"),
    ("Film", "Pictures"),
    ("Website", "Network"),
    ("Bureau", "Agency"),
    ("Macao", "Macau"),
)


def _both_ways() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for one, other in _SYNONYMS:
        table.setdefault(one, []).append(other)
        if " " not in other:
            table.setdefault(other, []).append(one)
    return {word: tuple(others) for word, others in table.items()}


_SYNONYMS_OF = _both_ways()


def synonyms(word: str) -> tuple[str, ...]:
    """Words that say the same in the name of an institution: `Administration` and `Department` for Bureau."""
    return _SYNONYMS_OF.get(word.capitalize(), ())


_LEVELS = frozenset({"Municipal", "Provincial", "City", "Province", "County", "District"})
_LEGAL = re.compile(r",?(?<!\s)\s+(?:Co|Inc|Ltd|Corp|PLC|LLC|S\.A|AG|GmbH|Limited|Company|Corporation)\b\.?", re.I)
_SMALL = IN_NAMES | {"&", "de", "with"}
_COUNTRIES = {
    "United States": ("US", "America"),
    "United Kingdom": ("UK", "Britain"),
    "Vietnam": ("Viet Nam",),
    "Laos": ("Lao",),
    "South Korea": ("Republic of Korea", "ROK"),
    "North Korea": ("DPRK",),
    "Ivory Coast": ("Côte d'Ivoire",),
    "Czech Republic": ("Czechia",),
    "Tibet": ("Xizang",),
    "Inner Mongolia": ("Nei Mongol",),
    "Yangtze River": ("Yangtze",),
    "Yellow River": ("Huanghe", "Huang He"),
}


def lasting_words(term: Term, text: str) -> list[str] | None:
    """Words of a listed form, lower-cased, that stand in some spelling in every form made from it.

    But for its initials, and for pinyin, whose words may be joined. None where nothing is sure: persons, brackets,
    signs, names of countries.
    """
    words = text.lower().split()
    if term.kind == PERSON or not _PLAIN.fullmatch(text) or text in _COUNTRIES or words[0] in _STATES:
        return None
    return [word for part in words for word in part.split("-") if len(word) > 2 and word not in _LOOSE]


def is_spelt_out(term: Term, text: str) -> bool:
    """Whether a form is the pinyin of the whole name, so that its words may be joined to one."""
    return syllables.split(text.lower().replace(" ", ""), len(term.source)) is not None


@lru_cache(maxsize=1 << 15)
def renderings(term: Term) -> tuple[Rendering, ...]:
    """The listed forms in their order, then the generated ones in a fixed order, none twice, forbidden ones left out.

    Exact pinyin where the target is something else (`Kekexili` for Hoh Xil) is not among them: see `pinyin_forms`.
    """
    forms = dict.fromkeys(term.renderings, RenderingKind.LISTED)
    for text in [*term.renderings]:
        for made in _generated(term, text):
            forms.setdefault(made, RenderingKind.GENERATED)
    for text in term.forbidden:
        forms.pop(text, None)
    return tuple(Rendering(text, kind) for text, kind in forms.items() if text)


@lru_cache(maxsize=1 << 14)
def pinyin_forms(term: Term) -> tuple[Rendering, ...]:
    """The native reading of a Chinese place or work whose approved English is another word: `Kekexili` for Hoh Xil.

    Persons are left out: He Dayi for David Ho is an error. So are names longer than four characters, and names with
    `·`, which are foreign. Uses pypinyin (imported here: 0.2 s).
    """
    source = term.source
    if term.kind in (PERSON, COMPANY) or not 2 <= len(source) <= 4 or not all(has_hanzi(c) for c in source):
        return ()
    from pypinyin import lazy_pinyin

    read = [s.replace("ü", "u") for s in lazy_pinyin(source)]
    forms = ["".join(read).capitalize(), " ".join(read).title()]
    for ending, generic in _GENERIC.items():
        if source.endswith(ending) and len(source) > len(ending):
            stem = "".join(read[: -len(ending)]).capitalize()
            forms += [f"{stem} {word}" for word in generic.english]
            if generic.droppable and len(source) - len(ending) > 1:
                forms += [stem, *(f"{word.lower()} of {stem}" for word in generic.english)]
    known = set(term.renderings) | set(term.forbidden)
    return tuple(Rendering(f, RenderingKind.GENERATED) for f in dict.fromkeys(forms) if f not in known)


_PLAIN = re.compile(r"[A-Za-z]+(?:[ -][A-Za-z]+)*")
_STATES = frozenset({"us", "uk", "united", "people"})
# Words that a form made from another may lack or have otherwise.
_LOOSE = frozenset(
    word.lower()
    for words in (
        *(english for generic in _GENERIC.values() for english in generic.english),
        *(side for pair in _SYNONYMS for side in pair),
        *_LEVELS,
        *_SMALL,
        "co inc ltd corp plc llc gmbh limited company corporation news agency com net org",
        "united states kingdom america american britain british usa viet nam vietnam",
    )
    for word in words.split()
)


def _generated(term: Term, text: str) -> Iterator[str]:
    if not re.search("[(（]", term.source):
        yield from _bracketed(text)
    yield from _COUNTRIES.get(text, ())
    if term.kind == PERSON:
        yield from _person(term, text)
        return
    yield from _place(term.source, text)
    if term.kind in (COMPANY, ORGANISATION, MEDIA, ""):
        yield _LEGAL.sub("", text)
    turned = list(_turned(text))
    yield from turned
    for form in (text, *turned):
        yield from _synonymous(form)
    yield from _shorter(text)
    if term.kind != MEDIA:  # the initials of a medium may be another's name
        yield from _acronyms(text)


def _bracketed(text: str) -> Iterator[str]:
    """`KE Holdings (Beike)` → both names alone."""
    match = re.fullmatch(r"(.+?)\s*[(（](.+?)[)）]\s*(.*)", text)
    if match:
        yield f"{match[1]} {match[3]}".strip()
        if match[2].lower() not in ("group", "china", "holding", "holdings"):
            yield match[2]


def _person(term: Term, text: str) -> Iterator[str]:
    words = text.split()
    native = _is_native_name(term.source, words)
    if native:
        surname, given = (" ".join(words[:-1]), words[-1]) if len(words) > 1 else ("", words[0])
        parts = syllables.split(given.lower(), 2)
        if parts and surname:
            first, second = parts
            yield f"{surname} {first.capitalize()}-{second}"
            yield f"{surname} {first.capitalize()}{second}"
        elif len(words) == 3:
            yield f"{words[0]} {words[1].capitalize()}{words[2].lower()}"
        return
    if len(words) < 2:
        return
    yield words[-1] if "-" not in words[-1] or len(words) == 2 else words[-2]
    without_initials = [w for w in words if not re.fullmatch(r"[A-Z]\.?", w)]
    if len(without_initials) < len(words):
        yield " ".join(without_initials)
    if len(words) == 3:
        yield f"{words[0]} {words[1]}" if "-" in words[2] else f"{words[0]} {words[2]}"
        yield f"{words[1]} {words[2]}"


def _is_native_name(source: str, words: list[str]) -> bool:
    """Whether a person's English is the pinyin of the Chinese, by the number of its syllables."""
    letters = "".join(words).lower().replace("-", "")
    return 2 <= len(source) <= 4 and "·" not in source and syllables.split(letters, len(source)) is not None


def _place(source: str, text: str) -> Iterator[str]:
    for ending, generic in _GENERIC.items():
        if not source.endswith(ending) or len(source) == len(ending):
            continue
        stem = _stem(text, generic, len(source) - len(ending))
        if stem is None:
            continue
        names = [stem]
        if len(ending) == 1 and syllables.split(stem.lower(), len(source) - 1) is not None:
            whole = stem + generic.pinyin
            names.append(whole)
            yield whole
        for name in names:
            for word in generic.english:
                yield f"{name} {word}"
                if generic.droppable:
                    yield f"{word.lower()} of {name}"
                if generic.before:
                    yield f"{word} {name}"
        if generic.droppable and len(source) - len(ending) > 1:
            yield stem


def _stem(text: str, generic: _Generic, characters: int) -> str | None:
    """The proper part of a place's English: `Zhong` of Zhong County, of Zhongxian and of Zhongxian County."""
    stem = re.sub(r"^[Tt]he ", "", text)
    for word in sorted(generic.english, key=len, reverse=True):
        for pattern in (rf"(.+) {word}", rf"{word} (?:of )?(.+)"):
            match = re.fullmatch(pattern, stem, re.I)
            if match:
                stem = match[1]
                break
        else:
            continue
        break
    parts = syllables.split(stem.lower(), characters + 1)
    if parts and parts[-1] == generic.pinyin:
        return "".join(parts[:-1]).capitalize()
    return stem if stem != text and stem[:1].isupper() else None


def _turned(text: str) -> Iterator[str]:
    """`Golmud Public Security Bureau` ↔ `Public Security Bureau of Golmud`."""
    head, _, owner = text.partition(" of ")
    if owner:
        owner = re.sub(r"^the ", "", owner)
        head = re.sub(r"^[Tt]he ", "", head)
        if len(owner.split()) <= 6 and " of " not in owner and "," not in owner:
            yield f"{owner} {head}"
            *before, noun = head.split()
            if before:  # Russian Ministry of Defense → Russian Defense Ministry
                yield f"{' '.join(before)} {owner} {noun}"
        return
    words = text.split()
    if len(words) < 2 or words[-1].lower() not in _HEADS or any(w.lower() in _SMALL - {"and", "&"} for w in words):
        return
    for cut in range(1, len(words)):
        if words[cut].lower() in _SMALL or words[cut - 1].lower() in _SMALL:
            continue
        tail = " ".join(words[cut:])
        yield f"{tail} of {' '.join(words[:cut])}"
        yield f"{tail} in {' '.join(words[:cut])}"
        for to in range(1, cut):  # Russian Defense Ministry → Russian Ministry of Defense
            yield f"{' '.join(words[:to])} {tail} of {' '.join(words[to:cut])}"


def _synonymous(text: str) -> Iterator[str]:
    words = text.split()
    if len(words) < 2:
        return
    for i, word in enumerate(words):
        for other in _SYNONYMS_OF.get(word, ()):
            changed = [*words[:i], *other.split(), *words[i + 1 :]]
            if all(a != b for a, b in itertools.pairwise(changed)):
                yield " ".join(changed)
        if word in _LEVELS and 0 < i < len(words) - 2 and words[i + 1] not in _SMALL:
            yield " ".join(words[:i] + words[i + 1 :])


def _shorter(text: str) -> Iterator[str]:
    """Without the state of a national institution, without `News Agency`, a station's rails, an airport's reach."""
    match = re.fullmatch(r"(?:U\.S\.|US|United States|UK|People's Republic of China) (.+ .+)", text)
    if match:
        yield match[1]
        yield from _acronyms(match[1])
    agency = re.fullmatch(r"(\S+) News Agency", text)
    if agency:
        yield agency[1]
    place = re.fullmatch(r"(.+?) (?:(?:Railway|Train) (Station)|International (Airport))", text)
    if place:
        yield f"{place[1]} {place[2] or place[3]}"


def _acronyms(text: str) -> Iterator[str]:
    words = re.findall(r"[^\W_]+(?:['’.][^\W_]+)*", text)
    letters = "".join(w[0] for w in words if w[0].isupper())
    if len(letters) >= 3 and sum(w.lower() not in _SMALL for w in words) == len(letters):
        yield letters
