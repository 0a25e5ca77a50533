"""Give each name that lacks a sound rendering the words that garble it, or none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from termend.channel.bilingual.boundaries import adjust, widened
from termend.channel.bilingual.segment import PLAIN_COST, Aligner, Claim, Span
from termend.channel.bilingual.soundness import is_class_alone, siblings_say_so
from termend.language.letters import fold
from termend.language.wordforms import demonyms, key
from termend.records import Term

_FIRST = 0.9  # a name without any rendering in the segment takes the best span from here on
_ELIMINATED = 0.25  # likeness and nearness that a name left over must have to words left over
_LONG_NAME = 8  # words
_DATE_TEXT = """
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
"""
_DATES = frozenset(_DATE_TEXT.split())
_BESIDE, _PARTED = 4, 6  # words beside a span that may belong to its name, and words that may part them
_AGAIN = 1.6  # one that is rendered elsewhere in the segment needs better evidence


@dataclass
class Outcome:
    """What became of the names of one segment.

    Attributes:
        spans: garbled names.
        others: names in a sound form that no row lists.
        lost: names that no words render.
    """

    spans: list[Span] = field(default_factory=list)
    others: list[Span] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def assign(
    aligner: Aligner,
    terms: Mapping[str, Sequence[Term]],
    known: Mapping[str, set[str]],
    forms: Collection[tuple[str, str]],
) -> Outcome:
    """Assign spans greedily, the best first; then by elimination.

    Args:
        terms: glossary rows of each name.
        known: garbles seen elsewhere in the document, folded, by name.
        forms: folded approved forms of the document's names, each with its name.
    """
    outcome = Outcome()
    left = dict(aligner.lacking)
    blocked = set(aligner.claimed)

    def _take(span: Span) -> None:
        whole = adjust(aligner, span, blocked - aligner.inside(span.name), _is_person(terms[span.name]), left)
        sound = _sound_form(aligner, (whole, _capitals(aligner, whole)), terms, forms)
        span = sound or whole
        if sound is None and is_class_alone(aligner.text_of(span.first, span.last)) == "place":
            blocked.update(range(span.first, span.last))
            return  # a River is left, the name is not
        (outcome.others if sound else outcome.spans).append(span)
        blocked.update(range(span.first, span.last))
        if span.name in left:
            left[span.name] -= 1
            if left[span.name] <= 0:
                del left[span.name]

    while left:
        best: Span | None = None
        for name in sorted(left):
            rendered = any(c.name == name for c in aligner.claims) or any(
                s.name == name for s in (*outcome.spans, *outcome.others)
            )
            threshold = _AGAIN if rendered else _FIRST
            for span in aligner.spans(name, blocked - aligner.inside(name))[:1]:
                if span.score >= threshold and (best is None or span.score > best.score):
                    best = span
        if best is None:
            break
        _take(best)
    for name in sorted(left):
        for span in _remembered(aligner, name, known.get(name, set()), blocked):
            if name in left:
                _take(span)
    for claim in aligner.claims:
        widest = _spoilt(aligner, claim, terms, blocked)
        if widest is not None:
            sound = _sound_form(aligner, (widest,), terms, forms)
            (outcome.others if sound else outcome.spans).append(widest)
            blocked.update(range(widest.first, widest.last))
    lost = [n for n in left if not _is_rendered(n, aligner, outcome)]
    taken = [(c.name, c.first, c.last) for c in aligner.claims] + [
        (s.name, s.first, s.last) for s in (*outcome.spans, *outcome.others)
    ]
    for span in _eliminated(aligner, lost, terms, blocked, taken):
        _take(span)
    outcome.lost = [
        name
        for name in left
        if not _is_rendered(name, aligner, outcome)
        and not (_is_person(terms[name]) and _has_pronoun(aligner))
        and not _is_alluded(aligner, name, blocked)
        and not _may_be_plain(aligner, name, blocked)
    ]
    return outcome


def _is_alluded(aligner: Aligner, name: str, blocked: set[int]) -> bool:
    """Whether the adjective of a country renders part of the name: `Italian` for a league of Italy."""
    here = aligner.by_name(name)
    return any(
        i not in blocked and here[i].strength >= 0.5 and aligner.elsewhere[i].strength < 0.2
        for i, word in enumerate(aligner.words)
        if key(word.text) in demonyms()
    )


def _may_be_plain(aligner: Aligner, name: str, blocked: set[int]) -> bool:
    """Whether plain words that the source has beside the name may stand for both: not sure enough to call it lost."""
    spans = aligner.spans(name, blocked)
    return any(span.features["plain"] and span.score + PLAIN_COST >= _FIRST for span in spans)


def _has_pronoun(aligner: Aligner) -> bool:
    """Whether the English opens with he or she where the Chinese has no pronoun: it may stand for a person's name."""
    opening = aligner.words[0].text.lower() if aligner.words else ""
    return opening in ("he", "she", "his", "her") and not re.search("[他她]", aligner.source.text)


def _is_rendered(name: str, aligner: Aligner, outcome: Outcome) -> bool:
    """Whether anything in the segment renders the name: soundly, inside another name, garbled, or as a pronoun."""
    return name in aligner.seen or any(s.name == name for s in (*outcome.spans, *outcome.others))


def _sound_form(
    aligner: Aligner, spans: Sequence[Span], terms: Mapping[str, Sequence[Term]], forms: Collection[tuple[str, str]]
) -> Span | None:
    """The first of some spans that is a form an editor would let stand, with or without the name beside it."""
    for span in spans:
        text = aligner.text_of(span.first, span.last)
        if any(aligner.is_sound(t, span.name) for t in _readings(aligner, span)) or siblings_say_so(
            text, span.name, forms
        ):
            return span
        if is_class_alone(text) == "institution":
            return span
    return None


def _readings(aligner: Aligner, span: Span) -> Iterator[str]:
    """The words of a span, those with the words beside it, and those with the words behind other names beside it.

    `General Consulate of the United States in Chengdu`, `Fujiang and Qiongjiang Rivers`: another name parts the words.
    """
    first, last, words = span.first, span.last, aligner.words
    for end in range(last, min(len(words), last + _BESIDE) + 1):
        for start in range(first, max(-1, first - _BESIDE - 1), -1):
            beside = (*range(start, first), *range(last, end))
            if any(words[i].text.lower() == "and" for i in beside):
                continue
            if not any(words[i].breaks for i in (*range(start + 1, first + 1), *range(last, end))):
                yield aligner.text_of(start, end)
    own = aligner.text_of(first, last)
    for behind in range(last + 1, min(len(words), last + _PARTED) + 1):
        if words[behind - 1].breaks or not (words[behind - 1].is_function or behind - 1 in aligner.claimed):
            return
        if not any(i in aligner.claimed and not words[i].is_function for i in range(last, behind)):
            continue
        for end in range(behind + 1, min(len(words), behind + _BESIDE) + 1):
            if words[end - 1].breaks:
                break
            yield f"{own} {aligner.text_of(behind, end)}"


def _capitals(aligner: Aligner, span: Span) -> Span:
    """The part of a span from its first to its last capital."""
    marks = [i for i in range(span.first, span.last) if aligner.words[i].is_capital]
    if not marks:
        return span
    first, last = marks[0], marks[-1] + 1
    return replace(span, first=first, last=last, links=span.links[first - span.first : last - span.first])


def _is_person(rows: Sequence[Term]) -> bool:
    return any(row.type == "person" for row in rows)


def _spoilt(aligner: Aligner, claim: Claim, terms: Mapping[str, Sequence[Term]], blocked: set[int]) -> Span | None:
    """A sound rendering that the words beside it turn into another name."""
    if aligner.is_lower:
        return None
    rows = terms[claim.name]
    lower = not any(w.is_capital for w in aligner.words[claim.first : claim.last])
    strict = _is_person(rows) or (claim.last - claim.first < 3 and not lower)
    first, last = widened(aligner, claim.first, claim.last, claim.name, blocked, strict)
    if (first, last) == (claim.first, claim.last):
        return None
    here = aligner.by_name(claim.name)
    return Span(claim.name, first, last, 1.2, tuple(here[first:last]), {"widened": 1.0})


def _remembered(aligner: Aligner, name: str, forms: set[str], blocked: set[int]) -> list[Span]:
    """Places where a garble of the name that stands elsewhere in the document recurs."""
    found: list[Span] = []
    words = aligner.words
    for first in range(len(words)):
        letters = ""
        for last in range(first + 1, min(len(words), first + 8) + 1):
            if last - 1 in blocked:
                break
            letters += fold(words[last - 1].text)
            if letters in forms:
                here = aligner.by_name(name)
                found.append(Span(name, first, last, 2.5, tuple(here[first:last]), {"remembered": 1.0}))
    return found


def _eliminated(
    aligner: Aligner,
    names: Sequence[str],
    terms: Mapping[str, Sequence[Term]],
    blocked: set[int],
    taken: Sequence[tuple[str, int, int]],
) -> list[Span]:
    """Names left over take the capitalised runs left over: by likeness, then in order."""
    runs = _free_runs(aligner, blocked)
    if not runs or not names:
        return []
    order = {name: min(u.start for u in aligner.source.names if u.text == name) for name in names}
    size = max(1, len(aligner.source.text))
    pairs: list[tuple[float, str, tuple[int, int]]] = []
    for name in names:
        for first, last in runs:
            text = aligner.text[aligner.words[first].start : aligner.words[last - 1].end]
            place = abs(order[name] / size - aligner.words[first].start / max(1, len(aligner.text)))
            likeness = max(fuzz.ratio(fold(text), fold(t)) for row in terms[name] for t in row.renderings) / 100
            heard = max(link.strength for link in aligner.by_name(name)[first:last])
            likeness = max(likeness, _initials_alike(text, terms[name]))
            shortest = min(len(t.split()) for row in terms[name] for t in row.renderings)
            if last - first < shortest / 2 and shortest >= _LONG_NAME:
                continue  # a few capitals are no title of a whole line
            beside = 0.4 if _is_beside(aligner, name, first, last, taken) else 0.0
            pairs.append((likeness + heard + beside - 0.7 * place, name, (first, last)))
    found: list[Span] = []
    for score, name, (first, last) in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if score < _ELIMINATED or any(s.name == name or (s.first, s.last) == (first, last) for s in found):
            continue
        here = aligner.by_name(name)
        found.append(Span(name, first, last, 0.9, tuple(here[first:last]), {"eliminated": score}))
    return found


def _is_date_or_country(word: str) -> bool:
    return not fold(word) or key(word) in demonyms() or word.lower() in _DATES


def _is_beside(aligner: Aligner, name: str, first: int, last: int, taken: Sequence[tuple[str, int, int]]) -> bool:
    """Whether words stand next to those of a name that touches this one in the source."""
    units = aligner.source.names
    touching = {
        other.text
        for unit in units
        if unit.text == name
        for other in units
        if other.text != name and (other.end == unit.start or other.start == unit.end)
    }
    return any(n in touching and (end == first or start == last) for n, start, end in taken)


def _initials_alike(text: str, rows: Sequence[Term]) -> float:
    """How like a short name in capitals is to the initials of an approved one, 0 to 1."""
    letters = fold(text)
    if not text.replace(".", "").isupper() or len(letters) > 5:
        return 0.0
    initials = ("".join(w[0] for w in re.findall(r"[^\W_]+", t)).lower() for row in rows for t in row.renderings)
    return max((fuzz.ratio(letters, i) / 100 for i in initials if len(i) > 1), default=0.0)


def _free_runs(aligner: Aligner, blocked: set[int]) -> list[tuple[int, int]]:
    """Runs of words written as names that neither the source nor a sound rendering explains."""
    runs: list[tuple[int, int]] = []
    for i, word in enumerate(aligner.words):
        if i in blocked or not aligner.unexplained(i) or _is_date_or_country(word.text):
            continue
        if runs and runs[-1][1] == i and not word.breaks:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs
