"""What editors decided of a draft in `termend review`, for the commands that check and mend it."""

from __future__ import annotations

import sys

from termend.records import Checked, Finding


def honoured(checked: Checked, for_repair: bool = False) -> Checked:
    """The draft without the findings that an editor let stand, where decisions lie beside it; says how many.

    Args:
        for_repair: as in `termend.review.judging.honoured`.

    Raises:
        InputError: where the file of decisions is damaged.
    """
    if checked.document.path == "-":
        return checked
    from termend.review import store

    journal = store.read(store.beside(checked.document.path))
    if journal is None:
        return checked
    from termend.review import judging

    kept = judging.honoured(checked, journal, for_repair)
    left_out = len(set(map(_place, checked.findings)) - set(map(_place, kept.findings)))
    if left_out:
        where = store.beside(checked.document.path)
        print(f"termend: {where}: {left_out} finding{'s' * (left_out != 1)} left out as decided there", file=sys.stderr)
    return kept


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.check
