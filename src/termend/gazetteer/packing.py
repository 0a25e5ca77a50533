"""The gazetteer's file: plain arrays that are mapped, so that opening costs nothing that can be measured.

| array | shape | holds |
| --- | --- | --- |
| `chinese` | bytes | Chinese names in order of code points, one a line |
| `ordinary` | names | 1 where a name is also an ordinary word, or too short to be told from one |
| `readings` | names | how many readings each has |
| `kinds` | readings | number of the kind |
| `populations` | readings | number of the population class |
| `origins` | readings | bit i for origin i |
| `forms` | readings | how many forms each has |
| `written` | forms of all readings, in order | index into `english` |
| `english` | bytes | English forms, each once, one a line |
| `hashes` | keys of the English forms | hashes of the keys, rising |
| `hashed` | keys of the English forms | reading that has the form with that key |
| `transcribing` | characters | code points of the characters that foreign names are written with |
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from termend import arrays
from termend.errors import GlossaryError
from termend.gazetteer import english
from termend.gazetteer.reading import POPULATION_CLASSES, Kind, Origin, Reading
from termend.packed import pack

KINDS, ORIGINS = tuple(Kind), tuple(Origin)
FILE_NAME = "names.npz"
_SHORTEST_TRANSCRIBED = 3
_LEAST_SHARE = 5e-4  # of the characters of transcribed names
_ARRAYS = (
    "chinese", "ordinary", "readings", "kinds", "populations", "origins", "forms", "written", "english", "hashes",
    "hashed", "transcribing",
)  # fmt: skip


def write(path: Path, readings: Iterable[Reading], ordinary: frozenset[str]) -> None:
    """Write readings; the same readings give the same bytes, whatever order their names come in.

    Args:
        readings: those of one name in order of preference.
        ordinary: names that are not to be looked for in running text.

    Raises:
        InputError: where the file cannot be written.
    """
    rows = sorted(readings, key=lambda reading: reading.chinese)
    names = {name: sum(1 for _ in group) for name, group in groupby(rows, key=lambda r: r.chinese)}
    written = sorted({form for row in rows for form in row.forms})
    place = {form: number for number, form in enumerate(written)}
    hashes = sorted({(english.key_hash(english.key(form)), n) for n, row in enumerate(rows) for form in row.forms})
    arrays.save(
        path,
        {
            "chinese": pack(names),
            "ordinary": np.array([name in ordinary for name in names], np.uint8),
            "readings": np.array(list(names.values()), np.uint8),
            "kinds": np.array([KINDS.index(row.kind) for row in rows], np.uint8),
            "populations": np.array([POPULATION_CLASSES.index(row.population) for row in rows], np.uint8),
            "origins": np.array([sum(1 << ORIGINS.index(o) for o in row.origins) for row in rows], np.uint8),
            "forms": np.array([len(row.forms) for row in rows], np.uint8),
            "written": np.array([place[form] for row in rows for form in row.forms], np.uint32),
            "english": pack(written),
            "hashes": np.array([value for value, _ in hashes], np.uint32),
            "hashed": np.array([n for _, n in hashes], np.uint32),
            "transcribing": np.array(_transcribing(rows), np.uint32),
        },
        level=0,
    )


def _transcribing(readings: Iterable[Reading]) -> list[int]:
    """The characters that persons' names of three and more are written with, as code points, rising; no rare ones."""
    names = {r.chinese for r in readings if r.kind is Kind.PERSON and len(r.chinese) >= _SHORTEST_TRANSCRIBED}
    counts = Counter(character for name in names for character in name)
    least = _LEAST_SHARE * sum(counts.values())
    return sorted(ord(character) for character, count in counts.items() if count >= least)


def read(path: Path) -> Mapping[str, NDArray[np.generic]]:
    """The arrays of a file.

    Raises:
        GlossaryError: where it is missing or no such file.
    """
    try:
        found = arrays.read(path)
    except arrays.UNREADABLE as error:
        raise GlossaryError(path, f"the names of the world cannot be read ({error})", _REMEDY) from error
    if missing := set(_ARRAYS) - set(found):
        raise GlossaryError(path, f"this is no gazetteer: it lacks {', '.join(sorted(missing))}", _REMEDY)
    return found


_REMEDY = "Install termend again, or build it: termend gazetteer build"
