"""Options that several commands share, and what they load."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from termend import documents, files, glossary, ledger
from termend.cli import trouble
from termend.cli.printing import say
from termend.cli.progress import over
from termend.cli.time_limit import within
from termend.configuration import Configuration
from termend.errors import DocumentError, OptionError
from termend.ledger import Role
from termend.library import reading as library
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
    typer.Option(
        "--source",
        metavar="FILE|FOLDER|PATTERN",
        help="The Chinese source; for several drafts a folder of their names, or a pattern: '{stem}.zh.txt'.",
    ),
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
        source: the source of a single draft, a folder that holds a source of the same name for each, or a pattern that
            makes the source's name of the draft's.
        project: whose settings say what is passed over, and where sources lie if `source` does not.

    Attributes:
        paths: the drafts, in the order named, each once.
        code: exit code for the drafts that could not be done; 0 while there is none.

    Raises:
        OptionError: where a pattern or folder holds no draft, or one source is given for several drafts.
    """

    def __init__(self, names: Sequence[str], source: Path | None = None, project: Configuration | None = None) -> None:
        project = project or Configuration()
        self.code = 0
        self._source = source
        self._pattern = _pattern(source)
        self._usual = project.sources if source is None else None
        self.paths = tuple(
            path
            for path in documents.expand(names)
            if path == files.STANDARD or not (project.excludes(path) or self._is_source(path))
        )
        if not self.paths:
            say(f"termend: nothing to do: the project's settings exclude {', '.join(names)}, or they are sources")
        self._sources_in_folder = source is not None and files.kind(source, DocumentError) is files.Kind.FOLDER
        for path in self.paths:
            ledger.enter(path, Role.DRAFT)
            if (own := self._source_of(path)) is not None:
                ledger.enter(own, Role.SOURCE)
        if source is not None and len(self.paths) > 1 and not self._sources_in_folder and self._pattern is None:
            raise OptionError(
                f"{source} is one source for {len(self.paths)} drafts: name a folder that holds a source of the same "
                "name for each, or a pattern such as '{stem}.zh.txt'"
            )

    @property
    def files(self) -> tuple[str | Path, ...]:
        """The files of the drafts and of their sources."""
        sources = (self._source_of(path) for path in self.paths)
        return (*self.paths, *(source for source in sources if source is not None))

    def of(self, changed: Collection[Path]) -> tuple[str, ...]:
        """The drafts that a change of these files, named by their absolute paths, concerns."""
        return tuple(
            path
            for path in self.paths
            if any(file is not None and Path(file).absolute() in changed for file in (path, self._source_of(path)))
        )

    def each(self, work: Callable[[Document], Result], only: Sequence[str] | None = None) -> Iterator[Result]:
        """What the work makes of each draft that can be done, within a time that grows with its size.

        Args:
            only: some of `paths`; None for all.
        """
        for path in over(self.paths if only is None else only):
            try:
                with within(path, _size(path)):
                    document = self.read(path)
                with within(path, len(document.text)):
                    result = work(document)
            except Exception as error:
                if len(self.paths) == 1 and only is None:
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

    def _is_source(self, path: str) -> bool:
        pattern = self._pattern or self._usual
        return pattern is not None and documents.is_source(path, pattern)

    def _source_of(self, draft: str) -> Path | None:
        if draft != files.STANDARD and self._pattern is not None:
            return documents.source_beside(draft, self._pattern)
        if draft != files.STANDARD and self._usual is not None:
            beside = documents.source_beside(draft, self._usual)
            return beside if beside.is_file() else None
        if self._source is None or not self._sources_in_folder:
            return self._source
        same_name = self._source / Path(draft).name
        if same_name.is_file():
            return same_name
        same_stem = sorted(p for p in self._source.glob("*") if p.stem == Path(draft).stem and p.is_file())
        return same_stem[0] if same_stem else same_name


def _pattern(source: Path | None) -> str | None:
    """The source as a pattern; None where it is a file or folder."""
    if source is None or source.exists() or not documents.is_pattern(str(source)):
        return None
    return documents.require_pattern(str(source))


def _size(path: str) -> int:
    """Bytes of a file; 0 where that cannot be told."""
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):
        return 0


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
        say(
            f"termend: {document.path}: {alone} of {len(held)} segments have no certain source: "
            "there the draft is checked by itself"
        )
