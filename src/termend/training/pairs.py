"""Training pairs: a clean sentence, names put into it, some of them garbled, some rightly there but called in question.

A pair is what the repair model reads and what it should write (`termend.repair.coding`). About half of the findings in
the pairs are wrong, and more than a third of those are hard: the term's own right name, the name of a like body or a
like-sounding person, words of the sentence that happen to be glosses of the term.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from termend.channel.lexicon import Lexicon
from termend.channel.sampling import Sampler
from termend.language.articles import indefinite_article
from termend.language.function_words import AFTER_NAMES, ARTICLES, DULL, JOINING, TAKEN_IN
from termend.language.numerals import CHINESE_NUMERALS
from termend.language.plurals import plural
from termend.language.romanised import pinyin_syllables
from termend.language.stems import stem
from termend.records import Term
from termend.repair.coding import MOST_TAKEN, Answer, Question, answer_text, bounds, kind_of, question_text
from termend.repair.determiners import article_class
from termend.repair.pieces import cut
from termend.repair.signals import STEPS, TARGET, Senses, Signals, accounted_for, how_explained, signals
from termend.training.sentences import Sentence, Slot, from_clause, from_text

_NUMERAL = re.compile(f"[{CHINESE_NUMERALS}]")
# A finding is made on evidence: a garble that shows less of its term than this is found by nobody, and words that are
# none and show more are told from one only by what the clause or the glossary says of them.
_LEAST_STRENGTH = 5
_HARD_SHARE = 0.25
_BILINGUAL_SHARE = 0.35
_LOWERED_SHARE = 0.22
_TRIES = 6
_RARE = re.compile(r"[!+]\}")
_RARE_SHARE = 0.4
_HIDDEN_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Pair:
    """One question and its answer.

    Attributes:
        question, answer: lines in the model's language.
        kind: the term's type, as the model sees it.
        way: how the words came about: a way of the channel, or `right`, `near-miss`, `phrase` where they are sound.
        source: `clause` or `text`.
    """

    question: str
    answer: str
    kind: str
    way: str
    source: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding as a half-open range of pieces."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Marked:
    mark: Mark
    term: Term
    fix: bool
    way: str
    known: bool = False
    rendered: bool = False


@dataclass
class _Draft:
    """A draft being written.

    Attributes:
        words: the draft as the engine has it.
        tokens: the clean text as pieces of the draft (their number), names (their term) and what is written anew
            (a word), in order, each with the place in the draft that it belongs to.
        terms: the names of the sentence, right or garbled: what its source holds.
    """

    words: list[str] = field(default_factory=list)
    tokens: list[tuple[int, str | int | Term]] = field(default_factory=list)
    marks: list[_Marked] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)

    def copy(self, words: Sequence[str]) -> None:
        for word in words:
            self.tokens.append((len(self.words), len(self.words)))
            self.words.append(word)


class PairMaker:
    """Makes pairs without end.

    Args:
        terms: names to put into sentences.
        texts: clean sentences.
        clauses: written clauses with slots.
        sampler: draws the garbles.
        lexicon: gives the glosses that hard negatives are found by.
        senses: what the signals are measured with.
    """

    def __init__(
        self,
        terms: Sequence[Term],
        texts: Sequence[str],
        clauses: Sequence[str],
        sampler: Sampler,
        lexicon: Lexicon,
        senses: Senses,
    ) -> None:
        self._texts, self._clauses, self._sampler = texts, clauses, sampler
        self._senses = senses
        self._rare = [c for c in clauses if _RARE.search(c)]
        self._by_kind: dict[str, list[Term]] = defaultdict(list)
        self._by_word: dict[str, list[Term]] = defaultdict(list)
        self._by_syllable: dict[str, list[Term]] = defaultdict(list)
        self._by_character: dict[str, list[Term]] = defaultdict(list)
        self._characters: dict[str, list[str]] = defaultdict(list)
        for term in terms:
            self._by_kind[term.type].append(term)
            for word in dict.fromkeys(term.target.lower().split()):
                self._by_word[word].append(term)
            syllables = pinyin_syllables(term.source)
            for syllable in dict.fromkeys((syllables[0], syllables[-1])):
                self._by_syllable[syllable].append(term)
            for character in dict.fromkeys(term.source):
                self._by_character[character].append(term)
        self._numbered = [t for t in self._by_kind["plan"] if _NUMERAL.search(t.source)]
        for character in self._by_character:
            for gloss, probability in lexicon.glosses(character).items():
                if probability >= 0.03:
                    self._characters[gloss].append(character)

    def pairs(self, rng: random.Random, fixes_only: bool = False) -> Iterator[Pair]:
        """Pairs without end, decided by the random numbers alone.

        Args:
            fixes_only: leave sound findings out (the warm-up).
        """
        while True:
            written = rng.random() < 0.5
            sentence = from_clause(self._clause(rng), rng) if written else from_text(rng.choice(self._texts))
            yield from self._from_sentence(sentence, rng, fixes_only, "clause" if written else "text")

    def _clause(self, rng: random.Random) -> str:
        """A written clause; those with what is rare in text, such as a plural or a leaning name, come more often."""
        pool = self._rare if self._rare and rng.random() < _RARE_SHARE else self._clauses
        return rng.choice(pool)

    def _from_sentence(self, sentence: Sentence, rng: random.Random, fixes_only: bool, source: str) -> Iterator[Pair]:
        bilingual = rng.random() < _BILINGUAL_SHARE
        lowered = rng.random() < _LOWERED_SHARE
        draft = _Draft()
        for element in sentence:
            if isinstance(element, str):
                draft.copy([element])
            elif not self._put(draft, element, rng, bilingual, lowered, fixes_only):
                return
        if not fixes_only:
            self._question_phrase(draft, rng, bilingual)
        if not draft.marks:
            return
        if lowered:
            draft.words = [w.lower() for w in draft.words]
        elif draft.words and rng.random() < 0.9 and not any(m.way == "case" and m.mark.first == 0 for m in draft.marks):
            draft.words[0] = draft.words[0][:1].upper() + draft.words[0][1:]
        draft.marks = sorted((_widened(m, draft.words, rng) for m in draft.marks), key=lambda m: m.mark.first)
        shown = [rng.random() < _HIDDEN_SHARE for _ in draft.marks]
        for number, marked in enumerate(draft.marks):
            pair = self._pair(draft, number, marked, bilingual, source, shown)
            if pair is not None:
                yield pair

    def _pair(
        self, draft: _Draft, number: int, marked: _Marked, bilingual: bool, source: str, shown: Sequence[bool]
    ) -> Pair | None:
        first, last = marked.mark.first, marked.mark.last
        before = draft.marks[number - 1].mark.last if number else 0
        after = draft.marks[number + 1].mark.first if number + 1 < len(draft.marks) else None
        low, high = bounds(len(draft.words), first, last, before, after)
        others = tuple(
            (m.mark.first, m.mark.last) for n, m in enumerate(draft.marks) if n != number and shown[n] and m.fix
        )
        rivals = tuple(t for t in draft.terms if not _overlap(t, marked.term)) if bilingual else ()
        question = Question(
            draft.words, first, last, low, high, marked.term, bilingual, rivals, marked.known, marked.rendered, others
        )
        if not self._is_fair(question, marked):
            return None
        answer = _answer(draft, marked, before, after) if marked.fix else Answer(False)
        if answer is None or first - answer.left < low or last + answer.right > high:
            return None
        line = question_text(question, self._senses)
        return Pair(line, answer_text(answer), kind_of(marked.term), marked.way, source)

    def _is_fair(self, question: Question, marked: _Marked) -> bool:
        """Whether what the question says is enough to know its answer."""
        if not question.bilingual:
            return True
        measured = signals(question.words[question.first : question.last], question.term, self._senses)
        rival = max(
            (
                signals(question.words[question.first : question.last], t, self._senses).strength
                for t in question.rivals
            ),
            default=0,
        )
        if marked.fix:
            return rival <= max(_LEAST_STRENGTH - 1, measured.strength)
        return marked.way != "near-miss" or rival >= STEPS - 1

    def _term(self, slot: Slot, rng: random.Random) -> Term | None:
        for _ in range(20):
            kind = slot.kinds[0] if rng.random() < 0.6 else rng.choice(slot.kinds)
            if not self._by_kind[kind]:
                continue
            numbered = kind == "plan" and self._numbered and rng.random() < 0.4
            term = rng.choice(self._numbered if numbered else self._by_kind[kind])
            bears = article_class(term)
            if slot.determined is True and bears in {"never", "own"}:
                continue
            if slot.determined is False and bears == "always":
                continue
            if not slot.article and bears == "own":
                continue
            if slot.plural and (term.target.endswith("s") or " of " in term.target or term.target[:1].islower()):
                continue
            return term
        return None

    def _put(
        self, draft: _Draft, slot: Slot, rng: random.Random, bilingual: bool, lowered: bool, fixes_only: bool
    ) -> bool:
        term = self._term(slot, rng)
        if term is None:
            return False
        article = self._article(slot, term, rng)
        name = [p.text for p in cut(plural(term.target) if slot.plural else term.target)]
        draft.terms.append(term)
        if not slot.article and draft.words and draft.words[-1].lower() in {"a", "an"}:
            right = indefinite_article(term.target)
            draft.words[-1] = right.capitalize() if draft.words[-1][0] == "A" else right
        draw = rng.random()
        if fixes_only or draw < 0.56:
            return self._put_garble(draft, slot, term, article, rng, bilingual) or not fixes_only
        if draw < 0.65:
            first = len(draft.words) + (1 if article and rng.random() < 0.7 else 0)
            if lowered and not slot.plural:
                return self._put_lowered(draft, term, article, name)
            draft.copy([*article, *name])
            if not lowered:
                draft.marks.append(_Marked(Mark(first, len(draft.words)), term, False, "right"))
        elif draw < 0.81 and (other := self._near_miss(term, rng)):
            self._put_near_miss(draft, other, article, name, rng, bilingual)
        elif draw < 0.88 and not slot.plural and self._put_generic(draft, term, article, rng, bilingual):
            pass
        else:
            draft.copy([*article, *name])
        return True

    def _put_near_miss(
        self, draft: _Draft, other: Term, article: list[str], name: list[str], rng: random.Random, bilingual: bool
    ) -> None:
        """The right name of the sentence, taken for another's garble."""
        draft.copy(article)
        first = len(draft.words)
        draft.copy(name)
        measured = signals(name, other, self._senses)
        known = not bilingual and rng.random() < 0.6
        if known or bilingual or measured.stranger or not self._shows(measured):
            draft.marks.append(_Marked(Mark(first, len(draft.words)), other, False, "near-miss", known))

    def _put_generic(self, draft: _Draft, term: Term, article: list[str], rng: random.Random, bilingual: bool) -> bool:
        """The common noun of a name, which stands for no name: "the press group", "river basins"."""
        words = term.target.split()
        kept = next((n for n, word in enumerate(words) if self._senses.is_common(word.lower()) and n), None)
        if kept is None or not all(w[:1].isalpha() and self._senses.is_common(w.lower()) for w in words[kept:]):
            return False
        kept = rng.randrange(kept, len(words))
        phrase = [w.lower() if rng.random() < 0.8 else w for w in words[kept:]]
        if phrase[0].lower() in JOINING | {"in"}:
            return False
        measured = signals(phrase, term, self._senses)
        draft.copy(article)
        first = len(draft.words)
        draft.copy([p.text for p in cut(" ".join(phrase))])
        if not measured.opens and measured.form != "same":
            draft.marks.append(_Marked(Mark(first, len(draft.words)), term, False, "generic", rendered=bilingual))
        return True

    @staticmethod
    def _shows(measured: Signals) -> bool:
        """Whether a span shows so much of its term that it would be found."""
        return measured.strength >= _LEAST_STRENGTH and measured.opens

    @staticmethod
    def _put_lowered(draft: _Draft, term: Term, article: Sequence[str], name: Sequence[str]) -> bool:
        """In a draft without capitals the right name has lost its case: that is an error."""
        draft.copy(article)
        first = len(draft.words)
        draft.words += name
        if term.target == term.target.lower():
            draft.tokens += [(first + n, first + n) for n in range(len(name))]
            draft.marks.append(_Marked(Mark(first, len(draft.words)), term, False, "right"))
        else:
            draft.tokens.append((first, term))
            draft.marks.append(_Marked(Mark(first, len(draft.words)), term, True, "case"))
        return True

    @staticmethod
    def _article(slot: Slot, term: Term, rng: random.Random) -> list[str]:
        bears = article_class(term)
        if slot.plural or not slot.article or bears == "own":
            return []
        if slot.determined is not None:
            return ["the"] if slot.determined else []
        return ["the"] if bears == "always" or (bears == "either" and rng.random() < 0.5) else []

    def _garble(self, term: Term, rng: random.Random, bilingual: bool) -> tuple[list[str], str] | None:
        for _ in range(_TRIES):
            if bilingual and rng.random() < 0.12:
                other = rng.choice(self._by_kind[term.type])
                text, way = other.target, "wrong-name"
            else:
                garble = self._sampler.sample(term, rng)
                if garble is None:
                    continue
                text, way = garble.text, garble.way
            if text.lower() == term.target.lower() and way != "case":
                continue
            words = [p.text for p in cut(text)]
            if not words or len(words) > 14:
                continue
            measured = signals(words, term, self._senses)
            if measured.form == "same" or (measured.form == "part" and not bilingual):
                continue
            if bilingual or self._shows(measured):
                return words, way
        return None

    def _put_garble(
        self, draft: _Draft, slot: Slot, term: Term, article: list[str], rng: random.Random, bilingual: bool
    ) -> bool:
        drawn = self._garble(term, rng, bilingual)
        if drawn is None:
            return False
        words, way = drawn
        if slot.plural:
            words[-1] = words[-1] if words[-1].endswith("s") else plural(words[-1])
        elif rng.random() < 0.04 and words[-1].isalpha() and not words[-1].endswith("s"):
            words[-1] = plural(words[-1])
        start = self._put_article(draft, slot, term, article, words, rng)
        first = len(draft.words)
        draft.words += words
        last = len(draft.words)
        draft.tokens.append((first, term))
        if slot.plural:
            draft.tokens.append((first, "<plural>"))
        narrowed = self._narrowed(first, last, words, term, rng)
        if narrowed == (first, last):
            narrowed = self._doubled(draft, first, last, term, rng)
        if start < first and narrowed[0] == first and rng.random() < 0.3:
            narrowed = (start, narrowed[1])
        rendered = bilingual and rng.random() < 0.08 and self._shows(signals(words, term, self._senses))
        draft.marks.append(_Marked(Mark(*narrowed), term, True, way, rendered=rendered))
        return True

    @staticmethod
    def _put_article(
        draft: _Draft, slot: Slot, term: Term, article: list[str], words: Sequence[str], rng: random.Random
    ) -> int:
        """Write the article as an engine might, and note how it is put right; returns where it stands."""
        start = len(draft.words)
        bears = article_class(term)
        before = draft.words[-1].lower() if draft.words else ""
        if not slot.article:
            if before in {"a", "an"}:
                right, wrong = before, indefinite_article(words[0])
                if wrong != right:
                    draft.words[-1] = wrong.capitalize() if draft.words[-1][0] == "A" else wrong
                return start - 1
            return start
        if slot.plural:
            return start
        if article:
            draw = rng.random()
            if slot.closed and bears == "always" and draw < 0.22 and before not in _QUOTES:
                draft.tokens.append((start, "<the>"))
            elif slot.closed and draw > 0.94:
                draft.words.append(indefinite_article(words[0]))
                draft.tokens.append((start, "<the>"))
            else:
                draft.copy(["the"])
        elif (
            slot.closed
            and bears in {"never", "own"}
            and term.type != "title"
            and before not in ARTICLES | {"'s", "’s"}
            and rng.random() < (0.5 if bears == "own" else 0.28)
        ):
            draft.words.append("the" if rng.random() < 0.85 else indefinite_article(words[0]))
        return start

    def _narrowed(self, first: int, last: int, words: Sequence[str], term: Term, rng: random.Random) -> tuple[int, int]:
        """Now and then a span that misses a word of the garble which the term explains."""
        if len(words) < 2 or rng.random() > 0.15:
            return first, last
        if rng.random() < 0.5:
            return (first, last - 1) if self._adds(words[-1], words[:-1], term) else (first, last)
        return (first + 1, last) if self._adds(words[0], words[1:], term) else (first, last)

    def _adds(self, word: str, others: Sequence[str], term: Term) -> bool:
        """Whether a word says of the term what the others do not, or a word of the name that they lack."""
        covered = {place for other in others for place in accounted_for(other, term, self._senses)}
        if accounted_for(word, term, self._senses) - covered:
            return True
        said = {other.lower() for other in others}
        return how_explained(word, term, self._senses) == TARGET and word.lower() not in said

    @staticmethod
    def _doubled(draft: _Draft, first: int, last: int, term: Term, rng: random.Random) -> tuple[int, int]:
        """Now and then the name's last word once more after the span, or a span that takes in a word before it."""
        draw = rng.random()
        name = term.target.split()
        if draw < 0.03 and len(name) > 1 and name[-1].isalpha():
            draft.words.append(name[-1].lower())
        elif draw < 0.08 and first and draft.tokens[-2:-1] and draft.words[first - 1].lower() in TAKEN_IN:
            return first - 1, last
        return first, last

    def _near_miss(self, term: Term, rng: random.Random) -> Term | None:
        """A term that a proposer might take this right name for: it shares a word or a sound with it."""
        pool: list[Term] = []
        for word in term.target.lower().split():
            found = self._by_word[word]
            if len(word) > 3 and 1 < len(found) < 2000:
                pool += rng.sample(found, min(3, len(found)))
        for syllable in dict.fromkeys(pinyin_syllables(term.source)):
            found = self._by_syllable[syllable]
            pool += rng.sample(found, min(2, len(found)))
        pool = [t for t in pool if t.source != term.source and not _holds(t.target, term.target)]
        pool = [t for t in pool if term.source not in t.source and t.source not in term.source]
        if not pool:
            return None
        words = [p.text for p in cut(term.target)]
        if len(pool) > 4:
            pool = rng.sample(pool, 4)
        return max(pool, key=lambda t: (sum(_values(words, t, self._senses)), t.source))

    def _question_phrase(self, draft: _Draft, rng: random.Random, bilingual: bool) -> None:
        """Mark a few words of the sentence that are glosses of some term's characters."""
        if rng.random() > (0.12 if bilingual else 0.3):
            return
        taken = {i for m in draft.marks for i in range(m.mark.first - 1, m.mark.last + 1)}
        copied = {token for _, token in draft.tokens if isinstance(token, int)}
        places = [i for i, w in enumerate(draft.words) if i not in taken and i in copied and w.isalpha() and len(w) > 3]
        places = [i for i in places if draft.words[i].lower() not in _DULL]
        rng.shuffle(places)
        for place in places[:5]:
            characters = self._characters.get(stem(draft.words[place]))
            if not characters:
                continue
            pool = self._by_character[rng.choice(characters)]
            terms = rng.sample(pool, min(3, len(pool)))
            first, last = place, place + 1
            while last - first < 3 and rng.random() < 0.55:
                if last < len(draft.words) and last not in taken and last in copied and draft.words[last].isalpha():
                    last += 1
                else:
                    break
            words = draft.words[first:last]
            if bilingual and any(w[:1].isupper() for w in words):
                continue
            term = max(terms, key=lambda t: (sum(_values(words, t, self._senses)), t.source))
            if " ".join(words).lower() in {r.lower() for r in term.renderings}:
                continue
            measured = signals(words, term, self._senses)
            if not bilingual and self._shows(measured) and rng.random() > _HARD_SHARE:
                continue
            draft.marks.append(_Marked(Mark(first, last), term, False, "phrase", rendered=bilingual))
            return


def _widened(marked: _Marked, words: Sequence[str], rng: random.Random) -> _Marked:
    """Now and then a span that takes in the possessive ending or the small word after it."""
    last = marked.mark.last
    if not marked.fix or last >= len(words):
        return marked
    possessive = words[last] in {"'s", "’s"}
    if (possessive and rng.random() < 0.35) or (words[last] in AFTER_NAMES and rng.random() < 0.06):
        return replace(marked, mark=Mark(marked.mark.first, last + 1))
    return marked


def _answer(draft: _Draft, marked: _Marked, before: int, after: int | None) -> Answer | None:
    """What turns the finding into the clean text; None where it takes more than an answer can say."""
    at = next(
        n
        for n, (place, token) in enumerate(draft.tokens)
        if token is marked.term and marked.mark.first - 1 <= place < marked.mark.last
    )
    article = ""
    left, right = before, len(draft.words) if after is None else after
    for _, token in reversed(draft.tokens[:at]):
        if isinstance(token, str):
            article = token.strip("<>")
            continue
        left = token + 1 if isinstance(token, int) else before
        break
    rest = draft.tokens[at + 1 :]
    plural_name = bool(rest) and rest[0][1] == "<plural>"
    for _, token in rest[plural_name:]:
        if isinstance(token, str):
            return None if after is None else Answer(True, marked.mark.first - left, article, plural_name)
        right = token if isinstance(token, int) else right
        break
    reach = marked.mark.first - left, right - marked.mark.last
    if any(abs(n) > MOST_TAKEN for n in reach):
        return None
    return Answer(True, reach[0], article, plural_name, reach[1])


_DULL = DULL | {"make", "made"}
_QUOTES = frozenset("\"“‘«'")


def _overlap(one: Term, two: Term) -> bool:
    """Whether one term is the other, or a part of it."""
    return one.source in two.source or two.source in one.source


def _holds(name: str, other: str) -> bool:
    """Whether one name is part of the other."""
    return name.lower() in other.lower() or other.lower() in name.lower()


def _values(words: Sequence[str], term: Term, senses: Senses) -> tuple[int, ...]:
    measured = signals(words, term, senses)
    return (measured.target, measured.sound, measured.explained, measured.covered)
