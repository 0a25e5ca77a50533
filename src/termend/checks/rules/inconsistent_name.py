"""inconsistent-term, where segments have their sources: one Chinese name that the draft renders in two ways.

No glossary is needed. What renders a name is found as `termend glossary harvest` finds it, and by names of the world.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from termend.checks.context import CheckContext
from termend.checks.registry import register
from termend.language.generic_words import is_generic
from termend.language.letters import fold
from termend.language.tokens import tokenize
from termend.language.wordforms import is_function_word, key
from termend.records import WORLD_NAMES, Document, Finding, Proposal, Segment, Severity, Term

_SCORE = 0.7
_LEAST_CONFIDENCE = 0.5  # of each rendering, as harvesting has it
_NAMES = frozenset(("name", "title"))  # what harvesting finds by capitals and marks; a phrase that recurs is no name
_MOST_SEGMENTS = 200  # harvesting takes a twentieth of a second for each
_LEAST_SHARED = 4  # letters of a form that begins another: Qingshui, Qingshuihe

_Place = tuple[int, int, int]  # start, end, segment


@dataclass(frozen=True, slots=True)
class _Rendering:
    """One way in which a name is written, and where."""

    text: str
    places: tuple[_Place, ...]


@register("inconsistent-term")
def inconsistent_name(context: CheckContext) -> Iterator[Finding]:
    """Each name once, at the first place of its rarer rendering; the glossary's names are other checks' matter."""

    if context.world is None:
        return
    from termend.harvest import harvest
    from termend.harvest.pair import Pair

    paired = [segment for segment in context.document.segments if segment.has_source]
    if not 1 < len(paired) <= _MOST_SEGMENTS:
        return
    pairs = [Pair(context.document.path, str(s.index), s.source or "", s.text) for s in paired]
    forms: dict[str, dict[str, None]] = defaultdict(dict)
    for entry in harvest(pairs, context.glossary, _LEAST_CONFIDENCE).entries:
        if entry.how in _NAMES:
            forms[entry.source][entry.target] = None
    for row in context.world:
        for form in row.renderings:
            forms[row.source][form] = None
    covered = [source for source in context.glossary.by_source if any(source in (s.source or "") for s in paired)]
    for name in sorted(forms):
        if not any(name in source or source in name for source in covered):
            yield from _finding(context.document, name, _renderings(paired, name, list(forms[name])), context.world)


def _renderings(paired: Sequence[Segment], name: str, forms: Sequence[str]) -> list[_Rendering]:
    """The forms that stand in segments whose source has the name, no oftener than it stands there; longest first."""
    places: dict[str, list[_Place]] = defaultdict(list)
    for segment in paired:
        count = (segment.source or "").count(name)
        if not count:
            continue
        taken: list[tuple[int, int]] = []
        for form in sorted(forms, key=lambda f: (-len(f), f)):
            for start, end in _occurrences(segment.text, form):
                if not any(s < end and start < e for s, e in taken):
                    taken.append((start, end))
                    places[form].append((segment.start + start, segment.start + end, segment.index))
        if len(taken) > count:
            return []  # some are no renderings of this name, and nobody knows which
    return [_Rendering(form, tuple(sorted(found))) for form, found in places.items()]


def _occurrences(text: str, form: str) -> Iterator[tuple[int, int]]:
    """Where a form stands as whole words, its capitals as they are."""
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            yield start, end
        start = text.find(form, start + 1)


def _finding(
    document: Document, name: str, renderings: Sequence[_Rendering], world: Sequence[Term]
) -> Iterator[Finding]:
    """The finding on one name, where two of its renderings are different names."""
    listed = {form for row in world if row.source == name for form in row.renderings}
    ordered = sorted(renderings, key=lambda r: (r.text not in listed, -len(r.places), r.places))
    others = [other for other in ordered[1:] if _are_two(ordered[0].text, other.text)]
    if not others:
        return
    kept, right = ordered[0], ordered[0].text
    places = sorted(place for other in others for place in other.places)
    start, end, segment = places[0]
    found = document.text[start:end]
    yield Finding(
        "inconsistent-term",
        Severity.WARNING,
        segment,
        start,
        end,
        found,
        _SCORE,
        f"{name} is “{found}” here, “{right}” elsewhere ({_times(len(kept.places))})",
        Term(name, right, glossary=WORLD_NAMES),
        proposals=(Proposal(right, start, end, _SCORE, "rule"),),
        places=tuple((s, e) for s, e, _ in places[1:]),
    )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _are_two(one: str, other: str) -> bool:
    """Whether two renderings are different: not the same words in another order, fewer of them, or an acronym."""
    mine, others = _own(one), _own(other)
    if not mine or not others or not mine - others or not others - mine:
        return False
    short, long = sorted((fold("".join(_words(one))), fold("".join(_words(other)))), key=len)
    if len(short) >= _LEAST_SHARED and long.startswith(short):
        return False
    return not any(fold(a).startswith(_initials(b)) for a, b in ((one, other), (other, one)) if len(_initials(b)) > 1)


def _initials(text: str) -> str:
    return fold("".join(token.text[:1] for token in tokenize(text) if token.text[:1].isupper()))


def _own(text: str) -> Counter[str]:
    return Counter(key(word) for word in _words(text))


def _words(text: str) -> list[str]:
    """The words of a rendering that are its own."""
    words = [token.text for token in tokenize(text)]
    return [word for word in words if not is_function_word(word) and not is_generic(word)]
