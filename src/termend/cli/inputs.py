"""Options that several commands share, and what they load."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from termend import documents, glossary
from termend.cli.progress import shown
from termend.errors import OptionError, TermendError
from termend.library import reading as library
from termend.records import Document

DraftArgument = Annotated[str, typer.Argument(metavar="DRAFT", help="The draft; - for standard input.")]
DraftsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="DRAFT...", help="Drafts: files, folders, or patterns such as 'news/*.docx'; - for standard input."
    ),
]
SourceOption = Annotated[
    Path | None,
    typer.Option("--source", help="The Chinese source; for several drafts a folder of files with their names."),
]
GlossaryOption = Annotated[
    list[str] | None,
    typer.Option(
        "--glossary",
        help="A glossary file, a folder of them, or the name of a shipped one. Repeatable. Default: all shipped.",
    ),
]
MinScoreOption = Annotated[
    float | None, typer.Option("--min-score", min=0.0, max=1.0, help="Leave out findings that score less.")
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="DIR|HUB-ID",
        help="The repair model: an installed one's name, a folder, or a hub name. Default: the shipped one.",
    ),
]


def load(draft: str, source: Path | None, names: list[str] | None) -> tuple[Document, glossary.Glossary]:
    """One draft, with its source where one is given, and the glossary.

    Raises:
        TermendError: where one of them cannot be read.
    """
    return _read(draft, source), glossary.load(names or ())


class Drafts:
    """The drafts of a command line, read one at a time.

    One draft that cannot be read raises; of several, those that cannot be read are named on standard error and the
    others are done.

    Args:
        names: what the user named: files, folders, patterns, `-`.
        source: the source of a single draft, or a folder that holds a source of the same name for each.
        excluded: drafts that are passed over.

    Attributes:
        paths: the drafts, in the order named, each once.
        unread: drafts that could not be read, filled while iterating.

    Raises:
        OptionError: where a pattern or folder holds no draft, or one source is given for several drafts.
    """

    def __init__(
        self, names: Sequence[str], source: Path | None = None, excluded: Callable[[str], bool] | None = None
    ) -> None:
        self.paths = documents.expand(names)
        if excluded is not None:
            self.paths = tuple(path for path in self.paths if path == "-" or not excluded(path))
        self.unread: list[str] = []
        self._source = source
        if source is not None and len(self.paths) > 1 and not source.is_dir():
            raise OptionError(
                f"{source} is one source for {len(self.paths)} drafts: "
                "name a folder that holds a source of the same name for each"
            )

    def __iter__(self) -> Iterator[Document]:
        for path in shown(self.paths):
            try:
                yield self.read(path)
            except TermendError as error:
                if len(self.paths) == 1:
                    raise
                print(f"termend: {error}", file=sys.stderr)
                self.unread.append(path)

    def read(self, path: str) -> Document:
        """One of the drafts, as it is on disk now.

        Raises:
            TermendError: where it or its source cannot be read.
        """
        return _read(path, self._source_of(path))

    def _source_of(self, draft: str) -> Path | None:
        if self._source is None or not self._source.is_dir():
            return self._source
        same_name = self._source / Path(draft).name
        if same_name.is_file():
            return same_name
        same_stem = sorted(p for p in self._source.glob("*") if p.stem == Path(draft).stem and p.is_file())
        return same_stem[0] if same_stem else same_name


def _read(draft: str, source: Path | None) -> Document:
    document = library.read(Path(draft), source)
    _say_what_is_uncertain(document)
    return document


def _say_what_is_uncertain(document: Document) -> None:
    if document.source_path is None:
        return
    held = [segment for segment in document.segments if segment.text.strip()]
    alone = sum(segment.source is None for segment in held)
    if alone:
        print(
            f"termend: {document.path}: {alone} of {len(held)} segments have no certain source: "
            "there the draft is checked by itself",
            file=sys.stderr,
        )
