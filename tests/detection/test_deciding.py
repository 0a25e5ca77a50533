"""Drafts of the tool's own making, and the decision that is fitted on them: small, and the same for the same seed."""

import random

import numpy as np
import pytest

from termend.channel import english, lexicon, sound
from termend.channel.sampling import Sampler
from termend.checks.mentions import Mentions
from termend.detection.learning import deciding, reliability
from termend.detection.learning.drafts import Writer, surfaces
from termend.detection.learning.fitting import Examples
from termend.detection.search.words import Known
from termend.detection.unpaired import context, decision
from termend.errors import ModelError, OptionError
from termend.language.letters import fold
from termend.records import Term

TEXT = (
    "The mayor of Springfield opened the new library on Monday.",
    "Reporters of the Lakeside Gazette asked Maria Hopkins about the budget of the council.",
    "Hopkins said that Springfield and Brookhaven would share the cost of the bridge.",
    "The Brookhaven Transport Agency answered within a week.",
    "In Ashford the Northern Steel Company hired three hundred people, Peter Malone said.",
    "Malone has led the company since the winter.",
    "The Lakeside Gazette reported that the Ashford Conference began late.",
    "Visitors came from Springfield, Ashford and the villages around.",
)
TERMS = (
    Term("青江", "Qingjiang", type="place"),
    Term("碧水湾", "Bishui Bay", type="place"),
    Term("青江日报", "Qingjiang Daily", type="media"),
    Term("青江水务局", "Qingjiang Water Bureau", type="organisation"),
    Term("碧水大学", "Bishui University", type="organisation"),
    Term("李大同", "Li Datong", type="person"),
    Term("王春明", "Wang Chunming", type="person"),
    Term("卡瓦列罗", "Caballero", type="person"),
    Term("韦瑟尔", "Weathers", type="person"),
    Term("水上狂欢", "Water Carnival", type="title"),
    Term("绿色计划", "Green Plan", type="plan"),
)


@pytest.fixture(scope="module")
def writer():
    words = lexicon.shipped()
    return Writer([TEXT], TERMS, Sampler(words, sound.shipped(), surfaces(english.shipped(), words)), most_absent=2)


@pytest.fixture(scope="module")
def drafts(writer):
    made = [writer.write(random.Random(seed)) for seed in range(24)]
    return [(draft, _known(draft)) for draft in made]


@pytest.fixture(scope="module")
def searched(drafts):
    return list(deciding.searched(drafts))


def _known(draft):
    mentions = Mentions(draft.document, draft.glossary).all
    return tuple(Known(m.start, m.end, m.terms, m.segment) for m in mentions)


def test_the_same_seed_writes_the_same(writer):
    assert writer.write(random.Random(3)) == writer.write(random.Random(3))
    assert writer.write(random.Random(3)) != writer.write(random.Random(4))


def test_garbles_stand_where_they_are_said_to_and_are_no_renderings(drafts):
    planted = [(draft, garble) for draft, _ in drafts for garble in draft.planted]
    assert len(planted) > 20
    for draft, garble in planted:
        text = draft.document.text[garble.start : garble.end]
        rows = draft.glossary.by_source[garble.source]
        assert text.strip() == text != ""
        assert text not in {form for row in rows for form in row.renderings}


def test_some_drafts_speak_of_a_kind_alone(drafts):
    words = " ".join(draft.document.text for draft, _ in drafts)
    assert "bureau" in words or "university" in words


def test_candidates_of_planted_garbles_are_right(searched):
    examples = deciding.gather(searched)
    assert examples.rows.shape == (len(examples.labels), len(context.NAMES))
    assert set(examples.labels.tolist()) == {0, 1}
    assert np.isfinite(examples.rows).all()
    with pytest.raises(OptionError, match="No candidate"):
        deciding.gather([])


def test_weights_keep_their_signs_and_find_what_decides(searched):
    examples = deciding.gather(searched)
    fitted = deciding.fit(examples)
    for name, weight in zip(context.NAMES, fitted.weights.tolist(), strict=True):
        assert weight * context.SIGNS[name] >= 0, name
    scores = 1 / (1 + np.exp(-fitted.log_odds(examples.rows)))
    right = examples.labels == 1
    assert scores[right].mean() > scores[~right].mean() + 0.3


def test_scores_of_findings_say_how_often_they_are_right():
    rng = np.random.default_rng(2)
    rows = np.zeros((4000, len(context.NAMES)))
    said, used = (context.NAMES.index(name) for name in ("said whole", "glossary made for the draft"))
    rows[:, said] = rng.uniform(-3, 3, 4000)
    rows[:, used] = rng.integers(0, 2, 4000)
    labels = (rng.uniform(size=4000) < 1 / (1 + np.exp(-rows[:, said]))).astype(np.int8)
    given = decision.Decision(np.where(np.arange(len(context.NAMES)) == said, 4.0, 0.0), 2.0)
    scores = 1 / (1 + np.exp(-given.log_odds(rows)))
    held = deciding.recalibrated(given, scores, rows[:, used], labels)
    assert held.weights[said] == pytest.approx(1.0, abs=0.1)
    assert held.intercept == pytest.approx(0.0, abs=0.15)
    # What is wrong counts three tenths in drafts that use the glossary.
    assert held.weights[used] == pytest.approx(np.log(1 / 0.3), abs=0.2)


def test_findings_in_held_out_drafts_calibrate(searched):
    fitted = deciding.fit(deciding.gather(searched))
    held = deciding.calibrated(decision.Decision(6 * fitted.weights, 6 * fitted.intercept + 1), searched)
    others = np.arange(len(context.NAMES)) != context.NAMES.index("glossary made for the draft")
    assert np.abs(held.weights[others]).sum() < np.abs(6 * fitted.weights[others]).sum()
    with pytest.raises(OptionError, match="Nothing is found"):
        deciding.calibrated(fitted, [])


def test_what_says_nothing_weighs_nothing():
    rng = np.random.default_rng(1)
    rows = rng.uniform(0, 1, (600, len(context.NAMES)))
    said = context.NAMES.index("said whole")
    labels = (rows[:, said] + rng.normal(0, 0.1, 600) > 0.5).astype(np.int8)
    fitted = deciding.fit(Examples(rows, labels, np.zeros(600, np.int32)))
    expected = [context.NAMES.index(name) for name in deciding._EXPECTED]
    assert np.argmax(np.abs(np.delete(fitted.weights, expected))) == said - sum(n < said for n in expected)


def test_a_decision_comes_back_as_written(tmp_path, monkeypatch):
    written = decision.Decision(np.linspace(-1, 1, len(context.NAMES)), 0.25)
    written.write(tmp_path / "d.npz")
    read = decision.read(tmp_path / "d.npz")
    np.testing.assert_array_equal(read.weights, written.weights)
    assert read.intercept == written.intercept
    monkeypatch.setattr(context, "NAMES", context.NAMES[:-1])
    with pytest.raises(ModelError, match="other features"):
        decision.read(tmp_path / "d.npz")


@pytest.mark.parametrize("name", [decision.FILE, decision.UNCASED_FILE])
def test_shipped_weights_have_the_signs_that_are_asked_for(name):
    weights = decision.shipped(name).weights.tolist()
    assert all(w * context.SIGNS[n] >= 0 for n, w in zip(context.NAMES, weights, strict=True))


def test_reliability_counts_every_finding(drafts):
    findings = reliability.scored(drafts[:8])
    bins = reliability.table(findings)
    assert sum(b.count for b in bins) == len(findings) > 0
    assert 0 <= reliability.expected_error(bins) <= 1


def test_spellings_alone_may_be_what_is_garbled(drafts):
    for draft, _ in drafts:
        for garble in draft.planted:
            forms = [form for row in draft.glossary.by_source[garble.source] for form in row.renderings]
            text = draft.document.text[garble.start : garble.end]
            if fold(text) in {fold(form) for form in forms}:
                assert text.lower().split() not in [form.lower().split() for form in forms]
