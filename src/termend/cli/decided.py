"""What editors decided of a draft in `termend review`, for the commands that check and mend it."""

from __future__ import annotations

import os

from termend.cli.printing import say
from termend.records import Checked, Finding
from termend.review.beside import decisions_of


def honoured(checked: Checked, for_repair: bool = False) -> Checked:
    """The draft without the findings that an editor let stand, where decisions lie beside it; says how many.

    Args:
        for_repair: as in `termend.review.judging.honoured`.

    Raises:
        InputError: where the file of decisions is damaged.
    """
    if checked.document.path == "-":
        return checked
    path = decisions_of(checked.document.path)
    if not os.path.lexists(path):
        return checked
    from termend.review import judging, store

    journal = store.read(path)
    if journal is None:
        return checked

    kept = judging.honoured(checked, journal, for_repair)
    left_out = len(set(map(_place, checked.findings)) - set(map(_place, kept.findings)))
    if left_out:
        say(f"termend: {path}: {left_out} finding{'s' * (left_out != 1)} left out as decided there")
    return kept


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.check
