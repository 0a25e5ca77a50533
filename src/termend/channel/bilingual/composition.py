"""Whether some English renders a name piece by piece, in other words than the approved English but no others in sense.

The approved English is aligned with the characters first: which of them it translates, which it gives by their sound,
which it leaves out. A piece that it translates may be translated otherwise (保护站: Protection Station, Conservation
Station), one that it leaves out may be put in (网: Network). What it gives by its sound or in a way that no dictionary
knows is the name proper and has to stay as it is: 铜梁 is no Copper Beam, 理想 of Li Auto no Ideal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from termend.channel.bilingual.explanation import Explainer, segmentations
from termend.glossary.renderings import synonyms
from termend.language import wade_giles
from termend.language.letters import fold
from termend.language.wordforms import key

_USUAL = 0.35  # a gloss at least this strong is a usual sense
_LEVELS = frozenset("省市区县州镇乡国")
_LIKELY = 0.1  # probability of a sense that may stand for another
# A College is another school than a University of the same place.
SCHOOLS = frozenset(key(w) for w in ("University", "College", "School", "Academy"))
_SHORTEST_HEARD = 2
_NUMERAL = re.compile("[0-9零一二三四五六七八九十百千]")
_LONGEST_READ = 4


@dataclass(frozen=True, slots=True)
class Anatomy:
    """How an approved rendering covers the characters of a name.

    Attributes:
        translated: characters that some word translates.
        heard: characters that some word gives by their exact pinyin.
        words: the content words, by the key of their forms.
        proper: keys of the words that translate nothing.
        places: by the key of a word the characters that it renders.
    """

    translated: frozenset[int]
    heard: frozenset[int]
    words: Mapping[str, str]
    proper: frozenset[str]
    places: Mapping[str, frozenset[int]]


def anatomy(wanted: Sequence[str], name: str, explainer: Explainer) -> Anatomy:
    """Align the content words of an approved rendering with a name."""
    translated: set[int] = set()
    heard: set[int] = set()
    proper: set[str] = set()
    places: dict[str, frozenset[int]] = {}
    for word in wanted:
        own = key(word)
        sounds = {k for s, e in _heard(word, name, explainer) for k in range(s, e)}
        senses = {k for s, e in _shortest(pieces(word, name, explainer)) for k in range(s, e)}
        if sounds:
            heard |= sounds
            proper.add(own)
        elif senses:
            translated |= senses
        else:
            if not word.isdigit() or _NUMERAL.search(name):  # CCTV-2 for a channel of another name in Chinese
                proper.add(own)
        places[own] = frozenset(sounds or senses)
    return Anatomy(
        frozenset(translated - heard), frozenset(heard), {key(w): w for w in wanted}, frozenset(proper), places
    )


def is_composed(
    ours: Sequence[str], wanted: Sequence[str], name: str, explainer: Explainer, adds: bool, keeps_first: bool
) -> bool:
    """Whether the words render the name as the approved ones do, piece by piece.

    Args:
        ours, wanted: content words of the English and of the approved English.
        adds: whether pieces that the approved English leaves out may be put in.
        keeps_first: whether the first word has to be the approved one's.
    """
    if not ours or (keeps_first and key(ours[0]) != key(wanted[0])):
        return False
    known = anatomy(wanted, name, explainer)
    mine = {key(w) for w in ours}
    if not known.translated or not mine & known.words.keys():
        return False
    if not known.proper <= mine:
        return adds and not keeps_first and _is_read_out(ours, known, name, explainer)
    unaligned = any(not known.places[w] for w in known.proper)
    everything = frozenset(range(len(name)))
    free = frozenset[int]() if unaligned or not adds else everything - known.translated - known.heard
    inside = {k for s, e in segmentations(explainer.lexicon, name) if 1 < e - s < len(name) for k in range(s, e)}
    alone = everything - inside
    covered: set[int] = set()
    again = 0
    for word in ours:
        own = next((k for k in (key(word), *map(key, synonyms(word))) if k in known.words), key(word))
        if own in known.words:
            covered |= known.places[own]
            continue
        senses = pieces(word, name, explainer, words_only=not adds)
        found = [range(s, e) for s, e in senses if known.translated | free >= {*range(s, e)}]
        found += [range(k, k + 1) for k in free & alone if explainer.gloss(word, name[k])[0] >= _USUAL]
        # A medium's class word is fixed where it has one.
        found = [piece for piece in found if not keeps_first or len(piece) > 1 or free >= {*piece}]
        again += bool(found) and not any(free >= {*piece} for piece in found)
        if not found or own in SCHOOLS or again > len(known.words.keys() - mine):
            return False  # one word more for what is said already: Tibet beside Autonomous Region
        covered.update(k for piece in found for k in piece)
    return all(name[k] in _LEVELS for k in known.translated - covered)


def _is_read_out(ours: Sequence[str], known: Anatomy, name: str, explainer: Explainer) -> bool:
    """Whether the name proper, which the approved English has in another form, stands in the native reading.

    `Suonandajie Station` for Sonam Dargye Station: what the approved English translates has to be as it is there.
    """
    proper = [k for k in range(len(name)) if k not in known.translated]
    if not 2 <= len(proper) <= _LONGEST_READ or proper != list(range(len(proper))) or len(name) - len(proper) < 2:
        return False
    kept = [w for w in ours if key(w) in known.words]
    read = fold("".join(w for w in ours if key(w) not in known.words))
    if {key(w) for w in kept} != known.words.keys() - known.proper:
        return False
    return read in _readings(name[: len(proper)], explainer)


def _readings(characters: str, explainer: Explainer) -> set[str]:
    """Native readings: each syllable in pinyin or in Wade-Giles."""
    found = {""}
    for character in characters:
        syllable = explainer.sound.pinyin(character)
        found = {read + one for read in found for one in {syllable, *wade_giles.spellings(syllable)}}
    return found


def pieces(word: str, name: str, explainer: Explainer, words_only: bool = False) -> Iterator[tuple[int, int]]:
    """Dictionary words of a name, or its last character alone, of which a word is a usual sense."""
    for start, end in segmentations(explainer.lexicon, name):
        if end - start == 1 and (words_only or end < len(name)):
            continue
        if end - start == len(name) or explainer.gloss(word, name[start:end])[0] < _USUAL:
            continue
        # A word that stands far down an entry (an autonomous region, such as Tibet) is no sense of it.
        if end - start == 1 or explainer.lexicon.share(word, name[start:end]) >= _LIKELY:
            yield start, end


def _shortest(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces that hold no other of them."""
    every = list(found)
    return [(s, e) for s, e in every if not any((a, b) != (s, e) and s <= a and b <= e for a, b in every)]


def _heard(word: str, name: str, explainer: Explainer) -> Iterator[tuple[int, int]]:
    """Stretches of a name whose exact pinyin a word is."""
    letters = fold(word)
    if len(letters) < _SHORTEST_HEARD:
        return
    for start in range(len(name)):
        read = ""
        for end in range(start + 1, len(name) + 1):
            read += explainer.sound.pinyin(name[end - 1])
            if read == letters:
                yield start, end
            if len(read) >= len(letters):
                break
