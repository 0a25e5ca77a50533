"""What a decision about a candidate rests on, as numbers.

Every feature is bounded and none depends on the order of the glossary.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

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
USED = NAMES.index("glossary is used")
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
        listing: share of the glossary's rows that list variants.
        mentioned: how often each Chinese name is rendered right, short forms of others as well.
        use: share of a glossary's rows that stand right; of several glossaries the one that is used most.
    """

    cased: bool
    used: Mapping[str, float]
    right: dict[str, int]
    short: frozenset[str] = frozenset()
    on_subject: float = 1.0
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
        standing = Counter(file for file, _ in {(row.glossary, row.source) for row in self._rows})
        rows = Counter(row.glossary for row in self._rows)
        return Setting(
            not self._capitals.are_lacking,
            {file: (standing[file] + 0.5) / (size + 2.0) for file, size in sizes.items()},
            dict(self._right),
            frozenset(self._short),
            subject.probability(len(self._right), self._words),
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
    by_source = [(c.profile.source, c.spelling, c.span.score) for c in candidates]
    return completed(by_line(candidates, document, range(len(candidates))), by_source)


def by_line(candidates: Sequence[Candidate], document: Setting, wanted: Sequence[int]) -> NDArray[np.float64]:
    """As `matrix`, for those wanted, without what other lines say.

    Args:
        candidates: all of some lines.
    """
    rows = np.array([_row(candidates[n], document) for n in wanted], np.float64).reshape(len(wanted), len(NAMES))
    rivals, as_likely = _rivals(candidates), _as_likely(candidates)
    for row, n in zip(rows, wanted, strict=True):
        score, more = rivals[n]
        row[_RIVAL] = max(-2.0, min(2.0, (score - candidates[n].span.score) / 10)) if score else -2.0
        row[_RIVAL_COVERS] = max(-2.0, min(2.0, more / 2)) if score else 0.0
    rows[:, _AS_LIKELY] = [as_likely[n] for n in wanted]
    return rows


def completed(rows: NDArray[np.float64], told: Sequence[tuple[Hashable, str, float]]) -> NDArray[np.float64]:
    """The rows of `by_line` with what the whole draft says.

    Args:
        told: of each candidate the name, the spelling and the score of the alignment.
    """
    recurring = Counter((name, spelling) for name, spelling, _ in told)
    strong = Counter(name for name, _, score in told if score > _STRONG)
    rows[:, _RECURS] = [min(recurring[name, spelling], 4) / 4 for name, spelling, _ in told]
    rows[:, _ELSEWHERE] = [min(strong[name], 6) / 6 for name, _, _ in told]
    return rows


def _rivals(candidates: Sequence[Candidate]) -> list[tuple[float, float]]:
    """For each candidate the best score of another term on the same words, and how much more of them it explains."""
    by_line: dict[int, list[int]] = defaultdict(list)
    for n, c in enumerate(candidates):
        by_line[id(c.line)].append(n)
    found = [(0.0, 0.0)] * len(candidates)
    for members in by_line.values():
        members.sort(key=lambda n: (-candidates[n].span.score, candidates[n].profile.source))
        reach = [(m, candidates[m].span.first, candidates[m].span.last) for m in members]
        for n, first, last in reach:
            for m, begins, ends in reach:
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
    if not set(a.profile.renderings).isdisjoint(b.profile.renderings):
        return True
    if a.profile.source in b.profile.source or b.profile.source in a.profile.source:
        return True
    ours, theirs = _used(a), _used(b)
    return len(ours & theirs) >= 2 and len(ours & theirs) >= 0.5 * min(len(ours), len(theirs))


def _used(c: Candidate) -> set[str]:
    return {ch for i, ch in enumerate(c.profile.characters) if c.span.mask >> i & 1}


def _row(c: Candidate, document: Setting) -> list[float]:
    span, profile, words = c.span, c.profile, c.words
    content = [w for w in words if not w.function]
    count = max(1, len(content))
    by_kind = dict.fromkeys((GLOSS, SOUND, TARGET, NUMBER, NEAR), 0.0)
    explained: set[int] = set()
    for reason in span.reasons:
        by_kind[reason.how] += reason.log_odds
        explained.update(range(reason.first, reason.last))
    covered = profile.weight(span.mask) / profile.total_weight
    ordinary = sum(w.known_word and not w.known_name for w in content) / count
    commonness = sum(max(-16.0, w.log_frequency) for w in content) / count
    capital = sum(w.capital for w in content) / count if document.cased else 0.5
    all_plain = float(all(w.known_word for w in content) and (not document.cased or capital < 0.5))
    text = c.text
    like = max((fuzz.ratio(text.lower(), r.lower()) for r in profile.renderings), default=0.0) / 100
    letters = fold(text)
    same = max((fuzz.ratio(letters, fold(r)) for r in profile.renderings), default=0.0) / 100
    stems = {w.stem for w in words}
    missing = min(
        (sum(t.weight for t in target if t.stem not in stems) for target in profile.words if target), default=1.0
    )
    mentions = [_foreign(w, c) for w in words]
    own_words = sum(bool(w.letters) for w in content)
    expected = max(1.0, profile.hanzi_count * 0.75)
    right = document.right.get(profile.source, 0)
    before = c.line.words[span.first - 1] if span.first else None
    after = c.line.words[span.last] if span.last < len(c.line.words) else None
    return [
        min(span.score, 30.0) / 10,
        min(span.score / count, 12.0) / 5,
        covered,
        sum(not w.function and span.first + i in explained for i, w in enumerate(words)) / count,
        min(by_kind[GLOSS], 24.0) / 10,
        min(by_kind[SOUND], 24.0) / 10,
        min(by_kind[TARGET], 24.0) / 10,
        min(by_kind[NUMBER], 12.0) / 5,
        min(by_kind[NEAR], 16.0) / 8,
        min(max((r.log_odds for r in span.reasons), default=0.0), 14.0) / 7,
        (commonness + 16) / 6 * ordinary,
        capital,
        all_plain,
        abs(own_words - expected) / expected,
        float(count == 1),
        like,
        same,
        missing,
        float(any(mentions)),
        float(mentions[0]) + float(mentions[-1]) if mentions else 0.0,
        0.0,  # the other candidates say these two
        0.0,
        sum(w.known_name and not w.known_word for w in content) / count,
        _another_pinyin(c),
        float(right > 0),
        used(profile, document),
        used(profile, document) * float(right == 0),
        0.0,  # and these
        0.0,
        float(profile.hanzi_count <= 2),
        float(profile.is_person),
        float(any("a" <= ch.lower() <= "z" for ch in profile.characters)),
        float(not document.cased),
        float(_ordinary_target(profile)),
        float(before is not None and words[0].joined and before.capital and not before.opening),
        float(after is not None and after.joined and after.capital),
        _in_order(c),
        float(letters == profile.pinyin),
        _pinyin_part(c),
        sum(w.stem not in profile.target_stems for w in content) / count,
        sum(len(r.detail) for r in span.reasons if r.how == SOUND) / max(1, len(letters)),
        _turned(c),
        float(len(letters) > 3 and profile.english.is_name(letters)),
        sum(not w.known_word and not w.known_name for w in content) / count,
        0.0,  # and this
    ]


def _turned(c: Candidate) -> float:
    """Whether the words are those of a rendering in another order."""
    words = sorted(w.letters for w in c.words if not w.function)
    return float(len(words) > 1 and any(words == sorted(t.letters for t in target) for target in c.profile.words))


def _foreign(word: Word, c: Candidate) -> bool:
    """Whether a word belongs to the right name of something else, not of a part of the term."""
    if word.mention is None:
        return False
    return not any(t.source in c.profile.source for t in word.mention.terms)


def _in_order(c: Candidate) -> float:
    """How far the words follow the order of the characters: 1 where they do, -1 where they are turned."""
    places = [r.mask.bit_length() for r in c.span.reasons]
    steps = [b - a for a, b in pairwise(places) if a != b]
    return sum(1 if step > 0 else -1 for step in steps) / len(steps) if steps else 0.0


def _pinyin_part(c: Candidate) -> float:
    """Share of the term's syllables that stand, spelt exactly, at the beginning or end of the letters."""
    letters = fold(c.text)
    syllables = c.profile.spoken
    front = back = 0
    while front < len(syllables) and letters.startswith("".join(syllables[: front + 1])):
        front += 1
    while back < len(syllables) and letters.endswith("".join(syllables[len(syllables) - back - 1 :])):
        back += 1
    return max(front, back) / len(syllables) if syllables else 0.0


def _another_pinyin(c: Candidate) -> float:
    """How much of the span is good pinyin of other syllables than the term's, 0 to 1."""
    own = c.profile.syllables
    total = other = 0
    for word in c.words:
        if word.function or word.known_word or not word.letters:
            continue
        parts = syllables_of(word.letters, c.profile)
        total += len(word.letters)
        if parts and not all(p in own for p in parts):
            other += sum(len(p) for p in parts if p not in own)
    return other / total if total else 0.0


def syllables_of(letters: str, profile: Profile) -> list[str]:
    """A word cut into pinyin syllables, the fewest; empty where it is no pinyin."""
    known = profile.sound.syllables
    best: list[list[str] | None] = [[]] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - 6), end):
            before, piece = best[start], letters[start:end]
            if before is not None and piece in known and (best[end] is None or len(before) + 1 < len(best[end] or [])):
                best[end] = [*before, piece]
    return best[-1] or []


def _ordinary_target(profile: Profile) -> bool:
    """Whether the rendering is made of ordinary words only, so that they may stand for themselves."""
    return all(all(profile.english.is_word(w.text) for w in words) for words in profile.words if words)
