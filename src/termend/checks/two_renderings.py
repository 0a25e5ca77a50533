"""Chinese names that the draft renders in two ways, where segments have their sources.

No glossary is needed. What renders a name is told by the marks around a title, by the sound of words, and by the names
of the world. Two translations that both say what the name says are a matter of taste, and stand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from termend.checks.context import CheckContext
from termend.language.families import is_one_name
from termend.language.generic_words import is_generic
from termend.language.letters import fold
from termend.language.tokens import tokenize
from termend.language.wordforms import is_function_word, key
from termend.records import WORLD_NAMES, Finding, Proposal, Segment, Severity, Term

_SCORE = 0.7
_LEAST_CONFIDENCE = 0.7  # that a quotation of the draft is that of the source: a title, no speech
_SAID, _HEARD = 0.2, 0.5  # strength of a gloss and of a sound, 0 to 1, from which a word is said by a name
_MOST_SEGMENTS = 2_000

_Place = tuple[int, int, Segment]  # start and end in the segment's text


@dataclass(frozen=True, slots=True)
class _Rendering:
    """One way in which a name is written, and where."""

    text: str
    places: tuple[_Place, ...]

    @property
    def first(self) -> int:
        """Where it stands first in the draft."""
        start, _, segment = self.places[0]
        return segment.start + start


@dataclass(frozen=True, slots=True)
class Two:
    """A name in two renderings.

    Attributes:
        name, kept: the Chinese, and what it is called elsewhere in the draft.
        start, end: the first place of the other rendering in the draft.
        further: its other places.
        count: how often `kept` stands.
        is_told: whether something tells that `kept` is the right one: the list, the world, or most of the draft.
    """

    name: str
    kept: str
    segment: int
    start: int
    end: int
    text: str
    further: tuple[tuple[int, int], ...]
    count: int
    is_told: bool

    def finding(self, check: str) -> Finding:
        """What a check says of it: a proposal where something tells that the other rendering is the right one."""
        times = "once" if self.count == 1 else f"{self.count} times"
        proposal = Proposal(self.kept, self.start, self.end, _SCORE, "rule")
        return Finding(
            check,
            Severity.WARNING,
            self.segment,
            self.start,
            self.end,
            self.text,
            _SCORE,
            f"{self.name} is “{self.text}” here, “{self.kept}” elsewhere ({times})",
            Term(self.name, self.kept, glossary=WORLD_NAMES) if self.is_told else None,
            proposals=(proposal,) if self.is_told else (),
            places=self.further,
        )


def find(context: CheckContext) -> Iterator[Two]:
    """Each such name once, at the first place of its rarer rendering; the glossary's names are other checks' matter."""
    if context.world is None:
        return
    from termend.checks import heard_names
    from termend.detection.source import plain

    paired = [segment for segment in context.document.segments if segment.has_source]
    if not 1 < len(paired) <= _MOST_SEGMENTS:
        return
    sources = [plain(segment.source or "") for segment in paired]
    forms: dict[str, dict[str, None]] = defaultdict(dict)
    for name, form in _titles(paired, sources):
        forms[name][form] = None
    known = [(mention.start, mention.end) for mention in context.mentions.all]
    for name, words in heard_names.found(paired, sources, list(forms), known).items():
        forms[name].update(dict.fromkeys(words))
    for row in context.world:
        forms[row.source].update(dict.fromkeys(row.renderings))
    covered = [source for source in map(plain, context.glossary.by_source) if any(source in s for s in sources)]
    for name in sorted(forms):
        if not any(name in source or source in name for source in covered):
            found = _renderings(paired, sources, name, list(forms[name]))
            yield from _two(name, found, context.world, dict(zip(paired, sources, strict=True)))


def _titles(paired: Sequence[Segment], sources: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What both sides put between quotation marks."""
    from termend.harvest import titles
    from termend.harvest.links import Links

    for segment, source in zip(paired, sources, strict=True):
        for title in titles.matched(Links(source, segment.text)):
            if title.confidence >= _LEAST_CONFIDENCE:
                yield title.links.chinese, title.links.english


def _renderings(paired: Sequence[Segment], sources: Sequence[str], name: str, forms: Sequence[str]) -> list[_Rendering]:
    """The forms that stand in segments whose source has the name, no oftener than it stands there; longest first."""
    places: dict[str, list[_Place]] = defaultdict(list)
    for segment, source in zip(paired, sources, strict=True):
        count = source.count(name)
        if not count:
            continue
        taken: list[tuple[int, int]] = []
        for form in sorted(forms, key=lambda f: (-len(f), f)):
            for start, end in _occurrences(segment.text, form):
                if not any(s < end and start < e for s, e in taken):
                    taken.append((start, end))
                    places[form].append((start, end, segment))
        if len(taken) > count:
            return []  # some are no renderings of this name, and nobody knows which
    return [_Rendering(form, tuple(found)) for form, found in places.items()]


def _occurrences(text: str, form: str) -> Iterator[tuple[int, int]]:
    """Where a form stands as whole words, its capitals as they are."""
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            yield start, end
        start = text.find(form, start + 1)


def _two(
    name: str, renderings: Sequence[_Rendering], world: Sequence[Term], sources: Mapping[Segment, str]
) -> Iterator[Two]:
    """The name, where two of its renderings are different names."""
    listed = {form for row in world if row.source == name for form in row.renderings}
    ordered = sorted(renderings, key=lambda r: (r.text not in listed, not _is_borne(r.text), -len(r.places), r.first))
    others = [o for o in ordered[1:] if _are_two(ordered[0].text, o.text) and not _say_the_same(name, ordered[0], o)]
    if not others:
        return
    from termend.checks.whole_names import rest

    kept, other = ordered[0], min(others, key=lambda o: o.first)
    start, end, segment = other.places[0]
    behind, stop = rest(sources[segment], name, segment.text, end)
    places = sorted((s.start + a, s.start + b) for o in others for a, b, s in o.places)
    is_known = kept.text in listed or _is_borne(kept.text)
    yield Two(
        name + behind,
        kept.text + segment.text[end:stop],
        segment.index,
        segment.start + start,
        segment.start + stop,
        segment.text[start:stop],
        tuple(places[1:]),
        len(kept.places),
        is_known or len(kept.places) > len(other.places),
    )


def _are_two(one: str, other: str) -> bool:
    """Whether two renderings are different: not the same words in another order, fewer of them, or an acronym."""
    mine, others = _own(one), _own(other)
    if not mine or not others or not mine - others or not others - mine:
        return False
    if is_one_name("".join(_words(one)), "".join(_words(other))):
        return False
    return not any(fold(a).startswith(_initials(b)) for a, b in ((one, other), (other, one)) if len(_initials(b)) > 1)


def _say_the_same(name: str, one: _Rendering, other: _Rendering) -> bool:
    """Whether both are translations of all that the name says: Bona Film, Bona Pictures."""
    shared = _own(one.text) & _own(other.text)
    return all(_is_said(word, name, key(word) in shared) for r in (one, other) for word in _words(r.text))


def _is_said(word: str, name: str, is_shared: bool) -> bool:
    """Whether the dictionary has a word for a part of a name, or a word that both renderings have is its sound."""
    from termend.channel import explanation

    explain = explanation.shipped()
    return explain.by_gloss(word, name).strength >= _SAID or (
        is_shared and explain.by_sound(word, name).strength >= _HEARD
    )


def _is_borne(text: str) -> bool:
    """Whether somebody or something is called so."""
    from termend import gazetteer

    return bool(gazetteer.shipped().named(text))


def _initials(text: str) -> str:
    return fold("".join(token.text[:1] for token in tokenize(text) if token.text[:1].isupper()))


def _own(text: str) -> Counter[str]:
    return Counter(key(word) for word in _words(text))


def _words(text: str) -> list[str]:
    """The words of a rendering that are its own."""
    words = [token.text for token in tokenize(text)]
    return [word for word in words if not is_function_word(word) and not is_generic(word)]
