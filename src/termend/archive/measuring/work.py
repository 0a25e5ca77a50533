"""`python -m termend.archive.measuring.work ARCHIVE [SCHEDULER OUTPUT WORKERS]`: one run, its cost as a line of JSON.

Without a scheduler the texts are checked one after the other in this process, as `termend check` does it.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from termend.archive.inputs import expand
from termend.archive.measuring.articles import GLOSSARY
from termend.archive.partitions import partitions
from termend.archive.rows import Columns
from termend.library.checker import Checker


def main(arguments: list[str]) -> None:
    """Print seconds (from when tables are open), words and findings."""
    archive = Path(arguments[0])
    columns = Columns(id="id", day="published", group="outlet")
    parts = partitions(expand([archive]), columns)
    checker = Checker([GLOSSARY])
    if len(arguments) > 1:
        from termend.archive import running
        from termend.archive.cluster import cluster
        from termend.archive.results import CheckResults

        with cluster(arguments[1], 0, "0") as client:
            client.wait_for_workers(int(arguments[3]))  # how long they take to start is not measured
            results = CheckResults(Path(arguments[2]), checker.signature)
            done = running.check(client, parts, checker.terms, checker.options, results, lambda _: None)
            cost = [done.seconds, done.words, done.findings]
    else:
        rows = [row for part in parts for row in part.rows]
        checker.check(rows[0].text or "")
        began = time.monotonic()
        findings = sum(len(checker.check(row.text or "")) for row in rows)
        cost = [time.monotonic() - began, sum(row.words for row in rows), findings]
    print(json.dumps(dict(zip(("seconds", "words", "findings"), cost, strict=True))))


if __name__ == "__main__":
    main(sys.argv[1:])
