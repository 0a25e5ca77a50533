"""`termend glossary show`: a name as the glossary has it, and what to look out for."""

from __future__ import annotations

import json
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from termend.cli import settings
from termend.cli.inputs import GlossaryOption
from termend.cli.printing import print_data, print_text
from termend.cli.settings import ConfigOption
from termend.errors import OptionError
from termend.records import WorldNames

if TYPE_CHECKING:
    from termend.channel.expected import Garble
    from termend.glossary import Glossary
    from termend.glossary.neighbours import Neighbours
    from termend.records import Term


class ShowForm(StrEnum):
    """Forms of the answer."""

    TERMINAL = "terminal"
    JSON = "json"


def show(
    term: Annotated[str, typer.Argument(metavar="TERM", help="Chinese term, or one of its English renderings.")],
    glossary: GlossaryOption = None,
    count: Annotated[int, typer.Option("--count", min=0, help="How many garbles to expect.")] = 10,
    form: Annotated[ShowForm, typer.Option("--format", help="Form of the answer.")] = ShowForm.TERMINAL,
    config: ConfigOption = None,
) -> int:
    """Show a term: its row, nested and neighbouring rows, and the garbles to expect, most likely first.

    Where no glossary has it, the names of the world are asked.
    """
    from termend import glossary as glossaries
    from termend.channel.expected import expected
    from termend.glossary.neighbours import neighbours, rows_of

    project = settings.read(config)
    terms = glossaries.load(settings.glossaries(project, glossary))
    rows = rows_of(terms, term)
    if not rows and project.world_names is not WorldNames.OFF:
        rows = _of_the_world(term)
    if not rows:
        raise OptionError(f"No glossary has {term!r}.{_meant(terms, term)}")
    found = [(row, neighbours(terms, row), expected(row, count)) for row in rows]
    if form is ShowForm.JSON:
        body = {"version": 1, "terms": [_as_json(*one) for one in found]}
        print_data(json.dumps(body, ensure_ascii=False, indent=1) + "\n")
    else:
        print_text("\n\n".join(_as_text(*one) for one in found))
    return 0


def _of_the_world(term: str) -> tuple[Term, ...]:
    """What the names of the world have where no glossary does: a row for each reading."""
    from termend import gazetteer
    from termend.gazetteer.chinese import normal

    world = gazetteer.shipped()
    readings = world.rows_of(normal(term.strip())) or world.named(term)
    return tuple(gazetteer.row([reading]) for reading in readings)


def _meant(terms: Glossary, term: str) -> str:
    known = [row.source for row in terms.terms] + [row.target for row in terms.terms]
    near = get_close_matches(term, known, n=3, cutoff=0.5)
    return f" Did you mean {', '.join(near)}?" if near else " Name glossaries with --glossary"


def _row(term: Term) -> str:
    return f"{_place(term)}: {term.source} → {term.target}"


def _place(term: Term) -> str:
    """Where the row stands; the names of the world have no lines."""
    return term.glossary if term.is_last_resort else f"{term.glossary}:{term.line}"


def _as_text(term: Term, near: Neighbours, garbles: list[Garble]) -> str:
    lines = [f"{term.source} → {term.target}", f"  {_place(term)}"]
    facts = {
        "type": term.type,
        "domain": term.domain,
        "case": term.case,
        "also": ", ".join(term.variants),
        "never": ", ".join(term.forbidden),
        "note": term.note,
    }
    lines += [f"  {name}: {value}" for name, value in facts.items() if value]
    for title, rows in (
        ("Names inside it", near.inside),
        ("Names that hold it", near.around),
        ("Names like it", near.alike),
    ):
        if rows:
            lines += [f"{title}:", *(f"  {_row(row)}" for row in rows)]
    if garbles:
        lines.append("What it may come out as, the likeliest first:")
        width = max(len(garble.text) for garble in garbles)
        lines += [f"  {garble.text:<{width}}  {_how(garble)}".rstrip() for garble in garbles]
    return "\n".join(lines)


def _how(garble: Garble) -> str:
    return ", ".join(f"{piece.source} → {piece.text} [{piece.how}]" for piece in garble.pieces if piece.how)


def _as_json(term: Term, near: Neighbours, garbles: list[Garble]) -> dict[str, Any]:
    return {
        **_row_as_json(term),
        "variants": list(term.variants),
        "forbidden": list(term.forbidden),
        "type": term.type,
        "case": term.case,
        "note": term.note,
        "domain": term.domain,
        "inside": [_row_as_json(row) for row in near.inside],
        "around": [_row_as_json(row) for row in near.around],
        "alike": [_row_as_json(row) for row in near.alike],
        "garbles": [
            {
                "text": garble.text,
                "log_probability": round(garble.log_probability, 2),
                "evidence": [{"source": p.source, "text": p.text, "how": p.how} for p in garble.pieces],
            }
            for garble in garbles
        ],
    }


def _row_as_json(term: Term) -> dict[str, Any]:
    return {"source": term.source, "target": term.target, "glossary": term.glossary, "line": term.line}
