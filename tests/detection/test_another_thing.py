"""What tells that words which share some of a name are another thing's, and siblings of which it does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from detection.test_finding import document, rows
from termend.channel import sound
from termend.checks.mentions import Mentions
from termend.detection import another_thing
from termend.detection.search.candidates import Candidate
from termend.detection.search.words import Known
from termend.detection.unpaired import circumstances, clauses, finding, other_people, others, patterns
from termend.detection.unpaired.accounts import Accounts
from termend.detection.unpaired.another_reading import (
    is_another_person,
    is_longer_namesake,
    is_namesake_in_pinyin,
    is_of_the_family,
    is_shorter_namesake,
)
from termend.detection.unpaired.stretches import Stretch
from termend.glossary import Glossary
from termend.records import Term

TELLS: Mapping[str, Callable[[Candidate], bool]] = {
    "is_many": another_thing.is_many,
    "is_office_holder": another_thing.is_office_holder,
    "is_title_alone": another_thing.is_title_alone,
    "lacks_number": another_thing.lacks_number,
    "joins_two": another_thing.joins_two,
    "is_another_of_less": another_thing.is_another_of_less,
    "is_another_school": another_thing.is_another_school,
    "goes_on_as_another": another_thing.goes_on_as_another,
    "is_longer_namesake": lambda candidate: is_longer_namesake(candidate, sound.shipped()),
    "is_shorter_namesake": lambda candidate: is_shorter_namesake(candidate, sound.shipped()),
    "says_a_part_alone": another_thing.says_a_part_alone,
    "ends_on_adjective": another_thing.ends_on_adjective,
    "is_another_person": lambda candidate: is_another_person(candidate, sound.shipped()),
    "is_namesake_in_pinyin": lambda candidate: is_namesake_in_pinyin(candidate, sound.shipped()),
    "swallows_a_word": patterns.swallows_a_word,
    "goes_on_otherwise": patterns.goes_on_otherwise,
    "is_someone_known": others.is_someone_known,
    "says_something_else": another_thing.says_something_else,
    "is_exactly_another": others.is_exactly_another,
    "leaves_end_unsaid": circumstances.leaves_end_unsaid,
    "has_more": patterns.has_more,
    "has_another_word": patterns.has_another_word,
    "is_proper_part": patterns.is_proper_part,
    "lacks_country": another_thing.lacks_country,
    "is_hardly_said": another_thing.is_hardly_said,
    "has_another_place": others.has_another_place,
    "is_part_of_another": others.is_part_of_another,
    "goes_on_elsewhere": others.goes_on_elsewhere,
    "leaves_place_unsaid": others.leaves_place_unsaid,
    "is_another_body": another_thing.is_another_body,
    "is_namesake": patterns.is_namesake,
    "is_date": circumstances.is_date,
    "runs_over_preposition": clauses.runs_over_preposition,
    "speaks_of_people": clauses.speaks_of_people,
    "is_opening_word": clauses.is_opening_word,
    "is_one_of_a_kind": clauses.is_one_of_a_kind,
    "is_kind_alone": clauses.is_kind_alone,
    "says_no_person": clauses.says_no_person,
    "has_verb_beside": clauses.has_verb_beside,
    "has_idle_verb": clauses.has_idle_verb,
    "has_figure_behind": clauses.has_figure_behind,
    "has_title_before": clauses.has_title_before,
    "is_thing_there": clauses.is_thing_there,
    "is_count_of_things": circumstances.is_count_of_things,
    "is_acronym_heard": another_thing.is_acronym_heard,
    "is_of_another_class": another_thing.is_of_another_class,
    "is_of_another_division": another_thing.is_of_another_division,
    "shares_one_word": other_people.shares_one_word,
    "bears_the_name_alone": other_people.bears_the_name_alone,
    "is_cut_at_hyphen": other_people.is_cut_at_hyphen,
    "person_goes_on_as_another": other_people.goes_on_as_another,
    "is_somebody": other_people.is_somebody,
    "is_cut_between_syllables": other_people.is_cut_between_syllables,
    "has_verb_between": clauses.has_verb_between,
    "is_heard_in_plain_words": clauses.is_heard_in_plain_words,
    "is_plural_of_word": clauses.is_plural_of_word,
    "goes_on_as_body": another_thing.goes_on_as_body,
    "has_another_given_name": other_people.has_another_given_name,
    "is_right_part": others.is_right_part,
    "is_on_old_maps": others.is_on_old_maps,
    "says_the_place_alone": others.says_the_place_alone,
    "is_of_the_family": lambda candidate: is_of_the_family(candidate, sound.shipped()),
}


def account(text: str, words: str, terms: tuple[Term, ...]) -> Candidate:
    """Words of a draft as the last of some names."""
    draft, glossary = document(text), Glossary(terms)
    known = [Known(m.start, m.end, m.terms, m.segment) for m in Mentions(draft, glossary).all]
    search = finding.search(draft.segments, glossary, known)
    (line,) = search.lines
    start = line.segment.text.index(words)
    first = next(n for n, word in enumerate(line.words) if word.start == start)
    last = next(n for n, word in enumerate(line.words) if word.end == start + len(words)) + 1
    number = list(search.index.sources).index(terms[-1].source)
    return Accounts(search, {number}).candidate(Stretch(0, first, last), number)


@pytest.mark.parametrize("case", rows("another_thing.jsonl"), ids=lambda c: f"{c['what']}: {c['words']}")
def test_what_is_another_things(case: dict[str, object]) -> None:
    terms = case["terms"]
    assert isinstance(terms, list)
    made = tuple(Term(source, target, type=kind) for source, target, kind in terms)
    found = account(str(case["draft"]), str(case["words"]), made)
    assert TELLS[str(case["what"])](found) is case["is"]
