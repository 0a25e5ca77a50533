"""What no likeness outweighs: words that are another's, or plain English, by what kind of draft each is asked of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from termend.detection import another_thing
from termend.detection.search import subject
from termend.detection.search.candidates import Candidate, asked_once
from termend.detection.search.profile import Profile
from termend.detection.unpaired import circumstances, clauses, other_people, others, patterns
from termend.detection.unpaired.another_reading import (
    is_another_person,
    is_another_reading,
    is_longer_namesake,
    is_longer_place,
    is_namesake_in_pinyin,
    is_of_the_family,
    is_other_pinyin,
    is_shorter_namesake,
)
from termend.detection.unpaired.reading import MADE_FOR_THE_DRAFT, Reading
from termend.detection.unpaired.shares import Search
from termend.glossary import is_unasked
from termend.language.personal_titles import BEFORE_NAMES
from termend.language.wordforms import key

Bar = Callable[[Candidate], bool]

_SHORTEST = 2  # characters of a name in another
_ON_MATTER = 0.99  # probability from which the draft is surely on the glossary's matter

_ALWAYS: tuple[Bar, ...] = (
    others.has_another_place,
    others.is_part_of_another,
    others.goes_on_elsewhere,
    patterns.is_anothers,
    patterns.is_namesake,
    patterns.swallows_a_word,
    another_thing.is_another_body,
    another_thing.lacks_country,
    another_thing.is_owned_by_another,
    another_thing.lacks_number,
    another_thing.joins_two,
    another_thing.says_a_part_alone,
    another_thing.is_acronym_heard,
    another_thing.is_of_another_class,
    another_thing.is_of_another_division,
    others.is_right_part,
    others.is_on_old_maps,
    other_people.bears_the_name_alone,
    other_people.is_cut_at_hyphen,
    other_people.goes_on_as_another,
    circumstances.is_count_of_things,
    circumstances.is_date,
    clauses.runs_over_preposition,
    clauses.speaks_of_people,
    clauses.has_idle_verb,
    clauses.has_title_before,
    clauses.is_thing_there,
    clauses.is_opening_word,
    clauses.has_verb_beside,
    clauses.has_verb_between,
    clauses.has_figure_behind,
    clauses.is_kind_alone,
    clauses.is_plural_of_word,
)
_CASED: tuple[Bar, ...] = (
    clauses.is_heard_in_plain_words,
    other_people.is_somebody,
    other_people.is_cut_between_syllables,
    clauses.is_one_of_a_kind,
    clauses.says_no_person,
    another_thing.is_many,
    another_thing.is_office_holder,
    another_thing.is_title_alone,
    another_thing.ends_on_adjective,
    another_thing.is_another_of_less,
    another_thing.is_another_school,
    another_thing.goes_on_as_another,
    another_thing.goes_on_as_body,
)
# The draft speaks of other names than the glossary's.
_UNUSED: tuple[Bar, ...] = (
    patterns.has_another_word,
    patterns.goes_on_otherwise,
    patterns.is_proper_part,
)
# Nor is it surely on the glossary's matter, where a person in it is rather misread than another: E Chengping, 鄂竟平.
_ASIDE: tuple[Bar, ...] = (
    another_thing.says_something_else,
    others.is_someone_known,
)
# The draft speaks of many names beside the glossary's, however it uses that.
_OPEN: tuple[Bar, ...] = (others.says_the_place_alone, circumstances.leaves_end_unsaid)
# A large glossary has some name for any words.
_UNUSED_LARGE: tuple[Bar, ...] = (
    others.leaves_place_unsaid,
    another_thing.is_of_the_open_world,
)
_ASIDE_LARGE: tuple[Bar, ...] = (another_thing.is_another_kind,)


class Bars:
    """The bars that a draft asks for.

    Args:
        is_open: whether the draft speaks of many names beside the glossary's, as far as is known.

    Attributes:
        asked: those that rest on the candidate alone.
    """

    def __init__(self, search: Search, is_open: bool = False) -> None:
        unused = Reading(search, ()).use <= MADE_FOR_THE_DRAFT
        aside = unused and (is_open or search.document.on_matter < _ON_MATTER)
        cased = search.document.cased
        large = cased and len(search.index.sources) > subject.MOST_OF_A_SUBJECT
        self._search, self._aside, self._open = search, aside, is_open
        self._inner: dict[str, Sequence[str]] = {}
        self.asked = (
            *_ALWAYS,
            *(_CASED if cased else ()),
            *(_UNUSED if unused else ()),
            *(_ASIDE if aside else ()),
            *(_OPEN if is_open else ()),
            *(_UNUSED_LARGE if unused and large else ()),
            *(_ASIDE_LARGE if aside and large else ()),
        )

    def hold(self, candidate: Candidate) -> bool:
        """Whether the words are another's, or plain English, whatever speaks for them."""
        return (
            any(bar(candidate) for bar in self.asked)
            or self._says_a_part(candidate)
            or self._is_of_another_sound(candidate)
        )

    def _says_a_part(self, candidate: Candidate) -> bool:
        """Whether a part that is another name of the glossary says them all: a province is no office of it.

        An office and who holds it are called by one word of the source.
        """
        if any(key(word.text) in BEFORE_NAMES for word in candidate.words):
            return False
        return any(_is_said_by(candidate, name) for name in self._parts(candidate.profile))

    def _parts(self, profile: Profile) -> Sequence[str]:
        """The names of the glossary that stand in a longer one."""
        if profile.source not in self._inner:
            name, number = profile.characters, self._search.index.number
            ranges = ((start, end) for start in range(len(name)) for end in range(start + _SHORTEST, len(name) + 1))
            inner = {name[start:end] for start, end in ranges} - {profile.source}
            self._inner[profile.source] = [part for part in sorted(inner) if number(part) is not None]
        return self._inner[profile.source]

    def _is_of_another_sound(self, candidate: Candidate) -> bool:
        """Whether they are well-formed pinyin of another name.

        Who stands right in the draft is not called otherwise there, by another's pinyin: Fang Min, Fang Mei.
        """
        profile, heard, document = candidate.profile, self._search.sound, self._search.document
        stands = profile.is_person and profile.source in document.right
        if document.cased and any(
            tells(candidate, heard) for tells in (is_another_person, is_longer_namesake, is_shorter_namesake)
        ):
            return True
        if other_people.shares_one_word(candidate) or is_longer_place(candidate):
            return True
        if is_unasked(profile.terms) and is_other_pinyin(candidate, heard):
            return True
        if stands and (other_people.has_another_given_name(candidate) or is_namesake_in_pinyin(candidate, heard)):
            return True
        if others.is_place_in_pinyin(candidate.text) and is_another_reading(candidate.text, profile.characters, heard):
            return True
        if (self._aside or stands) and is_another_reading(_named(candidate), profile.characters, heard):
            return True
        if self._open and is_of_the_family(candidate, heard):
            return True
        return self._aside and is_namesake_in_pinyin(candidate, heard)


def _is_said_by(candidate: Candidate, name: str) -> bool:
    """Whether each word is explained by a part of the name, or is a sense, or of a right name, of that part.

    Where the end of the whole name is said, what says it is meant.
    """
    part, first = candidate.profile.part(name), candidate.span.first
    if candidate.span.mask & ~part and not circumstances.leaves_end_unsaid(candidate):
        return False
    explained = {n for r in candidate.span.reasons if not r.mask & ~part for n in range(r.first, r.last)}
    return all(
        word.function
        or place in explained
        or (word.mention is not None and any(term.source in name for term in word.mention.terms))
        or candidate.is_said(word, name)
        for place, word in enumerate(candidate.words, first)
    )


@asked_once
def _named(candidate: Candidate) -> str:
    """The words without plain ones behind that say what kind of thing the name is: Changhe of Changhe Automobile."""
    stems, words = candidate.profile.target_stems, candidate.words
    kinds = [word for word in words[1:] if word.known_word and (word.stem in stems or candidate.is_said(word))]
    is_kind = len(kinds) == len(words) - 1 and words[0].stem not in stems and not candidate.profile.is_person
    return words[0].text if is_kind else candidate.text
