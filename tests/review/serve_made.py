"""Serve a desk whose findings are made by hand: `python serve_made.py DRAFT...`; prints the address."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from review import made
from termend.records import Checked
from termend.review.desk import Desk, Draft
from termend.review.serving import serve


def _checking(path: str) -> Callable[[], Checked]:
    return lambda: made.check(path)


if __name__ == "__main__":
    desk = Desk([Draft(path, _checking(path)) for path in sys.argv[1:]], [made.FOLDER / "press.csv"])
    serve(desk, 0, lambda address: print(address, flush=True))
