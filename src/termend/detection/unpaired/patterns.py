"""What the pattern of a name says: some words of a rendering, behind another name or not, one more, or another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from termend.detection.search.candidates import Candidate, asked_once
from termend.detection.search.explaining import GLOSS, NUMBER, SOUND
from termend.detection.search.profile import EMPTY
from termend.detection.search.words import Word
from termend.language.function_words import LISTING

_FEWEST_WORDS = 3  # of a name, from which one other word makes another name
_FEWEST_HEARD = 2  # words of which one may be swallowed
_FAINT = 0.1  # of how often a piece of the name comes out as the right word; an engine that knew that one took it
_ROOT = 4  # letters at their beginning by which words are of one root


@asked_once
def is_anothers(candidate: Candidate) -> bool:
    """Whether a name that is no part of the term goes before, and all that follows are words of a rendering."""
    first = candidate.span.first
    before = candidate.line.words[first - 1] if first and candidate.words[0].joined else None
    if before is None or before.mention is None:
        return False
    if any(term.source in candidate.profile.source for term in before.mention.terms):
        return False
    return is_part(candidate)


@asked_once
def has_more(candidate: Candidate) -> bool:
    """Whether they are a rendering's words and plain ones more: Best Folk Singer is another prize than Best Singer.

    One that the name says is no other's: Big White Rabbit for 大白兔.
    """
    words = [word for word in candidate.words if not word.function]
    for rendering in candidate.profile.words:
        said = {word.stem for word in rendering}
        more = [word for word in words if word.stem not in said]
        holds_all = len(rendering) > 1 and len(said) == len(words) - len(more)
        if holds_all and more and all(word.known_word and not candidate.is_said(word) for word in more):
            return True
    return False


@asked_once
def is_namesake(candidate: Candidate) -> bool:
    """Whether words that are a listed form by themselves say all of somebody's name, and a given name goes with them.

    Nirav Modi is not Modi: nothing of 莫迪 is left for the other word to render.
    """
    profile = candidate.profile
    words = [word for word in candidate.words if not word.function]
    form = next((f for f in profile.words if f and {w.stem for w in f} < {w.stem for w in words}), None)
    if form is None or not profile.is_person or profile.whole & ~candidate.span.mask:
        return False
    explained = {n for reason in candidate.span.reasons for n in range(reason.first, reason.last)}
    line, stems = candidate.line.words, {word.stem for word in form}
    unsaid = [line[n] for n in range(candidate.span.first, candidate.span.last) if n not in explained]
    more = [word for word in unsaid if not word.function and word.stem not in stems]
    return len(more) == len(words) - len(form) and all(word.capital and not word.known_word for word in more)


@asked_once
def has_another_word(candidate: Candidate) -> bool:
    """Whether one word of a rendering is another, plain and said by nothing: White Rose Cup is no White Horse Cup.

    Nor is what is faintly said where the right word is the name's plain sense: Baseball for Football, 足球.
    """
    explained = {n for r in candidate.span.reasons for n in range(r.first, r.last)}
    heard = {n for r in candidate.span.reasons if r.how in (SOUND, NUMBER) for n in range(r.first, r.last)}
    words = [(place, word) for place, word in enumerate(candidate.words, candidate.span.first) if not word.function]
    for rendering in candidate.profile.words:
        said = {word.stem: word for word in rendering if word.stem not in EMPTY}
        other = [(place, word) for place, word in words if word.stem not in said]
        lost = [target for stem, target in said.items() if all(word.stem != stem for _, word in words)]
        if len(other) == len(lost) == 1 and len(said) >= _FEWEST_WORDS:
            (place, word), target = other[0], lost[0]
            faint = place not in heard and candidate.sense(word) < _FAINT * candidate.sense(target)
            says = place in explained and not faint
            plain = word.known_word or (faint and word.known_name)
            if plain and not says and word.letters[:_ROOT] != target.letters[:_ROOT]:
                return True
    return False


@asked_once
def is_proper_part(candidate: Candidate) -> bool:
    """Whether they are what is strange of a rendering, spelt right, and it has plain words besides: the place alone."""
    profile = candidate.profile
    words = [word for word in candidate.words if not word.function]
    if profile.is_person or any(word.known_word or not word.capital for word in words):
        return False
    letters = {word.letters for word in words}
    rests = (
        [w.text for w in form if w.letters not in letters]
        for form in profile.words
        if letters < {w.letters for w in form}
    )
    return any(all(profile.english.is_word(text.lower()) for text in rest) for rest in rests)


@asked_once
def is_part(candidate: Candidate) -> bool:
    """Whether they are some of a rendering's words and nothing else: the thing called short, or another like it."""
    stems = {word.stem for word in candidate.words if not word.function}
    return any(stems < {word.stem for word in rendering} for rendering in candidate.profile.words)


@asked_once
def swallows_a_word(candidate: Candidate) -> bool:
    """Whether one character is to sound like a word and more, which it does not: Sofia Helfen, 哈尔芬 (Halfen)."""
    profile, line = candidate.profile, candidate.line.words
    for reason in candidate.span.reasons:
        if reason.how != SOUND or reason.last - reason.first < _FEWEST_HEARD:
            continue
        said = "".join(c for n, c in enumerate(profile.characters) if reason.mask >> n & 1)
        aligned = profile.sound.align(reason.detail, said, whole=True)
        ends = list(accumulate(len(line[place].letters) for place in range(reason.first, reason.last - 1)))
        at = 0
        for piece in aligned.pieces if aligned is not None else ():
            behind = at + len(piece.letters)
            if piece.log_odds < 0 and any(at < end < behind for end in ends):
                return True
            at = behind
    return False


@asked_once
def goes_on_otherwise(candidate: Candidate) -> bool:
    """Whether a rendering's words go on with a plain one that it has not: South China Normal University, no East's."""
    line, span = candidate.line.words, candidate.span
    ours = [word.stem for word in candidate.words if not word.function]
    before = _beside(line, range(span.first - 1, -1, -1))
    behind = _beside(line, range(span.last, len(line)))
    for form in candidate.profile.words:
        said = [word.stem for word in form if word.stem not in EMPTY]
        for first in range(len(said) - len(ours) + 1):
            if said[first : first + len(ours)] != ours or len(said) == len(ours):
                continue
            for word, missing in ((before, said[:first]), (behind, said[first + len(ours) :])):
                if word is not None and missing and word.stem not in said and not candidate.is_said(word):
                    return True
    return False


def _beside(line: Sequence[Word], places: Iterable[int]) -> Word | None:
    """The next word with a capital that the words run on to, over small words that stand in names."""
    for place in places:
        word = line[place]
        if word.capital and not word.function:
            return word if word.known_word and word.mention is None else None
        if not word.function or word.text.lower() in LISTING:
            return None
    return None


def glosses_a_sound(candidate: Candidate) -> float:
    """Share of the reasons that gloss characters of a transliterated name; 0 for a name of another kind.

    海姆, Heim, hardly comes out as Lake lambs; a surname that is a word is still glossed where the rest is heard.
    """
    reasons = candidate.span.reasons
    share = sum(reason.how == GLOSS for reason in reasons) / len(reasons) if reasons else 0.0
    return share if share and candidate.profile.is_transliterated else 0.0
