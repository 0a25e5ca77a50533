"""Entries from names: capitalised phrases of the English with the characters that explain them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from termend.harvest.candidates import Candidate
from termend.harvest.explaining import Explained, explain
from termend.harvest.links import Link, Links
from termend.language.hanzi import has_hanzi

_JOINING = frozenset({"of", "the", "and", "for", "on", "in", "de"})
_NAME_BORDERS = frozenset({"of", "the", "in"})
_BETWEEN = re.compile(r"[ \-’'&/]*")
_LONGEST = 14
_MOST_CHARACTERS = 28
_MOST_EXTENSION = 3
# A modifier of this kind after a noun opens a new phrase: Malanshan Time | Cultural and Creative Event.
_ADJECTIVE = re.compile(r".{2,}(?:al|ive|ic|ary|ous|ese|ian|ized|ised)")
_LEAST = 0.5
_CUT_WORD, _DANGLING, _BARE_END = 0.7, 0.75, 0.75


def find(links: Links, taken: Collection[int] = ()) -> Iterator[Candidate]:
    """The best reading of each capitalised phrase, and of those parts of it that stand as names themselves.

    Args:
        taken: numbers of words that belong to titles, where capitals mean nothing.
    """
    for phrase in phrases(links):
        for first, last in _blocks(links, phrase):
            if any(n in taken for n in range(first, last)):
                continue
            best = best_stretch(links, first, last)
            if best is not None and best[1] >= _LEAST:
                start, end = best[0].start, best[0].end
                yield Candidate(links.chinese[start:end], links.english_of(first, last), best[1], "name")


def phrases(links: Links) -> list[tuple[int, int]]:
    """Longest runs of capitalised words and figures, with the small words between them; half-open word numbers."""
    found: list[tuple[int, int]] = []
    first, last = 0, 0  # an empty run
    for number, word in enumerate(links.words):
        if last > first and not _joined(links, number):
            found.append((first, last))
            first = last = 0
        if word.text[:1].isupper() or word.text[:1].isdigit():
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
            romanised = _romanised(links, i, j)
            if j - i == 1 and not romanised:
                continue  # one word by its sense alone is a word, not a name
            if romanised or (_opens(links, i, phrase) and _closes(links, i, j, phrase)):
                yield i, j


def _romanised(links: Links, first: int, last: int) -> bool:
    """Whether the words are the sound of some characters, all of them of the same."""
    heard = [{(li.start, li.end) for li in links.by_word[n] if li.sound} for n in range(first, last)]
    return bool(set.intersection(*heard))


def _opens(links: Links, cut: int, phrase: tuple[int, int]) -> bool:
    """Whether a name may begin with word number `cut`: at the phrase's beginning, and after `of the`."""
    return cut == phrase[0] or links.words[cut - 1].text.lower() in _NAME_BORDERS


def _closes(links: Links, first: int, cut: int, phrase: tuple[int, int]) -> bool:
    """Whether a name that begins with word `first` may end before word `cut`.

    At the phrase's end; before the first `of` (an `of` further on belongs to the name's last part); before an adjective
    that follows a noun.
    """
    if cut == phrase[1]:
        return True
    following = links.words[cut].text.lower()
    if following in _NAME_BORDERS:
        return not any(word.text.lower() in _NAME_BORDERS for word in links.words[first:cut])
    if following in _JOINING:
        return False
    return _ADJECTIVE.fullmatch(following) is not None and not _ADJECTIVE.fullmatch(links.words[cut - 1].text.lower())


def best_stretch(links: Links, first: int, last: int) -> tuple[Explained, float] | None:
    """The stretch of Chinese that explains some words best, with the confidence in the pair; None where none does.

    It begins and ends on characters linked with the words, or a little further out over characters that nothing claims.
    """
    linked = [link for number in range(first, last) for link in links.by_word[number]]
    starts = {place for link in linked for place in _outward(links, link, -1)}
    ends = {place for link in linked for place in _outward(links, link, 1)}
    found = [
        explain(links, start, end, first, last)
        for start in sorted(starts)
        for end in sorted(ends)
        if 1 < end - start <= _MOST_CHARACTERS and links.in_one_run(start, end) and has_hanzi(links.chinese[start:end])
    ]
    rated = [(one, one.score * _borders(links, one) * _ends(links, one)) for one in found]
    return max(rated, key=lambda r: (r[1], r[0].start - r[0].end, -r[0].start), default=None)


def _outward(links: Links, link: Link, step: int) -> Iterator[int]:
    """The border of a link, and those a little further out with nothing but unclaimed characters between."""
    place = link.start if step < 0 else link.end
    yield place
    for _ in range(_MOST_EXTENSION):
        beside = place - 1 if step < 0 else place
        if not 0 <= beside < len(links.chinese) or links.weights[beside] != 1.0 or links.claim(beside) >= 0.5:
            return
        place += step
        yield place


def _borders(links: Links, best: Explained) -> float:
    """Less than 1 where a border cuts a word, or a character beside it is claimed by nothing and may belong to it."""
    factor = 1.0
    for place, beside in ((best.start, best.start - 1), (best.end, best.end)):
        if links.cuts_a_word(place):
            factor *= _CUT_WORD
        elif 0 <= beside < len(links.chinese) and links.weights[beside] == 1.0 and links.claim(beside) < 0.5:
            factor *= _DANGLING
    return factor


def _ends(links: Links, best: Explained) -> float:
    """Less than 1 where nothing in the stretch explains the first or the last word: the border may be elsewhere."""
    factor = 1.0
    for number in {best.first, best.last - 1}:
        if not any(best.start <= li.start and li.end <= best.end for li in links.by_word[number]):
            factor *= _BARE_END
    return factor
