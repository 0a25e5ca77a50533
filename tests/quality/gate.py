"""What the product makes of tests/cases/quality.jsonl, and in what that differs from what is pinned."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from termend.evaluation import Setting, measure, read_cases
from termend.evaluation.cases import Case
from termend.evaluation.figures import total

CASES = Path(__file__).parents[1] / "cases"
DOCUMENTS = CASES / "quality.jsonl"
FLOORS = CASES / "quality_floors.json"
KNOWN_FAILURES = CASES / "quality_known_failures.jsonl"
PIN = "python -m tests.quality.pin"

SETTINGS = {
    "without source, own": Setting(),
    "without source, preferred-only": Setting(preferred_only=True),
    "without source, pooled": Setting(glossary="pooled"),
    "with source, own": Setting(mode="bilingual"),
}
AT_LEAST = ("found", "identified", "repaired", "fair", "dropped_found")
AT_MOST = ("overcalled", "wrong_term", "false_alarms", "idle", "false_missing", "edits_to_reference")


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """What is amiss in one document: the `what`, `text` and `source` of an `Example` of the evaluation."""

    case: str
    what: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Counts and failures of one setting; those that are pinned, or those just measured.

    Attributes:
        figures: by the names in `AT_LEAST` and `AT_MOST`; `edits_to_reference` is the TER of the mended drafts, which
            sees where a repair begins and ends.
        failures: in the order of the documents; one that occurs twice stands twice.
    """

    figures: dict[str, float]
    failures: tuple[Failure, ...]


@cache
def documents() -> tuple[Case, ...]:
    """The documents with their gold."""
    return tuple(read_cases(DOCUMENTS))


def measured(setting: str) -> Outcome:
    """The outcome of a setting now."""
    made = measure(documents(), SETTINGS[setting])
    counts = total(made.tallies)
    figures: dict[str, float] = {name: counts[name] for name in (*AT_LEAST, *AT_MOST)}
    assert made.quality is not None
    figures["edits_to_reference"] = round(made.quality.ter_after, 2)
    failures = (Failure(e.case, e.what, e.text, e.source) for tally in made.tallies for e in tally.examples)
    return Outcome(figures, tuple(failures))


def pinned(setting: str) -> Outcome:
    """The outcome of a setting when it was last pinned."""
    bounds = json.loads(FLOORS.read_text(encoding="utf-8"))[setting]
    rows = [json.loads(line) for line in KNOWN_FAILURES.read_text(encoding="utf-8").splitlines()]
    failures = (Failure(r["case"], r["what"], r["text"], r["source"]) for r in rows if r["setting"] == setting)
    return Outcome(bounds["at_least"] | bounds["at_most"], tuple(failures))


def differences(now: Outcome, then: Outcome) -> list[str]:
    """In what an outcome falls short of the pinned one, or surpasses it; none where the gate is green."""
    found = [_bound(name, "least", now, then) for name in AT_LEAST if now.figures[name] < then.figures[name]]
    found += [_bound(name, "most", now, then) for name in AT_MOST if now.figures[name] > then.figures[name]]
    ours, theirs = Counter(now.failures), Counter(then.failures)
    found += [f"new failure: {_said(failure)}" for failure in sorted((ours - theirs).elements())]
    found += [
        f"known failure that is none any more: {_said(failure)}" for failure in sorted((theirs - ours).elements())
    ]
    return found


def write(outcomes: dict[str, Outcome]) -> None:
    """Pin outcomes of all settings."""
    bounds = {
        setting: {
            "at_least": {name: outcome.figures[name] for name in AT_LEAST},
            "at_most": {name: outcome.figures[name] for name in AT_MOST},
        }
        for setting, outcome in outcomes.items()
    }
    FLOORS.write_text(json.dumps(bounds, indent=2) + "\n", encoding="utf-8")
    lines = [_line(setting, failure) for setting, outcome in outcomes.items() for failure in outcome.failures]
    KNOWN_FAILURES.write_text("".join(lines), encoding="utf-8")


def _bound(name: str, side: str, now: Outcome, then: Outcome) -> str:
    return f"{name}: {now.figures[name]:g}, pinned at {side} {then.figures[name]:g}"


def _said(failure: Failure) -> str:
    parts: Sequence[str] = [part for part in (failure.text, failure.source) if part]
    return f"{failure.case}: {failure.what}: {' / '.join(parts)}"


def _line(setting: str, failure: Failure) -> str:
    row = {
        "setting": setting,
        "case": failure.case,
        "what": failure.what,
        "text": failure.text,
        "source": failure.source,
    }
    return json.dumps(row, ensure_ascii=False) + "\n"
