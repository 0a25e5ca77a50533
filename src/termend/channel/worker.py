"""A process that does one part of some work and tells what came of it.

    python -m termend.channel.worker

reads a function and its argument, pickled, from standard input and writes the pickled result to standard output. It is
started by `sharing.spawned`, and by nobody else: what it reads it runs.
"""

from __future__ import annotations

import os
import pickle
import sys

from termend.channel import sharing


def main() -> None:
    sharing.stay_alone()
    work, part = pickle.load(sys.stdin.buffer)
    with os.fdopen(os.dup(1), "wb") as answer:
        os.dup2(2, 1)  # what is printed on the way is no answer
        pickle.dump(work(part), answer, pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main()
