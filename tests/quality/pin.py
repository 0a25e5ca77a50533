"""Pin what the product makes of the documents now: `python -m tests.quality.pin`, from the root of the checkout.

Run it after a change that is meant to change the outcome, and read what it prints: each line is a thing that got better
or worse, and belongs in the change's account of itself.
"""

from __future__ import annotations

from .gate import FLOORS, KNOWN_FAILURES, SETTINGS, differences, measured, pinned, write


def main() -> None:
    """Measure all settings, say what changed, and write both files."""
    outcomes = {setting: measured(setting) for setting in SETTINGS}
    if FLOORS.exists() and KNOWN_FAILURES.exists():
        for setting, outcome in outcomes.items():
            for line in differences(outcome, pinned(setting)):
                print(f"{setting}: {line}")
    write(outcomes)


if __name__ == "__main__":
    main()
