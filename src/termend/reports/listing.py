"""JSON with one long list in it, written as the list's items come."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

_MARK = "\0"  # no file's name and no text of a report's head holds it
_WRITTEN_MARK = json.dumps(_MARK)


def pieces(body: Callable[[list[Any]], Any], items: Iterable[Any]) -> Iterator[str]:
    """What `json.dumps(body(items), ensure_ascii=False, indent=1)` writes, item by item.

    Args:
        body: the whole with a list of that in its place.
    """
    before, _, behind = _dumped(body([_MARK])).partition(_WRITTEN_MARK)
    margin = "\n" + before.rpartition("\n")[2]
    head = before
    for item in items:
        yield head + _dumped(item).replace("\n", margin)
        head = "," + margin
    yield _dumped(body([])) if head is before else behind


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
