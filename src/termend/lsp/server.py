"""The server: what the editor tells, and what it is told."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

import termend
from termend.configuration import FILE_NAME, SHARED_FILE_NAME
from termend.documents import named_format
from termend.documents.encoding import decode
from termend.errors import TermendError
from termend.lint.finding import LintFinding
from termend.lsp import actions, diagnostics, worker
from termend.lsp.blocks import Blocks
from termend.lsp.draft import OpenDraft
from termend.lsp.hovering import hover
from termend.lsp.marks import Mark
from termend.lsp.positions import Positions
from termend.lsp.project import Choices, Project
from termend.reports.underlining import visible

FORMATS = frozenset({"plain", "markdown", "html", "xliff", "po"})
"""Formats of drafts that an editor shows as text."""

Work = Callable[[str], Awaitable[None]]
Found = TypeVar("Found")

_GLOSSARIES = (".csv", ".tsv")
_PAUSE = 0.8  # seconds without a key until the whole draft is checked
_log = logging.getLogger("termend.lsp")


class Server(LanguageServer):
    """The state of one session.

    Args:
        choices: what the command line says.
    """

    def __init__(self, choices: Choices) -> None:
        super().__init__("termend", termend.__version__)
        self._choices = choices
        self._project: Project | None = None
        self._drafts: dict[str, OpenDraft] = {}
        self._lint: dict[str, tuple[str, tuple[LintFinding, ...]]] = {}
        self._typing: set[str] = set()
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._ended = False

    # Life of the session

    def open_project(self, folder: Path) -> None:
        """Read settings and glossaries; what is wrong with them is shown, and the former ones stay."""
        try:
            opened = Project(self._choices, folder)
        except TermendError as error:
            self.say(str(error))
            return
        self.close_project()
        self._project = opened

    def warm(self) -> None:
        """Open the tables while nothing is typed yet."""
        if self._project is not None:
            checker = self._project.checker

            async def opened(text: str) -> None:
                await asyncio.to_thread(checker.check, text)

            self._start(opened, "It rained.")

    def close_project(self) -> None:
        """End the process for long work."""
        if self._project is not None:
            self._project.close()

    async def reload(self) -> None:
        """Read settings and glossaries again, and check every open draft anew."""
        if self._project is None:
            return
        await asyncio.to_thread(self.open_project, self._project.folder)
        for uri in list(self._drafts):
            self._drafts[uri] = OpenDraft(self._drafts[uri].path, Blocks(self._project.checker))
            self._later(uri, self._whole)

    def end(self) -> None:
        """The session is over: what is at work is let go."""
        self._ended = True
        for task in self._tasks:
            task.cancel()
        self.close_project()

    # Documents

    def opened(self, uri: str) -> None:
        """A file is shown: check it."""
        path = path_of(uri)
        if path.suffix.lower() in _GLOSSARIES:
            self._later(uri, self._linted)
        elif self._project is not None and named_format(path.name) in FORMATS and not self._excluded(path):
            self._drafts[uri] = OpenDraft(str(path), Blocks(self._project.checker))
            self._later(uri, self._whole)

    def changed(self, uri: str) -> None:
        """A key was pressed: check its block now and the whole at the next pause."""
        if uri in self._drafts:
            if uri not in self._typing:
                self._start(self._typed, uri)
            self._later(uri, self._whole, _PAUSE)
        elif path_of(uri).suffix.lower() in _GLOSSARIES:
            self._later(uri, self._linted, _PAUSE)

    def closed(self, uri: str) -> None:
        """A file is shown no longer."""
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()
        if self._drafts.pop(uri, None) is not None or self._lint.pop(uri, None) is not None:
            self._publish(uri, [], None)

    async def saved(self, uri: str) -> None:
        """A file is on disk: settings and glossaries hold from now on, and so do sources."""
        path = path_of(uri)
        if self._project is None:
            return
        of_project = {table.resolve() for table in self._project.tables.values()}
        if path.name in (FILE_NAME, SHARED_FILE_NAME) or path.resolve() in of_project:
            await self.reload()
            return
        for other, draft in self._drafts.items():
            if other != uri and self._project.source_of(draft.path) == str(path):
                self._later(other, self._whole)

    def _excluded(self, path: Path) -> bool:
        assert self._project is not None
        return self._project.configuration.excludes(str(path))

    # Work

    def _start(self, work: Work, uri: str, pause: float = 0) -> asyncio.Task[None]:
        async def paused() -> None:
            if pause:
                await asyncio.sleep(pause)
            await work(uri)

        task = asyncio.ensure_future(paused())
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("%s", error, exc_info=error)

    def _later(self, uri: str, work: Work, pause: float = 0) -> None:
        """Do it after a pause, in place of what waits for this file."""
        former = self._waiting.get(uri)
        if former is not None:
            former.cancel()
        self._waiting[uri] = self._start(work, uri, pause)

    async def _typed(self, uri: str) -> None:
        self._typing.add(uri)
        try:
            while (draft := self._drafts.get(uri)) is not None:
                text, version = self._text(uri)
                if text == draft.text:
                    return
                await asyncio.to_thread(draft.typed, text)
                self._show(uri, version)
        finally:
            self._typing.discard(uri)

    async def _whole(self, uri: str) -> None:
        draft, project = self._drafts.get(uri), self._project
        if draft is None or project is None:
            return
        text, version = self._text(uri)
        if not text.strip():
            self._publish(uri, [], version)
            return
        try:
            checked, said = await self._in_process(worker.whole, draft.path, text, project.source_of(draft.path))
        except TermendError as error:
            self._publish(uri, [diagnostics.of_error(str(error))], version)
            return
        if said:
            self.say(said)
        # A key that was pressed meanwhile has asked for another check.
        if self._drafts.get(uri) is draft and uri not in self._typing and self._text(uri)[0] == text:
            draft.checked(text, checked)
            self._show(uri, version)

    async def _linted(self, uri: str) -> None:
        text, version = self._text(uri)
        try:
            found = await self._in_process(worker.lint, str(path_of(uri)), text)
        except TermendError as error:
            self._publish(uri, [diagnostics.of_error(str(error))], version)
            return
        self._lint[uri] = (text, found)
        self._publish(uri, diagnostics.of_glossary(uri, found, self._positions(text)), version)

    async def _in_process(self, work: Callable[..., Found], *arguments: object) -> Found:
        """Long work, done elsewhere; once more where the process ended (glossaries were read anew)."""
        for last in (False, True):
            assert self._project is not None
            try:
                return await asyncio.get_running_loop().run_in_executor(self._project.pool, work, *arguments)
            except BrokenProcessPool:
                if self._ended:
                    raise asyncio.CancelledError from None
                if last:
                    raise
                self._project.close()
        raise AssertionError

    # What the editor is told

    def say(self, message: str) -> None:
        """Show a line to the user."""
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, message))

    def _text(self, uri: str) -> tuple[str, int | None]:
        document = self.workspace.get_text_document(uri)
        return document.source, document.version

    @property
    def _encoding(self) -> str:
        """The unit that characters count in, as agreed on."""
        return self.workspace.position_encoding or types.PositionEncodingKind.Utf16

    def _positions(self, text: str) -> Positions:
        return Positions(text, self._encoding)

    def _shown(self, draft: OpenDraft) -> list[Mark]:
        assert self._project is not None
        return [mark for mark in draft.marks if not self._project.stands(draft.path, mark)]

    def _show(self, uri: str, version: int | None) -> None:
        draft = self._drafts.get(uri)
        if draft is not None:
            positions = self._positions(draft.text)
            self._publish(uri, diagnostics.of_draft(uri, draft.text, self._shown(draft), positions), version)

    def _publish(self, uri: str, found: list[types.Diagnostic], version: int | None) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def hover(self, uri: str, position: types.Position) -> types.Hover | None:
        """The evidence for what stands at a position."""
        draft = self._drafts.get(uri)
        if draft is None:
            return None
        positions = self._positions(draft.text)
        for mark in self._shown(draft):
            stretch = positions.range(*visible(draft.text, mark.start, mark.end))
            if actions.meets(stretch, types.Range(position, position)):
                return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, hover(mark)), stretch)
        return None

    def actions(self, uri: str, asked: types.Range, only: Sequence[str] | None) -> list[types.CodeAction]:
        """What is offered in a range."""
        quick = only is None or any(types.CodeActionKind.QuickFix.value.startswith(kind) for kind in only)
        whole = only is not None and any(actions.FIX_ALL.startswith(kind) for kind in only)
        if uri in self._lint:
            text, findings = self._lint[uri]
            positions = self._positions(text)
            said = diagnostics.of_glossary(uri, findings, positions)
            return list(actions.lint_fixes(uri, findings, said, asked, positions)) if quick else []
        draft = self._drafts.get(uri)
        if draft is None or self._text(uri)[0] != draft.text:
            return []
        positions = self._positions(draft.text)
        marks = self._shown(draft)
        offered: list[types.CodeAction] = []
        if whole and (mended := actions.fix_all(uri, marks, positions)):
            offered.append(mended)
        if quick:
            for mark, said_of in zip(marks, diagnostics.of_draft(uri, draft.text, marks, positions), strict=True):
                if actions.meets(said_of.range, asked):
                    offered.extend(self._at(uri, mark, said_of, positions))
        return offered

    def _at(self, uri: str, mark: Mark, said: types.Diagnostic, positions: Positions) -> Iterator[types.CodeAction]:
        assert self._project is not None
        encoding = self._encoding
        yield from actions.proposals(uri, mark, said, positions)
        with contextlib.suppress(TermendError):  # a table that cannot be read says so where it is checked
            table = self._project.table_of(mark.finding.term)
            yield from actions.rows(mark, said, table, self._file_text, encoding)
        settings = self._project.settings_file
        text = self._file_text(settings) if settings.is_file() else None
        yield from actions.ignores(mark, said, settings, text, encoding)

    def _file_text(self, file: Path) -> str:
        """The text of a file as the editor has it, else as it is on disk."""
        shown = self.workspace.text_documents.get(file.as_uri())
        return shown.source if shown is not None else decode(str(file), file.read_bytes())[0]


def path_of(uri: str) -> Path:
    """The file that an address names; a name made of it where it names none (a text that was never saved)."""
    return Path(to_fs_path(uri) or uri.rpartition("/")[2])


def build(choices: Choices) -> Server:
    """A server with everything that it answers to."""
    server = Server(choices)

    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        server.open_project(Path(server.workspace.root_path or Path.cwd()))
        server.warm()

    @server.feature(types.SHUTDOWN)
    def shutdown(_: None) -> None:
        server.end()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.opened(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        await server.saved(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def changed_outside(params: types.DidChangeWatchedFilesParams) -> None:
        for change in params.changes:
            await server.saved(change.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.closed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        return server.hover(params.text_document.uri, params.position)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, actions.FIX_ALL]),
    )
    def offered(params: types.CodeActionParams) -> list[types.CodeAction]:
        return server.actions(params.text_document.uri, params.range, params.context.only)

    @server.command(actions.OPEN_SETTINGS)
    async def open_settings(uri: str) -> None:
        await server.window_show_document_async(types.ShowDocumentParams(uri, take_focus=True))

    return server
