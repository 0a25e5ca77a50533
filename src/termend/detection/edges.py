"""Where a garbled name begins and ends: the whole garble goes, and nothing that belongs to the sentence does.

A word at an edge stays where it says something of the name that no other word of the stretch says. So a verb behind a
name (“Group set up”), a noun that the name stands before (“Daily reporter”) and a person's title are left in place,
and the gloss of the name's first half, left before the stretch, is taken in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from termend.channel.explanation import Explainer
from termend.kinds import COMPANY, MEDIA, PERSON
from termend.language.articles import INDEFINITE
from termend.language.case import is_headline, is_shouted
from termend.language.function_words import ARTICLES, IN_TITLES
from termend.language.generic_words import is_generic
from termend.language.ordinary import is_ordinary
from termend.language.personal_titles import BESIDE_INSTITUTIONS, titles_before
from termend.language.possessives import POSSESSIVE
from termend.language.tokens import Token, tokenize
from termend.language.verbs import is_past
from termend.language.wordforms import key
from termend.records import Evidence, Term

_SAYS = 0.25  # strength of a sense, 0 to 1, from which a word says something of a name
_SAYS_SURELY = 0.6  # … from which a word beside a stretch is taken in
_HEARD = 0.4  # strength of a sound from which a word that is no English is the name's
_LEGAL_FORM = re.compile(r"\b(?:Co|Ltd|Inc|Corp|Limited|LLC|PLC)\b\.?$", re.IGNORECASE)
_LEGAL_TAIL = re.compile(r"(?:\.?,? ?(?:Co|Ltd|Inc|Corp|Limited|LLC|PLC)\b)+\.?", re.IGNORECASE)
_BRACKETED = re.compile(r" ?\([^()]+\)$")
_HYPHENED = re.compile(r"-(?P<word>[^\W\d_]+)")
_VERB_AND_ONE = 3  # words: a verb, an article and one that may be its object
_BINDING = frozenset({"-", "."})  # without a space, what makes one word of two
_SMALL = IN_TITLES | {"as"}
_JOINT = re.compile(r"[ \u00a0-]")
_MOST_TAKEN = 2  # words on one side
_TELLING = frozenset({"gloss", "sound", "number"})  # ways in which a word says certain characters

Free = Callable[[int, int], bool]


@dataclass(frozen=True)
class _Name:
    """What the words of a stretch are held against.

    Attributes:
        told: what they are known to say.
        capitals_tell: whether capitals mark names where they stand.
    """

    source: str
    rows: Sequence[Term]
    explain: Explainer
    told: Sequence[Evidence] = ()
    capitals_tell: bool = True

    def is_plain(self, word: str) -> bool:
        """Whether nothing about the writing of a word marks it as a name's."""
        return word.islower() or (not self.capitals_tell and self.explain.english.is_word(word))

    @cached_property
    def forms(self) -> list[list[str]]:
        """The words of each rendering, by what their forms have in common."""
        return [[key(token.text) for token in tokenize(form)] for row in self.rows for form in row.renderings]

    @cached_property
    def _form_words(self) -> frozenset[str]:
        return frozenset(word for form in self.forms for word in form)

    def said_by(self, word: str, least: float = _SAYS) -> frozenset[int | str]:
        """The characters of the name that a word says, and the word of a listed form that it is.

        What it is known to say it says, and not the whole of which it is a part: five grain liquid, 五粮液.
        """
        own = key(word)
        said: set[int | str] = set()
        said.update({own} & self._form_words)
        ordinary = self.explain.english.is_word(word)
        told = [piece.source for piece in self.told if key(piece.text) == own and piece.how in _TELLING]
        for at, source in ((self.source.find(source), source) for source in told):
            said.update(range(at, at + len(source)) if at >= 0 else ())
        if told:
            return frozenset(said)
        links = [self.explain.by_gloss(word, self.source), self.explain.by_number(word, self.source)]
        for link in links:
            if link.strength >= least:
                said.update(range(link.start, link.end))
        if not said and not (ordinary and word.islower()):
            heard = self.explain.by_sound(word, self.source)
            if heard.strength >= _HEARD:
                said.update(range(heard.start, heard.end))
        return frozenset(said)


def fitted(
    text: str,
    start: int,
    end: int,
    rows: Sequence[Term],
    explain: Explainer,
    free: Free,
    told: Sequence[Evidence] = (),
) -> tuple[int, int]:
    """The stretch `start:end` of a segment's text with its edges put right.

    Args:
        rows: glossary rows of the name that the stretch renders.
        free: whether `start:end` of the text belongs to no other name.
        told: what its words are known to say of the name besides.
    """
    tokens = tokenize(text)
    telling = not is_shouted(text) and not is_headline(text)
    name = _Name(rows[0].source, rows, explain, told, telling)
    inside = [token for token in tokens if start <= token.start and token.end <= end]
    if not inside:
        return start, end
    kept = inside
    if any(row.kind == PERSON for row in rows):
        kept = kept[_titles(kept, name) :]
    kept = _trimmed(text, _one_clause(kept, name), name)
    before = [token for token in tokens if token.end <= kept[0].start]
    whole = _with_words_before(text, before, kept, name, free) if kept[0] is inside[0] else kept
    stretch = text[start:end]  # where it was cut off another name a space may stand at its edge
    begin = end - len(stretch.lstrip()) if whole[0] is inside[0] else whole[0].start
    finish = start + len(stretch.rstrip())
    if whole[-1] is not inside[-1]:
        finish = whole[-1].start + len(POSSESSIVE.sub("", whole[-1].text))
    if any(row.kind == PERSON for row in rows):
        finish = _with_hyphened(text, finish, explain)
    elif whole == inside:
        begin, finish = _with_debris(text, tokens, begin, finish, name, free)
    return begin, _with_legal_form(text, finish, rows)


def _with_debris(text: str, tokens: Sequence[Token], start: int, end: int, name: _Name, free: Free) -> tuple[int, int]:
    """The stretch with a strange word in small letters beside it, where its words leave some of the name unsaid.

    Nobody writes a name so, and it is no English: the *fild* of `salt fild`, 盐田. Where all is in small letters it
    may be any name.
    """
    inside = [token for token in tokens if start <= token.start and token.end <= end]
    said = frozenset().union(*(name.said_by(token.text) for token in inside))
    if text.islower() or not name.capitals_tell or said.issuperset(range(len(name.source))):
        return start, end

    def is_debris(token: Token, gap: str) -> bool:
        strange = token.text.islower() and token.text.isalpha() and not is_ordinary(token.text)
        plain = name.explain.english.is_word(token.text)
        return gap == " " and strange and not plain and free(token.start, token.end)

    for before in (token for token in tokens if token.end == start - 1):
        start = before.start if is_debris(before, text[before.end : start]) else start
    for behind in (token for token in tokens if token.start == end + 1):
        end = behind.end if is_debris(behind, text[end : behind.start]) else end
    return start, end


def _with_hyphened(text: str, end: int, explain: Explainer) -> int:
    """The end behind what a hyphen joins to a person's name, but for plain English: Song-hye, a Biden-led summit."""
    joined = _HYPHENED.match(text, end)
    while joined is not None and not (explain.english.is_word(joined["word"]) and is_ordinary(joined["word"])):
        end = joined.end()
        joined = _HYPHENED.match(text, end)
    return end


def _titles(inside: Sequence[Token], name: _Name) -> int:
    """How many of the first words are titles; what says of the name what no other does is none: king fool, 王愚."""
    titles = titles_before([token.text for token in inside])
    rest = frozenset().union(*(name.said_by(token.text) for token in inside[titles:]))
    while titles:
        last = inside[titles - 1].text
        if not (any(form[:1] == [key(last)] for form in name.forms) or name.said_by(last) - rest):
            break
        titles -= 1
    return titles


def _one_clause(inside: Sequence[Token], name: _Name) -> Sequence[Token]:
    """The words before a verb that has its object among them, or else the object: `group held a fair`, 集 being a fair.

    No name holds an “a” that no form has.
    """
    at = next((n for n, token in enumerate(inside) if n and token.text.lower() in INDEFINITE), None)
    if at is None or any(key(inside[at].text) in form for form in name.forms):
        return inside
    return inside[: at - 1] or inside[at + 1 :] or inside


def _trimmed(text: str, inside: Sequence[Token], name: _Name) -> list[Token]:
    """The words without those at the edges that are the sentence's; Seol-su and Xinhua.com are not parted."""
    first, last = 0, len(inside)
    capitals = [n for n, token in enumerate(inside) if token.text[:1].isupper() and not name.is_plain(token.text)]
    said = [name.said_by(token.text) for token in inside]

    def _adds(n: int) -> bool:
        others = frozenset().union(*(said[m] for m in range(first, last) if m != n))
        return bool(said[n] - others)

    def _is_behind_name(n: int) -> bool:
        if (capitals and capitals[0] < n) or not name.capitals_tell:
            return True
        return is_generic(inside[n - 1].text) and len(name.source) - 1 in said[n - 1]

    def _is_before_name(n: int) -> bool:
        return not name.capitals_tell or bool(capitals and capitals[-1] > n)

    while last - first > 1 and is_generic(inside[last - 2].text) and _is_past(inside[last - 1].text, name):
        last -= 1
    owns = (n for n in range(1, last) if POSSESSIVE.search(text[inside[n - 1].start : inside[n].start].rstrip()))
    for n in owns:
        if not any(map(_adds, range(n, last))):
            last = n  # what the name has is another thing: the group's group of reporters
    while last - first > 1 and _may_go(inside[last - 1].text, _is_behind_name(last - 1), name):
        if (
            _adds(last - 1)
            or len(said[last - 1]) > 1
            or text[inside[last - 2].end : inside[last - 1].start] in _BINDING
        ):
            break
        last -= 1
    has_object = last - first > 2 and inside[first + 1].text.lower() in ARTICLES
    is_part = last - first == _VERB_AND_ONE and _adds(first)  # break the net, 破网: one plain word is no name
    if has_object and inside[first].text.islower() and not is_part:
        first += 2  # write the …: a verb has its object there, and no name begins so
    while last - first > 1 and _may_go(inside[first].text, _is_before_name(first), name):
        if _adds(first):
            break
        first += 1
    return list(inside[first:last])


def _is_past(word: str, name: _Name) -> bool:
    """Whether a word is by its form a verb that follows a name: the group opened."""
    return is_past(word) and not is_generic(word) and all(key(word) not in f for f in name.forms)


def _may_go(word: str, is_beside_name: bool, name: _Name) -> bool:
    """Whether a word at an edge is not the name's by its form: small, a role, or in lower case beside what is.

    That is a word with a capital, or at the end a class word that says the last of the name (group set).
    """
    if any(key(word) in (form[0], form[-1]) for form in name.forms if form):
        return False
    if word.lower() in _SMALL or word.lower() in BESIDE_INSTITUTIONS:
        return True
    return is_beside_name and name.is_plain(word) and not is_generic(word)


def _with_words_before(
    text: str, before: Sequence[Token], kept: Sequence[Token], name: _Name, free: Free
) -> list[Token]:
    """The stretch with the capitalised words before it that surely say what none of its words says."""
    whole, said = list(kept), frozenset().union(*(name.said_by(token.text) for token in kept))
    for token in list(reversed(before))[:_MOST_TAKEN]:
        gap = text[token.end : whole[0].start]
        if not _JOINT.fullmatch(gap) or not token.text[:1].isupper() or token.text.lower() in _SMALL:
            break
        surely = name.said_by(token.text, _SAYS_SURELY)
        characters = {place for place in surely - said if isinstance(place, int)}
        if not characters or not free(token.start, token.end):
            break
        whole.insert(0, token)
        said |= surely
    return whole


def _with_legal_form(text: str, end: int, rows: Sequence[Term]) -> int:
    """The end behind a firm's `Co., Ltd.`, where the name brings its own, or is no firm's that would have one.

    So it is behind what stands in brackets at the end of the name: (China).
    """
    target = rows[0].target
    bracket = _BRACKETED.search(target)
    if bracket is not None and text.startswith(bracket.group(), end):
        return end + len(bracket.group())
    tail = _LEGAL_TAIL.match(text, end)
    if tail is None or not (_LEGAL_FORM.search(target) or rows[0].kind in (COMPANY, MEDIA, "")):
        return end
    return tail.end()
