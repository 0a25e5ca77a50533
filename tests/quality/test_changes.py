"""The gate tells: each of these changes to the product turns it red in the setting that is named.

Where one leaves it green, the documents lack one that shows what the part is for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType

import pytest

from termend import pipeline
from termend.detection import edges
from termend.detection.judgement import Prescription
from termend.detection.paired import finding
from termend.detection.paired.model import Model
from termend.detection.unpaired import decision, leftover, partial, pool, respaced, titles

from .gate import DOCUMENTS, differences, measured, pinned

Change = Callable[[pytest.MonkeyPatch], None]

OWN, PREFERRED, SOURCE = "without source, own", "without source, preferred-only", "with source, own"


def proposes_nothing(module: ModuleType) -> Change:
    """One of the reasons beside the alignment is not asked."""

    def nothing(*_: object) -> Iterator[object]:
        return iter(())

    return lambda patch: patch.setattr(module, "proposals", nothing)


def never(place: object, name: str) -> Change:
    """A question is always answered with no."""
    return lambda patch: patch.setattr(place, name, lambda *_: False)


def edges_left(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(edges, "fitted", lambda _text, start, end, *_: (start, end))


def lists_all(whether: bool) -> Change:
    """The glossary's silence always says, or never, that an unlisted form is wrong."""
    return lambda patch: patch.setattr(Prescription, "lists_all", property(lambda _: whether))


def least_score(value: float) -> Change:
    """The default of `--min-score` is another."""
    defaults = pipeline.Options.__init__.__defaults__
    assert defaults is not None
    return lambda patch: patch.setattr(pipeline.Options.__init__, "__defaults__", (value, *defaults[1:]))


def without_source_shifted(nats: float) -> Change:
    """Every candidate without the source is likelier, or less likely."""
    shipped = decision.log_odds
    return lambda patch: patch.setattr(decision, "log_odds", lambda considered: shipped(considered) + nats)


def with_source_shifted(nats: float) -> Change:
    """Every candidate with the source is likelier against there being none, or less likely."""
    first, second = Model.first, Model.second

    def shift(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(Model, "first", lambda self, *rows: first(self, *rows) + nats)
        patch.setattr(Model, "second", lambda self, *rows: second(self, *rows) + nats)

    return shift


CHANGES: dict[str, tuple[str, Change]] = {
    "left-over names are not asked after": (OWN, proposes_nothing(leftover)),
    "names of which a part is right are not asked after": (OWN, proposes_nothing(partial)),
    "names in other spaces are not asked after": (OWN, proposes_nothing(respaced)),
    "quoted titles are not asked after": (OWN, proposes_nothing(titles)),
    "right names of something else are no bar": (OWN, never(pool, "_is_of_another")),
    "edges stay as they were found": (OWN, edges_left),
    "the glossary's silence says nothing": (OWN, lists_all(False)),
    "the glossary's silence says all": (PREFERRED, lists_all(True)),
    "--min-score is half as high again": (OWN, least_score(0.75)),
    "the decision without the source asks a nat more": (OWN, without_source_shifted(-1.0)),
    "the null option with the source weighs two nats more": (SOURCE, with_source_shifted(-2.0)),
    "the null option with the source weighs two nats less": (SOURCE, with_source_shifted(2.0)),
    "a pronoun stands for no name": (SOURCE, never(finding, "_has_pronoun")),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CHANGES)
def test_the_change_turns_the_gate_red(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    setting, change = CHANGES[name]
    change(monkeypatch)
    assert differences(measured(setting), pinned(setting)), f"{DOCUMENTS.name} has no document that tells"
