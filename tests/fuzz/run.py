"""Fuzz all targets, led by what they execute: `python tests/fuzz/run.py [RUNS]`; needs atheris.

Runs are counted, not timed: with `PYTHONHASHSEED` set, the same code meets the same inputs on any machine.
What makes a target fail is written to `crash-…`, its first byte the number of the target; give the file back as a
second argument to run it again.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

sys.path.insert(0, str(Path(__file__).parent.parent))

with atheris.instrument_imports(include=["termend"]):
    from fuzz.targets import seeds, targets

RUNS = 5000
"""How many inputs are tried where no number is given; about a minute."""
TARGETS = sorted(targets().items())


def run(data: bytes) -> None:
    """One input: the first byte chooses the target."""
    if data:
        TARGETS[data[0] % len(TARGETS)][1](data[1:])


def main() -> None:
    """Try as many inputs as asked for; ends with an exit code other than 0 where a target fails."""
    runs = sys.argv[1] if len(sys.argv) > 1 else RUNS
    with TemporaryDirectory() as corpus:
        for number, (name, _) in enumerate(TARGETS):
            for which, seed in enumerate(seeds(name)):
                Path(corpus, f"{number}-{which}").write_bytes(bytes([number]) + seed)
        given = sys.argv[2:] or [corpus]
        atheris.Setup([sys.argv[0], f"-runs={runs}", "-seed=1", "-timeout=60", "-max_len=20000", *given], run)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
