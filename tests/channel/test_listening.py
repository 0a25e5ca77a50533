"""The sound channel in arrays gives what it gives one name at a time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termend.channel import sound
from termend.channel.listening import hear


@settings(max_examples=25, deadline=None)
@given(
    runs=st.lists(st.text("aeghinostuz", min_size=1, max_size=9), min_size=1, max_size=4, unique=True),
    texts=st.lists(st.text("沙坪坝辉瑞青江·湾", min_size=1, max_size=6), min_size=1, max_size=4, unique=True),
)
def test_as_one_name_at_a_time(runs, texts):
    channel = sound.shipped()
    heard = hear(channel, runs, texts)
    encoded = channel.encode(texts)
    for w, run in enumerate(runs):
        log_odds, _, _ = channel.best(run, encoded)
        there = np.isfinite(log_odds)
        assert np.isfinite(heard.log_odds[w, :, len(run)]).tolist() == there.tolist()
        assert heard.log_odds[w, there, len(run)] == pytest.approx(log_odds[there], abs=0.02)


def test_the_beginning_of_a_run_is_heard_by_itself():
    channel = sound.shipped()
    whole, part = hear(channel, ["shapingba"], ["沙坪坝"]), hear(channel, ["shaping"], ["沙坪坝"])
    assert whole.log_odds[0, 0, 7] == pytest.approx(part.log_odds[0, 0, 7], abs=1e-3)
    assert (whole.first[0, 0, 9], whole.end[0, 0, 9]) == (0, 3)


def test_nothing_to_hear():
    assert hear(sound.shipped(), [], ["沙"]).log_odds.shape == (0, 1, 1)
