"""`termend gazetteer build`: make the names of the world from the lists they come from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from termend.cli.printing import print_text

app = typer.Typer(name="gazetteer", no_args_is_help=True, help="Build the names of the world.")


@app.callback()
def _gazetteer() -> None:
    """Build the names of the world."""


@app.command("build")
def build(
    cedpane: Annotated[Path, typer.Option("--cedpane", help="CedPane in CEDICT's format.", exists=True)],
    geonames: Annotated[
        Path,
        typer.Option("--geonames", help="Places: id, country, region, inhabitants, name, Chinese names.", exists=True),
    ],
    ror: Annotated[
        Path,
        typer.Option("--ror", help="Organisations: id, country, types, city, Chinese, English, others.", exists=True),
    ],
    output: Annotated[Path, typer.Option("--output", help="Folder for the file.", file_okay=False)],
) -> int:
    """Merge CedPane, GeoNames, ROR and the names of CC-CEDICT to one file that opens at once."""
    from termend.gazetteer import packing
    from termend.gazetteer.building.building import build as build_file

    counts = build_file(cedpane, geonames, ror, output)
    told = ", ".join(f"{counts[kind]} {kind}" for kind in sorted(counts))
    print_text(f"{output / packing.FILE_NAME}: {sum(counts.values())} readings ({told})")
    return 0
