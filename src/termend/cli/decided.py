"""What editors decided of a draft in `termend review`, for the commands that check and mend it."""

from __future__ import annotations

from termend.records import Checked


def honoured(checked: Checked, for_repair: bool = False) -> Checked:
    """The draft without the findings that an editor let stand, where decisions lie beside it.

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

    return judging.honoured(checked, journal, for_repair)
