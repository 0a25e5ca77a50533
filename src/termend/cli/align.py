"""`termend align`: see which sentences of a source a draft was made from, or measure how well that is found."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from termend import documents
from termend.cli import settings
from termend.cli.printing import print_text
from termend.cli.settings import ConfigOption
from termend.documents import plain
from termend.errors import OptionError
from termend.ledger import Role


def align(
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="The English draft.")],
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Its Chinese source.")],
    measure: Annotated[
        bool,
        typer.Option(
            "--measure",
            help="Take the files as parallel, line for line; merge, split and drop lines on both sides, and print F1.",
        ),
    ] = False,
    documents_file: Annotated[
        Path | None, typer.Option("--documents", help="With --measure: the document that each line is of.")
    ] = None,
    share: Annotated[
        float, typer.Option("--share", min=0.0, max=0.3, help="With --measure: of lines merged, split, dropped, each.")
    ] = 0.1,
    seeds: Annotated[int, typer.Option("--seeds", min=1, help="With --measure: how many times.")] = 3,
    skip: Annotated[
        float, typer.Option("--skip", min=0.0, max=0.99, help="With --measure: share of documents left out, the first.")
    ] = 0.0,
    config: ConfigOption = None,
) -> int:
    """Print the pairs of a draft and its source: confidence, source, draft, a tab between them. Exit 0 when done."""
    settings.read(config)
    if measure:
        return _measure(draft, source, documents_file, share, seeds, skip)
    from termend.alignment import with_sources

    paired = with_sources(documents.read(draft), documents.read(source, Role.SOURCE))
    for segment in paired.segments:
        if segment.text.strip():
            shown = " ".join((segment.source or "").split())
            print_text(f"{segment.source_confidence or 0.0:.2f}\t{shown}\t{' '.join(segment.text.split())}")
    return 0


def _measure(draft: str, source: str, documents_file: Path | None, share: float, seeds: int, skip: float) -> int:
    from termend.cli.progress import over
    from termend.evaluation.alignment import PairScore, measure

    drafts, sources = _lines(draft), _lines(source)
    names = _lines(str(documents_file)) if documents_file else ["all"] * len(drafts)
    if not len(drafts) == len(sources) == len(names):
        raise OptionError(f"{draft} and {source} are not parallel: {len(drafts)} and {len(sources)} lines")
    places: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        places.setdefault(name, []).append(index)
    total = PairScore(0, 0, 0)
    kept = list(places)[int(len(places) * skip) :]
    for name in over(kept):
        own = places[name]
        for seed in range(seeds):
            total += measure([sources[i] for i in own], [drafts[i] for i in own], seed, share)
    print_text(
        f"{len(kept)} documents, {total.true} true pairs, {share:.0%} of lines merged, split and dropped each: "
        f"precision {total.precision:.3f}, recall {total.recall:.3f}, F1 {total.f1:.3f}"
    )
    return 0


def _lines(path: str) -> list[str]:
    """Lines of a corpus file, whatever its suffix."""
    return [segment.text for segment in plain.read(path, documents.read_bytes(path)).segments]
