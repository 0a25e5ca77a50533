"""Serve a desk whose findings are made by hand: `python serve_made.py [--name WHO] DRAFT...`; prints the address."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from review import made
from termend import glossary
from termend.review.desk import Desk, Draft
from termend.review.serving import serve
from termend.review.terms import Terms

if __name__ == "__main__":
    arguments = sys.argv[1:]
    by = arguments[1] if arguments[0] == "--name" else ""
    paths = arguments[2:] if arguments[0] == "--name" else arguments
    press = made.FOLDER / "press.csv"
    desk = Desk([Draft(path, made.WORK, by) for path in paths], [press], Terms(glossary.load([str(press)])))
    serve(desk, 0, lambda address: print(address, flush=True))
