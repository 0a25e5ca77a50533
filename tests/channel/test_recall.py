"""What recall takes at once for all names is what it would take name by name."""

from math import exp, log

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from termend.channel import english, lexicon, recall, sound
from termend.detection.search.shortlist import greatest

NAMES = ["重庆日报", "沙坪坝", "三峡水利", "中国新闻社", "第十五个五年规划", "A股", "·"]


@given(
    st.lists(st.sampled_from([0.0, 1.0, 2.5, 3.0, 3.5, 7.0]), max_size=20).map(lambda v: np.array(v, np.float32)),
    st.integers(1, 6),
)
def test_the_greatest_are_those_of_a_stable_sort(values, most):
    chosen = np.argsort(-values, kind="stable")[:most]
    assert greatest(values, 2.5, most).tolist() == np.sort(chosen[values[chosen] > 2.5]).tolist()


def test_a_stem_points_to_every_piece_that_it_glosses():
    words, copy = lexicon.shipped(), english.shipped()
    index = recall.build([(name, ()) for name in NAMES], words, sound.shipped(), copy)
    expected = {
        (stem, piece): min(255, round(nats * 30))
        for piece in index.pieces.keys
        for stem, p in words.glosses(piece).items()
        if (nats := min(8.0, log(0.85 * p * exp(-copy.log_stem_frequency(stem)) + 0.15))) >= 0.7
    }
    found = {
        (stem, index.pieces.keys[index.glosses.terms[n]]): int(index.glosses.codes[n])
        for stem in index.glosses.keys
        for n in range(*index.glosses.find(stem).indices(len(index.glosses.terms)))
    }
    assert found == expected
    assert index.glosses.keys == sorted(index.glosses.keys)


@given(st.lists(st.tuples(st.text("ab中", max_size=2), st.integers(0, 9), st.integers(0, 7), st.floats(0.0, 9.0))))
def test_the_cells_of_a_key_stand_in_the_order_in_which_they_come(cells):
    made = recall.Postings.build(*([cell[column] for cell in cells] for column in range(4)))
    assert made.keys == sorted({key for key, *_ in cells})
    for key in [*made.keys, "none"]:
        at = made.find(key)
        found = zip(made.terms[at].tolist(), made.masks[at].tolist(), made.codes[at].tolist(), strict=True)
        assert list(found) == [(term, mask, min(255, round(nats * 30))) for k, term, mask, nats in cells if k == key]


def test_names_that_nothing_glosses_make_an_index():
    index = recall.build([("·", ())], lexicon.shipped(), sound.shipped(), english.shipped())
    assert index.glosses.keys == []


@given(
    st.lists(st.sampled_from([*NAMES, "何大一", "中", "··"]), min_size=1, max_size=6),
    st.sampled_from(["", "saping", "chongqingribao"]),
)
def test_a_name_is_heard_alike_alone_and_among_others(names, letters):
    channel = sound.shipped()
    together = channel.encode(names)
    bounds = channel.bounds(letters, together).tolist()
    assert bounds == [float(channel.bounds(letters, channel.encode([name]))[0]) for name in names]
    best = [array.tolist() for array in channel.best(letters, together)]
    alone = [channel.best(letters, together.only(np.array([n]))) for n in range(len(names))]
    assert best == [[column[0].item() for column in row] for row in zip(*alone, strict=True)]


@given(st.lists(st.text("重庆·- 𠀀ü", max_size=14), max_size=6))
def test_every_character_of_a_name_is_encoded_up_to_the_longest(names):
    channel = sound.shipped()
    characters = channel.encode(names, longest=12).characters
    alphabet = sorted(set("".join(name[:12] for name in names)) - sound.SEPARATORS)
    number = {character: n for n, character in enumerate(alphabet)}
    for name, row in zip(names, characters.tolist(), strict=True):
        expected = [number.get(character, len(alphabet) + 1) for character in name[:12]]
        assert row == [*expected, *[len(alphabet)] * (len(row) - len(expected))]
