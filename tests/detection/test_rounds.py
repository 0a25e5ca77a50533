"""A draft is searched again as more is known: what stays is taken over; what is found is what a new search finds."""

from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termend import glossary
from termend.detection.search.words import Known
from termend.detection.unpaired import shares
from termend.detection.unpaired.finding import Rounds, find
from termend.glossary.occurrences import Occurrences
from termend.records import Segment

PIECES = [
    "Upstream News said on Monday",
    "the heavy newspaper group",
    "Chongqing Daily Press Group",
    "the china news awards",
    "China News Awards",
    "a copper beam in Sand Ping Dam",
    "Shapingba District",
    "the fourteen five",
    "the 14th Five-Year Plan",
    "He Dayi and nine works",
]
LINES = st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=5)


@pytest.fixture(scope="module")
def terms():
    return glossary.load(["chongqing-media"])


def segments(lines):
    found = []
    for number, line in enumerate(lines):
        found.append(Segment(number, found[-1].start + len(found[-1].text) + 1 if found else 0, line))
    return found


def renderings(parts, terms):
    """Every accepted rendering in some segments, none inside another."""
    index = Occurrences(terms.terms)
    known = []
    for segment in parts:
        end = 0
        for one in index.find(segment.text):
            if one.cased and one.start >= end:
                end = one.end
                known.append(Known(segment.start + one.start, segment.start + one.end, (one.term,), segment.index))
    return known


def told(garbles):
    return [(g.segment, g.start, g.end, g.term, g.score, g.candidate.span) for g in garbles]


@settings(deadline=None, max_examples=25)
@given(LINES, st.data())
def test_a_further_round_finds_what_a_new_search_finds(terms, lines, data):
    parts = segments(lines)
    known = renderings(parts, terms)
    rounds = Rounds(parts, terms)
    some = data.draw(st.integers(0, len(known)))
    more = data.draw(st.integers(some, len(known)))
    for count in (some, more, len(known)):
        assert told(rounds.find(known[:count])) == told(find(parts, terms, known[:count]))


def test_lines_of_which_nothing_more_is_known_are_not_searched_again(terms):
    parts = segments([f"{piece} was there." for piece in PIECES] * 3)
    known = renderings(parts, terms)
    rounds = Rounds(parts, terms)
    with mock.patch.object(shares, "_told", wraps=shares._told) as searched:
        for count in (len(known) - 1, len(known), len(known)):
            rounds.find(known[:count])
    counts = [sum(len(call.args[2]) for call in searched.call_args_list[n : n + 1]) for n in range(3)]
    assert counts[0] == len(parts)
    assert 1 <= counts[1] <= 2
    assert counts[2] == 0
