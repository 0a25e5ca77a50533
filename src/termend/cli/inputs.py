"""Options that several commands share, and what they load."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from termend import documents, files, glossary, ledger
from termend.cli import trouble
from termend.cli.printing import say
from termend.cli.progress import shown
from termend.cli.time_limit import within
from termend.errors import DocumentError, OptionError
from termend.language.hanzi import has_hanzi
from termend.ledger import Role
from termend.records import Document

Result = TypeVar("Result")

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
    """The drafts of a command line, done one at a time.

    One draft that cannot be done raises; of several, those that cannot be done are named on standard error and the
    others are done.

    Args:
        names: what the user named: files, folders, patterns, `-`.
        source: the source of a single draft, or a folder that holds a source of the same name for each.
        excluded: drafts that are passed over.

    Attributes:
        paths: the drafts, in the order named, each once.
        code: exit code for the drafts that could not be done; 0 while there is none.

    Raises:
        OptionError: where a pattern or folder holds no draft, or one source is given for several drafts.
    """

    def __init__(
        self, names: Sequence[str], source: Path | None = None, excluded: Callable[[str], bool] | None = None
    ) -> None:
        self.paths = documents.expand(names)
        if excluded is not None:
            self.paths = tuple(path for path in self.paths if path == files.STANDARD or not excluded(path))
        if not self.paths:
            say(f"termend: nothing to do: the project's settings exclude {', '.join(names)}")
        self.code = 0
        self._source = source
        self._sources_in_folder = source is not None and files.kind(source, DocumentError) is files.Kind.FOLDER
        for path in self.paths:
            ledger.enter(path, Role.DRAFT)
            if (own := self._source_of(path)) is not None:
                ledger.enter(own, Role.SOURCE)
        if source is not None and len(self.paths) > 1 and not self._sources_in_folder:
            raise OptionError(
                f"{source} is one source for {len(self.paths)} drafts: "
                "name a folder that holds a source of the same name for each"
            )

    def each(self, work: Callable[[Document], Result]) -> Iterator[Result]:
        """What the work makes of each draft that can be done, within a time that grows with its size."""
        for path in shown(self.paths):
            try:
                with within(path, _size(path)):
                    document = self.read(path)
                with within(path, len(document.text)):
                    result = work(document)
            except Exception as error:
                if len(self.paths) == 1:
                    raise
                self.code = max(self.code, trouble.told(error))
            else:
                yield result

    def read(self, path: str) -> Document:
        """One of the drafts, as it is on disk now.

        Raises:
            TermendError: where it or its source cannot be read.
        """
        return _read(path, self._source_of(path))

    def _source_of(self, draft: str) -> Path | None:
        if self._source is None or not self._sources_in_folder:
            return self._source
        same_name = self._source / Path(draft).name
        if same_name.is_file():
            return same_name
        same_stem = sorted(p for p in self._source.glob("*") if p.stem == Path(draft).stem and p.is_file())
        return same_stem[0] if same_stem else same_name


def _size(path: str) -> int:
    """Bytes of a file; 0 where that cannot be told."""
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):
        return 0


def _read(draft: str, source: Path | None) -> Document:
    document = documents.read(draft)
    if source is not None or has_hanzi(document.text):
        from termend import alignment

        if source is None:
            document = alignment.with_interleaved_sources(document)
        else:
            document = alignment.with_sources(document, documents.read(str(source), Role.SOURCE))
    _say_what_is_uncertain(document)
    return document


def _say_what_is_uncertain(document: Document) -> None:
    if document.source_path is None:
        return
    held = [segment for segment in document.segments if segment.text.strip()]
    alone = sum(segment.source is None for segment in held)
    if alone:
        say(
            f"termend: {document.path}: {alone} of {len(held)} segments have no certain source: "
            "there the draft is checked by itself"
        )
