"""Of a large glossary the terms looked at closely are those that a look at all of them would choose."""

from functools import cache
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from termend.channel import english, lexicon, recall, sound
from termend.detection.search import shortlist
from termend.detection.search.words import words
from termend.evaluation.generated_glossary import table
from termend.records import Segment

SENTENCE = """
the Chongqing municipal committee of West Lake City news agency new media group said on 15 May that re-statement group
and Red Mountain Weekly would build an East River bridge, a south hospital office and a North Gate centre with Wang Li
"""


@cache
def index():
    rows = {line.split(",")[0]: line.split(",")[1:] for line in table(3000).splitlines()[1:]}
    return recall.build(rows.items(), lexicon.shipped(), sound.shipped(), english.shipped())


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(SENTENCE.split()), min_size=1, max_size=40), st.booleans())
def test_what_is_left_out_would_not_have_been_chosen(said, cased):
    line = words(Segment(0, 0, " ".join(said)), (), english.shipped(), lexicon.shipped())
    chosen = shortlist.Shortlist([line], index(), cased, index().by_gloss).of(line, {}, {})
    with mock.patch.object(shortlist, "_TRIED", len(index().sources)):
        assert chosen == shortlist.Shortlist([line], index(), cased, index().by_gloss).of(line, {}, {})


CROWDED = SENTENCE.split()


@settings(deadline=None, max_examples=20)
@given(st.lists(st.sampled_from(CROWDED), min_size=8, max_size=30), st.integers(0, 2**16))
def test_what_the_draft_speaks_of_is_looked_at_in_a_crowded_line(said, seed):
    line = words(Segment(0, 0, " ".join(said)), (), english.shipped(), lexicon.shipped())
    limit = {"_LEAST_TERMS": 2, "_TERMS_PER_WORD": 0}
    with mock.patch.multiple(shortlist, _LEAST_TERMS=len(index().sources)):
        useful = [n for n, _ in shortlist.Shortlist([line], index(), True, index().by_gloss).of(line, {}, {})]
    if not useful:
        return
    one = useful[seed % len(useful)]
    with mock.patch.multiple(shortlist, **limit):
        few = shortlist.Shortlist([line], index(), True, index().by_gloss).of(line, {}, {})
        more = shortlist.Shortlist([line], index(), True, index().by_gloss, (one,)).of(line, {}, {})
    assert len(few) <= 2
    assert {n for n, _ in more} == {n for n, _ in few} | {one}
