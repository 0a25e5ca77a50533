"""What is found for all pairs of line and name at once is what a search of each by itself finds."""

from functools import cache
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from termend.channel import english, lexicon, recall, sound
from termend.detection.search import chains, clues, explaining, spans, steps
from termend.detection.search.glossed import Glossed
from termend.detection.search.lines import lines
from termend.detection.search.profile import Profiles
from termend.detection.search.shortlist import LEAST_SPAN
from termend.detection.search.sounding import Sounds
from termend.evaluation.generated_glossary import table
from termend.records import Segment, Term

SAID = """
the Chongqing municipal committee of West Lake City news agency and new media group said on 15 May that re-statement
group or Red Mountain Weekly would co-build an East River bridge with Wang Li, Zhang Wei He Dayi
saffeng dam of fifty-five
"""
LINE = st.lists(st.sampled_from(SAID.split()), min_size=1, max_size=24)


@cache
def opened():
    rows: dict[str, list[Term]] = {}
    for line in table(400).splitlines()[1:]:
        source, target = line.split(",")[:2]
        rows.setdefault(source, []).append(Term(source=source, target=target))
    tables = lexicon.shipped(), sound.shipped(), english.shipped()
    index = recall.build([(source, [t.target for t in own]) for source, own in rows.items()], *tables)
    return index, Profiles(rows, index.sources, *tables)


def searched(texts, cased=True):
    """The pairs of some lines, what their search over arrays finds, and what the clues make of them."""
    index, profiles = opened()
    cut = lines([Segment(n, 0, text) for n, text in enumerate(texts)], (), english.shipped(), lexicon.shipped())
    looked = clues.Clues(cut, index, profiles, Sounds(index, sound.shipped()), cased)
    made = []
    with mock.patch.object(
        clues, "chains", side_effect=lambda *args: made.append((args, chains.chains(*args))) or made[-1][1]
    ):
        found = list(looked.candidates(range(len(cut))))
    return made, found


def one_by_one(pair, cased):
    """The spans of a pair by the search of one pair."""
    index, profiles = opened()
    profile, glossed = profiles[pair.name], Glossed(index.by_gloss, len(index.sources), [pair.name])
    by_place = {}
    for place in pair.places:
        word = pair.words[place]
        reasons = explaining.by_word(profile, word, 0, cased, lambda stemmed: glossed.of(stemmed, pair.name))
        if reasons:
            by_place[place] = spans.steps(profile, reasons)
    for reason in pair.more:
        here = [*by_place.get(reason.first, ()), *spans.steps(profile, (reason,))]
        by_place[reason.first] = sorted(here, key=spans.strongest_first)
    for place in pair.passed:
        by_place.pop(place, None)
    return spans.spans(profile, pair.words, by_place, LEAST_SPAN)


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.lists(st.sampled_from(SAID.split()), min_size=1, max_size=24), min_size=1, max_size=4), st.booleans()
)
def test_all_at_once_finds_what_one_by_one_finds(drawn, cased):
    made, _ = searched([" ".join(words) for words in drawn], cased)
    for (asked, *_), found in made:
        reasons = found.reasons(range(len(found)))
        told: dict[int, list[spans.Span]] = {n: [] for n in range(len(asked))}
        rows = zip(
            *(c.tolist() for c in (found.pair, found.first, found.last, found.score, found.mask)), reasons, strict=True
        )
        for pair, first, last, score, mask, why in rows:
            told[pair].append(spans.Span(first, last, score, mask, why))
        assert any(told.values()) or not any(one_by_one(pair, cased) for pair in asked)
        for number, pair in enumerate(asked):
            assert told[number] == one_by_one(pair, cased)


@settings(deadline=None, max_examples=10)
@given(st.lists(LINE, min_size=2, max_size=5))
def test_a_line_is_found_the_same_whatever_stands_beside_it(drawn):
    texts = [" ".join(words) for words in drawn]

    def plain(found):
        return [(f.pair.term, f.candidate.span, f.weak) for f in found]

    together = plain(searched(texts)[1])
    with mock.patch.object(clues, "_LINES_AT_ONCE", 1):
        assert plain(searched(texts)[1]) == together
    assert [row for text in texts for row in plain(searched([text])[1])] == together


def test_a_block_of_lines_is_searched_once():
    texts = [SAID.replace("\n", " ")] * 10
    made, found = searched(texts)
    assert found
    assert len(made) == 1
    assert made[0][1].step.size > 0


def test_sounds_are_looked_up_once():
    index, _ = opened()
    text = "Zhang Wei and saffeng dam"
    cut = list(enumerate(lines([Segment(0, 0, text)], (), english.shipped(), lexicon.shipped())))
    known = Sounds(index, sound.shipped())
    first = known.heard(cut)
    with mock.patch.object(sound.Sound, "best_of_each", side_effect=AssertionError):
        again = known.heard(cut)
    assert first == again == Sounds(index, sound.shipped()).heard(cut)
    assert first[0]


def test_steps_that_are_equally_strong_stand_in_the_order_of_their_kinds():
    assert tuple(sorted(steps.HOWS)) == steps.HOWS


def test_no_chain_begins_where_none_can_score_enough():
    ((asked, its_steps, profiles, least), found), *_ = searched([SAID.replace("\n", " ")])[0]
    assert len(chains.chains(asked, its_steps, profiles, least)) == len(found) > 0
    begun = [len(chains._Search(asked, its_steps, profiles, nats)._start) for nats in (0.0, least, 20.0, 200.0)]
    assert begun == sorted(begun, reverse=True)
    assert begun[0] > begun[2] > begun[3] == 0
