"""How well some Chinese and some English of a pair explain each other.

Phrase pairs consistent with word links (Koehn, Och & Marcu 2003, section 3; Och & Ney 2004), with soft links: a word
explains one stretch of the Chinese, what is left over inside on both sides explains itself a little, and what belongs
to words outside counts against.
"""

from __future__ import annotations

from dataclasses import dataclass

from termend.harvest.links import Link, Links

# What is left over on both sides of a phrase is likely to belong together, up to so many characters a word.
_LEFT_OVER = 0.55
_CHARACTERS_A_WORD = 2.5
_SURE = 0.5
_LEAK = 0.75  # for each word or character that belongs elsewhere


@dataclass(frozen=True, slots=True)
class Explained:
    """A phrase pair: characters `start:end`, words `first:last`, both half-open.

    Attributes:
        score: 0 to 1; the geometric mean of the two shares, less for what belongs elsewhere.
        english, chinese: share of each side that the other explains.
    """

    start: int
    end: int
    first: int
    last: int
    score: float
    english: float
    chinese: float


def explain(links: Links, start: int, end: int, first: int, last: int) -> Explained:
    """How well `links.chinese[start:end]` and the words `first:last` explain each other."""
    words = [n for n in range(first, last) if links.content[n]]
    weights = links.weights[start:end]
    total = sum(weights)
    if not words or not total:
        return Explained(start, end, first, last, 0.0, 0.0, 0.0)
    inside = [li for n in words for li in links.by_word[n] if start <= li.start and li.end <= end]
    of_word, of_character = _assigned(inside, start, end)
    elsewhere = [n for n in words if _stronger_outside(links, n, of_word.get(n, 0.0), start, end)]
    foreign = [i for i in range(end - start) if _claimed(links, start + i, of_character[i], first, last)]
    bare_words = [n for n in words if of_word.get(n, 0.0) < _LEFT_OVER and n not in elsewhere]
    bare = [i for i, s in enumerate(of_character) if s < _LEFT_OVER and weights[i] == 1.0 and i not in foreign]
    if bare_words and bare and len(bare) <= _CHARACTERS_A_WORD * len(bare_words):
        of_word |= dict.fromkeys(bare_words, _LEFT_OVER)
        for i in bare:
            of_character[i] = _LEFT_OVER
    english = sum(of_word.get(n, 0.0) for n in words if n not in elsewhere) / len(words)
    chinese = sum(s * w for s, w in zip(of_character, weights, strict=True)) / total
    leaks = len(elsewhere) + sum(weights[i] for i in foreign)
    return Explained(start, end, first, last, (english * chinese) ** 0.5 * _LEAK**leaks, english, chinese)


def _assigned(inside: list[Link], start: int, end: int) -> tuple[dict[int, float], list[float]]:
    """Strength by word and by character where each word takes one stretch, the strongest links first."""
    taken: dict[int, tuple[int, int]] = {}
    of_word: dict[int, float] = {}
    of_character = [0.0] * (end - start)
    for link in sorted(inside, key=lambda li: (-li.strength, li.start - li.end, li.start, li.word)):
        mine = taken.get(link.word)
        if mine is not None and not (link.start < mine[1] and mine[0] < link.end):
            continue
        if mine is None and all(of_character[i - start] >= _SURE for i in range(link.start, link.end)):
            # Another word has it already: this one is explained as well, but claims nothing.
            of_word.setdefault(link.word, link.strength)
            continue
        taken[link.word] = link.start, link.end
        of_word[link.word] = max(of_word.get(link.word, 0.0), link.strength)
        for place in range(link.start, link.end):
            of_character[place - start] = max(of_character[place - start], link.strength)
    return of_word, of_character


def _stronger_outside(links: Links, word: int, inside: float, start: int, end: int) -> bool:
    """Whether a word means something outside the stretch rather than inside it."""
    return any(
        li.strength > _SURE and inside < 0.5 * li.strength and not (start <= li.start and li.end <= end)
        for li in links.by_word[word]
    )


def _claimed(links: Links, place: int, inside: float, first: int, last: int) -> bool:
    """Whether a word outside the phrase means this character, rather than any word inside it."""
    return any(
        li.strength > _SURE and inside < 0.5 * li.strength and not first <= li.word < last
        for li in links.by_character[place]
    )


def explain_all(links: Links) -> Explained:
    """How well the two sides of a pair explain each other as wholes."""
    return explain(links, 0, len(links.chinese), 0, len(links.words))
