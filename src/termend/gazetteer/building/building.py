"""From the lists to the gazetteer's file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from termend.gazetteer import packing
from termend.gazetteer.building import cedict, cedpane, geonames, ror
from termend.gazetteer.building.merging import easily_others, readings
from termend.gazetteer.reading import Kind


def build(cedpane_file: Path, geonames_file: Path, ror_file: Path, output: Path) -> Mapping[Kind, int]:
    """Write the gazetteer into a folder; the same lists give the same bytes.

    Returns:
        How many readings there are of each kind.

    Raises:
        TermendError: where a list cannot be read, CC-CEDICT is not installed, or the folder cannot be written.
    """
    dictionary = list(cedict.raw_entries())
    entries = [
        *cedpane.read(cedpane_file),
        *cedict.read(dictionary),
        *geonames.read(geonames_file),
        *ror.read(ror_file),
    ]
    rows = list(readings(entries))
    packing.write(output / packing.FILE_NAME, rows, cedict.ordinary_words(dictionary) | easily_others(entries))
    return Counter(row.kind for row in rows)
