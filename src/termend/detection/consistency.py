"""One engine renders one name in one way throughout a draft: what a sure garble says of the same words elsewhere.

One sense per discourse (Gale, Church & Yarowsky 1992): where "Jade evening post" is surely the Yushan Evening Post,
Jade is Yushan in another name as well, if with it that name is said word for word.
"""

from __future__ import annotations

from collections.abc import Mapping

from termend.channel.monolingual.candidates import Candidate
from termend.channel.monolingual.words import Word

_LEAST_SAME = 2  # words that a sure garble shares with the name, beside the one that stands for another
_LEAST_WORDS = 2  # of a name elsewhere: a word alone may stand for itself


def stand_ins(candidate: Candidate) -> dict[str, str]:
    """The word of a sure garble that stands for another, by folded letters, where all others are a rendering's.

    It must be explained: a word that the name does not say may be another name's.
    """
    words = _words(candidate)
    for rendering in candidate.profile.words:
        differing = [n for n, target in enumerate(rendering[: len(words)]) if words[n].letters != target.letters]
        if len(words) == len(rendering) > _LEAST_SAME and len(differing) == 1:
            word = words[differing[0]]
            if word in _explained(candidate):
                return {word.letters: rendering[differing[0]].letters}
    return {}


def is_said(candidate: Candidate, known: Mapping[str, str]) -> bool:
    """Whether the words are those of a rendering once the words that stand for others are exchanged.

    Those must be explained by this name as well.
    """
    words, explained = _words(candidate), _explained(candidate)
    exchanged = [known[word.letters] if word.letters in known and word in explained else word.letters for word in words]
    if len(words) < _LEAST_WORDS or exchanged == [word.letters for word in words]:
        return False
    return any(exchanged == [word.letters for word in rendering] for rendering in candidate.profile.words)


def _words(candidate: Candidate) -> list[Word]:
    return [word for word in candidate.words if not word.function]


def _explained(candidate: Candidate) -> set[Word]:
    line = candidate.line.words
    return {word for reason in candidate.span.reasons for word in line[reason.first : reason.last]}
