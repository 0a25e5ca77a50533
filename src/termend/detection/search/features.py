"""What a decision about a candidate rests on, as numbers.

Every feature is bounded and none depends on the order of the glossary.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from termend import gazetteer
from termend.channel.english import English
from termend.channel.sound import Sound
from termend.detection.search import subject
from termend.detection.search.candidates import Candidate
from termend.detection.search.explaining import GLOSS, NEAR, NUMBER, SOUND, TARGET
from termend.detection.search.lines import Line
from termend.detection.search.profile import Profile
from termend.detection.search.words import Word
from termend.language.case import Capitals
from termend.language.letters import fold
from termend.records import Term

NAMES = (
    "score",
    "score per word",
    "source covered",
    "words covered",
    "gloss",
    "sound",
    "target",
    "number",
    "near spelling",
    "strongest reason",
    "ordinary words",
    "capitals",
    "capitals and ordinary",
    "length mismatch",
    "one word",
    "like a rendering",
    "same letters",
    "target words missing",
    "holds a mention",
    "begins or ends on a mention",
    "rival",
    "rival covers more",
    "known name",
    "another pinyin",
    "term stands right",
    "glossary is used",
    "glossary is used and term absent",
    "recurs",
    "term explains other places",
    "short term",
    "person",
    "latin source",
    "lower-cased draft",
    "ordinary target",
    "follows a name",
    "precedes a name",
    "in order",
    "pinyin of the whole",
    "pinyin of a part",
    "words beside the target",
    "letters by sound",
    "words turned round",
    "known name as a whole",
    "strange words",
    "as likely",
)


_RIVAL, _RIVAL_COVERS = NAMES.index("rival"), NAMES.index("rival covers more")
_RECURS, _ELSEWHERE = NAMES.index("recurs"), NAMES.index("term explains other places")
_AS_LIKELY = NAMES.index("as likely")
_RIGHT = NAMES.index("term stands right")
USED = NAMES.index("glossary is used")
_USED_AND_ABSENT = NAMES.index("glossary is used and term absent")
_STRONG = 8.0  # nats
_SHORT_USED = 0.5
_ABOUT = 3.0  # nats


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole document says.

    Attributes:
        cased: whether capitals mean something in it.
        used: by glossary file, the share of its names that stand right in the draft, smoothed: of a glossary on the
            draft's own matter many do, of a gazetteer few.
        right: how often each Chinese name is rendered right.
        short: short forms of names that are rendered right: 重报集团 where 重庆日报报业集团 is. One English speaks for
            both, and is counted for the full form alone.
        on_subject: probability that the draft is on the glossary's subject.
        on_matter: the same by the names alone that the gazetteer does not have: what is everybody's tells little.
        listing: share of the glossary's rows that list variants.
        mentioned: how often each Chinese name is rendered right, short forms of others as well.
        use: share of a glossary's rows that stand right; of several glossaries the one that is used most.
    """

    cased: bool
    used: Mapping[str, float]
    right: dict[str, int]
    short: frozenset[str] = frozenset()
    on_subject: float = 1.0
    on_matter: float = 1.0
    listing: float = 1.0
    mentioned: Mapping[str, int] = field(default_factory=dict)
    use: float = 0.0


class Counts:
    """What a document says as a whole, counted some lines at a time: nothing of the lines themselves is kept."""

    def __init__(self) -> None:
        self._capitals = Capitals()
        self._right: Counter[str] = Counter()
        self._short: set[str] = set()
        self._mentioned: Counter[str] = Counter()
        self._rows: set[Term] = set()
        self._words = 0

    def add(self, lines: Iterable[Line]) -> None:
        """Count further lines of the document, all of a segment together."""
        seen: set[int] = set()  # mentions, all alive while these lines are
        segment = None
        for line in lines:
            self._words += len(line.words)
            if line.segment is not segment:
                segment = line.segment
                self._capitals.add(segment.text)
            for word in line.words:
                if word.mention is not None and id(word.mention) not in seen:
                    seen.add(id(word.mention))
                    names = {term.source for term in word.mention.terms}
                    shortened = {name for name in names if any(_is_short_for(name, other) for other in names)}
                    self._mentioned.update(names)
                    self._right.update(names - shortened)
                    self._short |= shortened
                    self._rows.update(word.mention.terms)

    def setting(self, sizes: Mapping[str, int], listing: float) -> Setting:
        """What they say of a glossary.

        Args:
            sizes: number of Chinese names by glossary file.
            listing: share of the glossary's rows that list variants.
        """
        known = gazetteer.shipped().rows_of
        standing = Counter(file for file, _ in {(row.glossary, row.source) for row in self._rows})
        rows = Counter(row.glossary for row in self._rows)
        return Setting(
            not self._capitals.are_lacking,
            {file: (standing[file] + 0.5) / (size + 2.0) for file, size in sizes.items()},
            dict(self._right),
            frozenset(self._short),
            subject.probability(len(self._right), self._words),
            subject.probability(sum(not known(name) for name in self._right), self._words, subject.GIVEN_WITH_ALL),
            listing,
            dict(self._mentioned),
            max((rows[file] / size for file, size in sizes.items() if size), default=0.0),
        )


def setting(lines: Sequence[Line], sizes: Mapping[str, int], listing: float) -> Setting:
    """Read a document as a whole; see `Counts`."""
    counts = Counts()
    counts.add(lines)
    return counts.setting(sizes, listing)


def _is_short_for(name: str, other: str) -> bool:
    """Whether a name is what is left of a longer one: its characters stand in the other in order, and begin it."""
    rest = iter(other)
    return len(name) < len(other) and name[0] == other[0] and all(character in rest for character in name)


def used(profile: Profile, document: Setting) -> float:
    """How much the draft uses the glossary that the term is from; of several glossaries the one used most.

    Of a name that stands right in full the short form is as likely to come as not.
    """
    rate = max(document.used[term.glossary] for term in profile.terms)
    return max(rate, _SHORT_USED) if profile.source in document.short else rate


def matrix(candidates: Sequence[Candidate], document: Setting) -> NDArray[np.float64]:
    """One row a candidate, in the order of `NAMES`."""
    told = [Told(c.profile, c.spelling, c.span.score) for c in candidates]
    return completed(by_line(candidates, document.cased, range(len(candidates))), told, document)


class Told(NamedTuple):
    """Of a candidate what the rest of the draft is asked about."""

    profile: Profile
    spelling: str
    score: float


def by_line(candidates: Sequence[Candidate], cased: bool, wanted: Sequence[int]) -> NDArray[np.float64]:
    """As `matrix`, for those wanted, without what other lines say.

    Args:
        candidates: all of some lines.
        cased: whether capitals mean something in the draft.
    """
    said: dict[tuple[int, int, int], _Said] = {}
    made: list[list[float]] = []
    for n in wanted:
        c = candidates[n]
        stretch = id(c.line), c.span.first, c.span.last
        if stretch not in said:
            said[stretch] = _said(c.line, c.span.first, c.span.last, cased, c.profile.english)
        made.append(_row(c, said[stretch], cased))
    rows = np.array(made, np.float64).reshape(len(wanted), len(NAMES))
    rivals, as_likely = _rivals(candidates, wanted), _as_likely(candidates)
    for row, n in zip(rows, wanted, strict=True):
        score, more = rivals[n]
        row[_RIVAL] = max(-2.0, min(2.0, (score - candidates[n].span.score) / 10)) if score else -2.0
        row[_RIVAL_COVERS] = max(-2.0, min(2.0, more / 2)) if score else 0.0
    rows[:, _AS_LIKELY] = [as_likely[n] for n in wanted]
    return rows


def completed(rows: NDArray[np.float64], told: Sequence[Told], document: Setting) -> NDArray[np.float64]:
    """The rows of `by_line`, changed in place, with what the whole draft says."""
    recurring = Counter((one.profile.source, one.spelling) for one in told)
    strong = Counter(one.profile.source for one in told if one.score > _STRONG)
    rows[:, _RECURS] = [min(recurring[one.profile.source, one.spelling], 4) / 4 for one in told]
    rows[:, _ELSEWHERE] = [min(strong[one.profile.source], 6) / 6 for one in told]
    profiles = {one.profile.source: one.profile for one in told}
    use = {source: used(profile, document) for source, profile in profiles.items()}
    right = np.array([document.right.get(one.profile.source, 0) > 0 for one in told], np.float64)
    rows[:, _RIGHT] = right
    rows[:, USED] = [use[one.profile.source] for one in told]
    rows[:, _USED_AND_ABSENT] = rows[:, USED] * (1 - right)
    return rows


def _rivals(candidates: Sequence[Candidate], wanted: Iterable[int]) -> list[tuple[float, float]]:
    """For those wanted the best score of another term on the same words, and how much more of them it explains."""
    asked = frozenset(wanted)
    by_line: dict[int, list[int]] = defaultdict(list)
    for n, c in enumerate(candidates):
        by_line[id(c.line)].append(n)
    found = [(0.0, 0.0)] * len(candidates)
    for members in by_line.values():
        members.sort(key=lambda n: (-candidates[n].span.score, candidates[n].profile.source))
        reach = [(m, candidates[m].span.first, candidates[m].span.last) for m in members]
        for n, first, last in reach:
            for m, begins, ends in reach if n in asked else ():
                if begins < last and first < ends and not related(candidates[m], candidates[n]):
                    found[n] = (candidates[m].span.score, float((ends - begins) - (last - first)))
                    break
    return found


def _as_likely(candidates: Sequence[Candidate]) -> list[float]:
    """For each candidate ln(1 + n) / 4 of the n other terms that explain the same words about as well.

    Where many do it is chance: the more terms a glossary has, the better the best of them explains anything.
    """
    found = [0.0] * len(candidates)
    by_line: dict[int, list[int]] = defaultdict(list)
    for n, c in enumerate(candidates):
        by_line[id(c.line)].append(n)
    for members in by_line.values():
        first = np.array([candidates[n].span.first for n in members])
        last = np.array([candidates[n].span.last for n in members])
        score = np.array([candidates[n].span.score for n in members])
        shared = np.minimum(last[:, None], last) > np.maximum(first[:, None], first)
        counts = (shared & (score >= score[:, None] - _ABOUT)).sum(1) - 1
        for n, count in zip(members, np.log1p(counts).tolist(), strict=True):
            found[n] = min(4.0, count) / 4
    return found


def related(a: Candidate, b: Candidate) -> bool:
    """Whether two candidates are no rivals: one English, or the same characters explain the same words."""
    if a.profile is b.profile or not a.profile.forms.isdisjoint(b.profile.forms):
        return True
    if a.profile.source in b.profile.source or b.profile.source in a.profile.source:
        return True
    ours, theirs = _used(a), _used(b)
    return len(ours & theirs) >= 2 and len(ours & theirs) >= 0.5 * min(len(ours), len(theirs))


def _used(c: Candidate) -> set[str]:
    return {ch for i, ch in enumerate(c.profile.characters) if c.span.mask >> i & 1}


@dataclass(frozen=True, slots=True)
class _Said:
    """What is asked of the words of a stretch, whatever name they are held against; shares are of its content.

    Attributes:
        content: its words without function words, at least counted as one.
        turned: its letters, word by word, in alphabetical order.
    """

    words: Sequence[Word]
    content: Sequence[Word]
    count: int
    ordinary: float
    commonness: float
    capital: float
    all_plain: float
    known_name: float
    strange: float
    spelt: int
    text: str
    lowered: str
    letters: str
    stems: frozenset[str]
    turned: Sequence[str]
    named: bool
    follows_name: float
    precedes_name: float


def _said(line: Line, first: int, last: int, cased: bool, english: English) -> _Said:
    words = line.words[first:last]
    content = [w for w in words if not w.function]
    count = max(1, len(content))
    ordinary = sum([w.known_word and not w.known_name for w in content]) / count
    capital = sum([w.capital for w in content]) / count if cased else 0.5
    text = line.segment.text[words[0].start : words[-1].end]
    letters = fold(text)
    before = line.words[first - 1] if first else None
    after = line.words[last] if last < len(line.words) else None
    return _Said(
        words,
        content,
        count,
        ordinary,
        sum([max(-16.0, w.log_frequency) for w in content]) / count,
        capital,
        float(all(w.known_word for w in content) and (not cased or capital < 0.5)),
        sum([w.known_name and not w.known_word for w in content]) / count,
        sum([not w.known_word and not w.known_name for w in content]) / count,
        sum([bool(w.letters) for w in content]),
        text,
        text.lower(),
        letters,
        frozenset([w.stem for w in words]),
        sorted([w.letters for w in content]),
        len(letters) > 3 and english.is_name(letters),
        float(before is not None and words[0].joined and before.capital and not before.opening),
        float(after is not None and after.joined and after.capital),
    )


def _row(c: Candidate, said: _Said, cased: bool) -> list[float]:
    span, profile, words, content, count = c.span, c.profile, said.words, said.content, said.count
    by_kind = dict.fromkeys((GLOSS, SOUND, TARGET, NUMBER, NEAR), 0.0)
    explained: set[int] = set()
    strongest, heard, places = 0.0, 0, list[int]()
    for reason in span.reasons:
        by_kind[reason.how] += reason.log_odds
        strongest = max(strongest, reason.log_odds) if places else reason.log_odds
        heard += len(reason.detail) if reason.how == SOUND else 0
        explained.update(range(reason.first, reason.last))
        places.append(reason.mask.bit_length())
    ratio, letters = fuzz.ratio, said.letters
    like = max([ratio(said.lowered, r) for r in profile.lowered], default=0.0) / 100
    same = max([ratio(letters, r) for r in profile.folded], default=0.0) / 100
    mentions = [_foreign(w, c) for w in words]
    expected = max(1.0, profile.hanzi_count * 0.75)
    own = profile.target_stems
    return [
        min(span.score, 30.0) / 10,
        min(span.score / count, 12.0) / 5,
        profile.weight(span.mask) / profile.total_weight,
        sum([not w.function and i in explained for i, w in enumerate(words, span.first)]) / count,
        min(by_kind[GLOSS], 24.0) / 10,
        min(by_kind[SOUND], 24.0) / 10,
        min(by_kind[TARGET], 24.0) / 10,
        min(by_kind[NUMBER], 12.0) / 5,
        min(by_kind[NEAR], 16.0) / 8,
        min(strongest, 14.0) / 7,
        (said.commonness + 16) / 6 * said.ordinary,
        said.capital,
        said.all_plain,
        abs(said.spelt - expected) / expected,
        float(count == 1),
        like,
        same,
        _missing(profile, said.stems),
        float(any(mentions)),
        float(mentions[0]) + float(mentions[-1]) if mentions else 0.0,
        0.0,  # the other candidates say these two
        0.0,
        said.known_name,
        _another_pinyin(said, profile),
        0.0,  # the draft says these
        0.0,
        0.0,
        0.0,
        0.0,
        float(profile.hanzi_count <= 2),
        float(profile.is_person),
        float(profile.has_latin),
        float(not cased),
        float(profile.is_ordinary),
        said.follows_name,
        said.precedes_name,
        _in_order(places),
        float(letters == profile.pinyin),
        _pinyin_part(letters, profile.spoken),
        sum([w.stem not in own for w in content]) / count,
        heard / max(1, len(letters)),
        _turned(said, profile),
        float(said.named),
        said.strange,
        0.0,  # and this
    ]


def _missing(profile: Profile, stems: frozenset[str]) -> float:
    """Of the rendering that lacks least the weight of the words that are not said."""
    lacking = [sum([t.weight for t in target if t.stem not in stems]) for target in profile.words if target]
    return min(lacking, default=1.0)


def _turned(said: _Said, profile: Profile) -> float:
    """Whether the words are those of a rendering in another order."""
    words = said.turned
    return float(len(words) > 1 and any(words == form for form in profile.turned))


def _foreign(word: Word, c: Candidate) -> bool:
    """Whether a word belongs to the right name of something else, not of a part of the term."""
    if word.mention is None:
        return False
    return not any(t.source in c.profile.source for t in word.mention.terms)


def _in_order(places: Sequence[int]) -> float:
    """How far the words follow the order of the characters: 1 where they do, -1 where they are turned.

    Args:
        places: the last character that each reason says.
    """
    steps = [b - a for a, b in pairwise(places) if a != b]
    return sum([1 if step > 0 else -1 for step in steps]) / len(steps) if steps else 0.0


def _pinyin_part(letters: str, syllables: Sequence[str]) -> float:
    """Share of the term's syllables that stand, spelt exactly, at the beginning or end of the letters."""
    front = back = 0
    begun, ended = "", ""
    for syllable in syllables:
        begun += syllable
        if not letters.startswith(begun):
            break
        front += 1
    for syllable in reversed(syllables):
        ended = syllable + ended
        if not letters.endswith(ended):
            break
        back += 1
    return max(front, back) / len(syllables) if syllables else 0.0


def _another_pinyin(said: _Said, profile: Profile) -> float:
    """How much of the span is good pinyin of other syllables than the term's, 0 to 1."""
    own = profile.syllables
    total = other = 0
    for word in said.content:
        if word.known_word or not word.letters:
            continue
        parts = syllables_of(word.letters, profile)
        total += len(word.letters)
        other += sum([len(p) for p in parts if p not in own])
    return other / total if total else 0.0


def syllables_of(letters: str, profile: Profile) -> Sequence[str]:
    """A word cut into pinyin syllables, the fewest; empty where it is no pinyin."""
    return _syllables(letters, profile.sound)


@lru_cache(maxsize=1 << 13)
def _syllables(letters: str, sound: Sound) -> Sequence[str]:
    known = sound.syllables
    best: list[list[str] | None] = [[]] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - 6), end):
            before, piece = best[start], letters[start:end]
            if before is not None and piece in known and (best[end] is None or len(before) + 1 < len(best[end] or [])):
                best[end] = [*before, piece]
    return best[-1] or []
