"""Entries from names: capitalised phrases of the English with the characters that explain them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from termend.channel import english, lexicon
from termend.harvest.candidates import Candidate
from termend.harvest.explaining import Explained, explain
from termend.harvest.grammar import DAYS_AND_MONTHS
from termend.harvest.links import Links
from termend.language.function_words import AUXILIARIES, CLAUSES, JOINING, PRONOUNS
from termend.language.hanzi import has_hanzi
from termend.language.particles import GRAMMAR

_JOINING = JOINING | {"on", "de"}
_NAME_BORDERS = frozenset({"of", "the"})
_BETWEEN = re.compile(r"[ \-’'&/]*")
_NEVER_NAMES = DAYS_AND_MONTHS | PRONOUNS | (AUXILIARIES - {"may", "will"}) | CLAUSES
_LONGEST = 14
_MOST_CHARACTERS = 28
_MOST_EXTENSION = 3
# A modifier of this kind after a noun opens a new phrase: Malanshan Time | Cultural and Creative Event.
_ADJECTIVE = re.compile(r".{2,}(?:al|ive|ic|ary|ous|ese|ian|ized|ised)")
_LEAST = 0.5
_NAME_PARTS = ("·", "•", "・", "‧")  # between the parts of a foreign name
_OF_A_PLACE = re.compile(r"[A-Z].*(?:ish|ese|ian|ean|ians|ans|[lt]sh|nch|eli|aqi)")
_ODD, _HEADLINE, _TWO_NAMES = 0.6, 0.75, 0.75
_CUT_WORD, _DANGLING, _BARE_END = 0.7, 0.75, 0.75


def find(links: Links, taken: Collection[int] = (), headline: bool = False) -> Iterator[Candidate]:
    """The best reading of each capitalised phrase, and of those parts of it that stand as names themselves.

    Args:
        taken: numbers of words that belong to titles, where capitals mean nothing.
        headline: whether they mean nothing anywhere.
    """
    for phrase in phrases(links):
        for first, last in _blocks(links, phrase):
            if any(n in taken for n in range(first, last)):
                continue
            best = best_stretch(links, first, last)
            if best is None:
                continue
            chinese = links.chinese[best[0].start : best[0].end]
            confidence = best[1] * _likely(links, chinese, first, last) * (_HEADLINE if headline else 1)
            if confidence >= _LEAST:
                yield Candidate(chinese, links.english_of(first, last), confidence, "name")


def phrases(links: Links) -> list[tuple[int, int]]:
    """Longest runs of capitalised words and figures, with the small words between them; half-open word numbers."""
    found: list[tuple[int, int]] = []
    first, last = 0, 0  # an empty run
    for number, word in enumerate(links.words):
        if last > first and not _joined(links, number):
            found.append((first, last))
            first = last = 0
        if (word.text[:1].isupper() or word.text[:1].isdigit()) and word.text.lower() not in _NEVER_NAMES:
            first = first if last > first else number
            last = number + 1
        elif word.text.lower() not in _JOINING and last > first:
            found.append((first, last))
            first = last = 0
    if last > first:
        found.append((first, last))
    return found


def _joined(links: Links, number: int) -> bool:
    """Whether nothing but a space, hyphen or the like parts a word from the one before it."""
    between = links.english[links.words[number - 1].end : links.words[number].start]
    return _BETWEEN.fullmatch(between) is not None


def _blocks(links: Links, phrase: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Parts of a phrase that may stand as names: both borders are such as names have."""
    first, last = phrase
    for i in range(first, last):
        if not links.content[i]:
            continue
        for j in range(i + 1, min(last, i + _LONGEST) + 1):
            if not links.content[j - 1] or not any(w.text[:1].isupper() for w in links.words[i:j]):
                continue
            heard = _heard(links, i, j)
            if j - i == 1 and not heard:
                continue  # one word by its sense alone is a word, not a name
            if heard & (_heard(links, i - 1, i) if i > first else set()) or heard & _heard(links, j, min(j + 1, last)):
                continue  # part of a longer name that is spelt as one
            if heard or (_opens(links, i, phrase) and _closes(links, i, j, phrase)):
                yield i, j


def _heard(links: Links, first: int, last: int) -> set[tuple[int, int]]:
    """The stretches of which each of the words is the sound; empty where there are no words."""
    heard = [{(li.start, li.end) for li in links.by_word[n] if li.sound} for n in range(first, last)]
    return set.intersection(*heard) if heard else set()


def _opens(links: Links, cut: int, phrase: tuple[int, int]) -> bool:
    """Whether a name may begin with word number `cut`: at the phrase's beginning, and after `of the`.

    A sentence may begin with a verb, which has its capital from there (Using Alvarez): the name begins behind it.
    """
    verb = phrase[0] == 0 and links.words[0].text.endswith("ing") and english.shipped().is_word(links.words[0].text)
    return cut == phrase[0] + verb or links.words[cut - 1].text.lower() in _NAME_BORDERS


def _closes(links: Links, first: int, cut: int, phrase: tuple[int, int]) -> bool:
    """Whether a name that begins with word `first` may end before word `cut`.

    At the phrase's end; before the first `of` (an `of` further on belongs to the name's last part); after a name given
    by its sound, before an adjective that follows a noun.
    """
    if cut == phrase[1]:
        return True
    following = links.words[cut].text.lower()
    if following in _NAME_BORDERS:
        return not any(word.text.lower() in _NAME_BORDERS for word in links.words[first:cut])
    if following in _JOINING:
        return False
    spelt = any(link.sound for number in range(first, cut) for link in links.by_word[number])
    before = links.words[cut - 1].text.lower()
    return spelt and _ADJECTIVE.fullmatch(following) is not None and not _ADJECTIVE.fullmatch(before)


def best_stretch(links: Links, first: int, last: int) -> tuple[Explained, float] | None:
    """The stretch of Chinese that explains some words best, with the confidence in the pair; None where none does.

    It begins and ends on characters linked with the words, or a little further out over characters that nothing claims.
    """
    linked = [link for number in range(first, last) for link in links.by_word[number]]
    bare = any(links.content[n] and not links.by_word[n] for n in range(first, last))
    most = _MOST_EXTENSION if bare else 0
    starts = {place for link in linked for place in _outward(links, link.start, -1, most)}
    ends = {place for link in linked for place in _outward(links, link.end, 1, most)}
    found = [
        explain(links, start, end, first, last)
        for start in sorted(starts)
        for end in sorted(ends)
        if 1 < end - start <= _MOST_CHARACTERS and links.in_one_run(start, end) and has_hanzi(links.chinese[start:end])
    ]
    rated = [(one, one.score * _borders(links, one) * _ends(links, one)) for one in found]
    return max(rated, key=lambda r: (r[1], r[0].start - r[0].end, -r[0].start), default=None)


def _outward(links: Links, border: int, step: int, most: int) -> Iterator[int]:
    """The border of a link, and those a little further out with nothing but unclaimed characters between."""
    yield border
    for place in range(border, border + step * most, step):
        beside = place if step > 0 else place - 1
        if not _unclaimed(links, beside):
            return
        yield place + step


def _unclaimed(links: Links, place: int) -> bool:
    """Whether a character is there that may belong to a name, and that no word explains."""
    return (
        0 <= place < len(links.chinese)
        and links.weights[place] == 1.0
        and links.claim(place) < 0.5
        and links.chinese[place] not in GRAMMAR
    )


def _borders(links: Links, best: Explained) -> float:
    """Less than 1 where a border cuts a word, or a character beside it is claimed by nothing and may belong to it."""
    factor = 1.0
    for place, beside in ((best.start, best.start - 1), (best.end, best.end)):
        if not 0 <= beside < len(links.chinese):
            continue
        if links.cuts_a_word(place) or links.chinese[beside] in _NAME_PARTS:
            factor *= _CUT_WORD
        elif (
            _unclaimed(links, beside) and not _in_another_word(links.chinese, place, beside < place)
        ) or _claimed_inside(links, beside, best):
            factor *= _DANGLING
    return factor


def _in_another_word(chinese: str, border: int, before: bool) -> bool:
    """Whether a dictionary word ends (begins) at a border: what stands beside the stretch is no piece of the name."""
    known = lexicon.shipped()
    beside = [chinese[border - size : border] if before else chinese[border : border + size] for size in (2, 3, 4)]
    return any(len(word) > 1 and known.has_word(word) for word in beside)


def _claimed_inside(links: Links, place: int, best: Explained) -> bool:
    """Whether a word of the phrase means a character beside the stretch."""
    return any(best.first <= link.word < best.last and link.strength >= 0.5 for link in links.by_character[place])


def _ends(links: Links, best: Explained) -> float:
    """Less than 1 where nothing in the stretch explains the first or the last word: the border may be elsewhere."""
    factor = 1.0
    for number in {best.first, best.last - 1}:
        if not any(best.start <= li.start and li.end <= best.end for li in links.by_word[number]):
            factor *= _BARE_END
    return factor


def _likely(links: Links, chinese: str, first: int, last: int) -> float:
    """Less than 1 for two names joined, and for one word that is an adjective or not what the dictionary gives."""
    if last - first > 1:
        small = [word.text.lower() for word in links.words[first:last]]
        joined = "and" in small and "of" not in small[: small.index("and")]
        return _TWO_NAMES if joined else 1.0
    word = links.words[first].text
    known = lexicon.shipped()
    factor = _ODD if _OF_A_PLACE.fullmatch(word) else 1.0
    if known.has_word(chinese) and not known.probability(word, chinese):
        factor *= _ODD
    return factor


def is_headline(links: Links) -> bool:
    """Whether nearly all words are capitalised, and no stop ends them, so that capitals mark no names."""
    words = [word.text for n, word in enumerate(links.words) if links.content[n] and word.text[:1].isalpha()]
    stop = links.english.rstrip("”\"'’ ").endswith((".", "!", "?"))
    return not stop and len(words) > 5 and sum(word[0].isupper() for word in words) > 0.85 * len(words)
