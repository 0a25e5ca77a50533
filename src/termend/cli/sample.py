"""`termend sample`: write an example to try the commands on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from termend import sample as example
from termend.cli.printing import print_text
from termend.errors import InputError, OptionError
from termend.files import Kind, kind, read_bytes, write_atomically
from termend.ledger import Role

_MOST_BYTES = 1024 * 1024


def sample(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to write it; made if need be.")] = Path(
        "sample"
    ),
) -> int:
    """Write a garbled article, its Chinese source and the right English into a folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(folder, error.strerror or "it cannot be made", "Name another folder") from error
    for name in example.NAMES:
        file, data = folder / name, example.read(name)
        if kind(file) is not Kind.NOTHING:
            if read_bytes(file, Role.TEXT, _MOST_BYTES) != data:
                raise OptionError(f"{file} is there already and is another text: name another folder")
        else:
            write_atomically(file, data)
        print_text(str(file))
    return 0
