"""Sources that lie beside their drafts, found by a pattern: `{stem}.zh.txt`, `../zh/{name}`."""

from __future__ import annotations

import os
import re
from pathlib import Path

from termend.documents.registry import SUFFIXES
from termend.errors import OptionError

_FIELD = re.compile(r"\{(\w*)\}")
_FIELDS = ("stem", "name", "suffix")


def is_pattern(text: str) -> bool:
    """Whether a name of a source has places that a draft's name fills in."""
    return _FIELD.search(text) is not None


def require_pattern(pattern: str) -> str:
    """The pattern, where it means something.

    Raises:
        OptionError: where it names other fields than there are, or none that tells drafts apart.
    """
    fields = _FIELD.findall(pattern)
    wrong = [field for field in fields if field not in _FIELDS]
    if wrong or not {"stem", "name"} & set(fields):
        known = ", ".join(f"{{{field}}}" for field in _FIELDS)
        raise OptionError(
            f"{pattern} names no source of a draft: write it with {{stem}} or {{name}}; there are {known}"
        )
    return pattern


def source_beside(draft: str | os.PathLike[str], pattern: str) -> Path:
    """Where a draft's source lies by a pattern, which counts from the draft's folder; it need not exist.

    >>> source_beside("news/a.txt", "{stem}.zh.txt").as_posix()
    'news/a.zh.txt'
    """
    path = Path(draft)
    values = {"stem": path.stem, "name": path.name, "suffix": path.suffix}
    filled = _FIELD.sub(lambda match: values[match[1]], pattern)
    return Path(os.path.normpath(path.parent / filled))


def is_source(path: str | os.PathLike[str], pattern: str) -> bool:
    """Whether a file is the source of a draft that exists, so that it is no draft itself.

    A pattern that begins with another folder is followed back where that folder is fixed (`zh/{name}`).
    """
    file = Path(os.path.normpath(path))
    folder, _, name = pattern.rpartition("/")
    if is_pattern(folder) or ".." in Path(folder).parts or Path(pattern).is_absolute():
        return False
    below = Path(folder).parts
    if file.parent.parts[len(file.parent.parts) - len(below) :] != below:
        return False
    home = file.parent
    for _ in below:
        home = home.parent
    regex = "(.+)".join(re.escape(piece) for piece in _FIELD.split(name)[::2])
    match = re.fullmatch(regex, file.name)
    if match is None:
        return False
    named = match[1]
    drafts = (home / named, *(home / f"{named}{suffix}" for suffix in sorted(SUFFIXES)))
    return any(draft != file and draft.is_file() and source_beside(draft, pattern) == file for draft in drafts)
