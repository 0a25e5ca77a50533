"""Where a garbled name begins and ends, once it is known which name it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from termend.channel.bilingual.draft import DraftWord
from termend.channel.bilingual.segment import Aligner, Span
from termend.language.letters import fold

_EVIDENCE = 0.45
_FREE = 0.35  # explanations elsewhere below this leave a word free
_LONGEST_PERSON = 3


def adjust(aligner: Aligner, span: Span, blocked: Collection[int], is_person: bool, left: Collection[str] = ()) -> Span:
    """The span without lower-case ends that nothing ties to the name, and with the capitals beside it that are free.

    Names in `left` may still want words of their own.
    A person's Chinese surname that is also an English word (`He Dayi`) is taken in where its pinyin says so.
    """
    first, last = span.first, span.last
    words, here, elsewhere = aligner.words, aligner.by_name(span.name), aligner.elsewhere
    written = any(word.is_capital for word in words[first:last])
    while last - first > 1 and _is_loose(
        words[last - 1], here[last - 1].strength, elsewhere[last - 1].strength, written
    ):
        last -= 1
    while last - first > 1 and _is_loose(words[first], here[first].strength, elsewhere[first].strength, written):
        first += 1

    rival = aligner.rivals_of(span.name, left)

    def _is_free(i: int) -> bool:
        word = words[i]
        written = word.is_capital or (word.text[:1].isupper() and not word.is_function)
        if i in blocked or not (written or aligner.is_strange(i)):
            return False
        return bool(fold(word.text)) and elsewhere[i].strength < _FREE and rival(i) < 0.5

    longest = _LONGEST_PERSON if is_person else 99
    while first > 0 and not words[first].breaks and last - first < longest and _is_free(first - 1):
        first -= 1
    while last < len(words) and not words[last].breaks and last - first < longest and _is_free(last):
        last += 1
    if is_person or len(span.name) <= 4:
        first, last = _with_syllables(aligner, span.name, first, last, blocked)
    return replace(span, first=first, last=last, links=tuple(here[first:last]))


def _is_loose(word: DraftWord, own: float, other: float, written: bool) -> bool:
    if written and not word.is_capital and other >= 0.7:
        return True  # beside capitals, a word that the source has elsewhere
    return not word.is_capital and (word.is_function or own < _EVIDENCE or own < 0.8 * other)


def _with_syllables(aligner: Aligner, name: str, first: int, last: int, blocked: Collection[int]) -> tuple[int, int]:
    """Take in a neighbour that is the pinyin of the name's first or last character."""
    words = aligner.words
    inside = fold("".join(w.text for w in words[first:last]))
    opening, closing = aligner.pinyin(name[0]), aligner.pinyin(name[-1])
    if first > 0 and not words[first].breaks and first - 1 not in blocked:
        before = words[first - 1]
        if before.text[0].isupper() and fold(before.text) == opening and not inside.startswith(opening):
            first -= 1
    if last < len(words) and not words[last].breaks and last not in blocked:
        after = words[last]
        if after.text[0].isupper() and fold(after.text) in (opening, closing) and not inside.endswith(closing):
            last += 1
    return first, last


def widened(
    aligner: Aligner, first: int, last: int, name: str, blocked: Collection[int], strict: bool
) -> tuple[int, int]:
    """A sound rendering with the words beside it that belong to the same name and make it another.

    `new Jingwei` for a paper that may be called Jingwei; `Tibet` before the trade unions of another region.

    Args:
        strict: only words that the name itself explains; else free capitals too.
    """
    words, here, elsewhere = aligner.words, aligner.by_name(name), aligner.elsewhere

    rival = aligner.rivals_of(name, aligner.lacking)
    covered = {k for i in range(first, last) if here[i].strength > 0.3 for k in range(here[i].start, here[i].end)}

    def _belongs(i: int) -> bool:
        own = here[i].strength
        if i in blocked or words[i].is_function or not fold(words[i].text) or rival(i) > max(0.5, own):
            return False
        if i >= last and not words[i].is_capital:
            return False  # a common noun behind a name: Serie A matches
        adds = not covered.issuperset(range(here[i].start, here[i].end)) and here[i].end - here[i].start < len(name)
        if adds and own >= max(0.6, 1.25 * elsewhere[i].strength) and aligner.ties_alone(name, i):
            return True
        return not strict and words[i].is_capital and elsewhere[i].strength < 0.15

    lower = not any(word.is_capital for word in words[first:last])
    if lower and first > 0 and not words[first].breaks and first - 1 not in blocked and aligner.is_rare(first - 1):
        first -= 1  # neonatal coronavirus
    if first > 1 and words[first - 1].text == "of":  # The True Story of …
        opening = first - 1
        while opening > 0 and words[opening - 1].is_capital and opening - 1 not in blocked:
            opening -= 1
        if any(_belongs(i) and here[i].strength > max(rival(i), 0.3) for i in range(opening, first - 1)):
            first = opening
    while first > 0 and not words[first].breaks and _belongs(first - 1):
        first -= 1
    while last < len(words) and not words[last].breaks and _belongs(last):
        last += 1
    return first, last
