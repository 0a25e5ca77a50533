"""What an editor offers at a finding: proposals, rows for the glossary, letting it stand with a reason."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from lsprotocol import types

from termend.configuration import SHARED_FILE_NAME
from termend.lint.finding import LintFinding
from termend.lsp.diagnostics import stretch
from termend.lsp.marks import Fix, Mark, Written, apart
from termend.lsp.positions import Positions
from termend.records import Finding, Severity, Term
from termend.review.decisions import Name
from termend.review.lessons import Lesson, taught_text

OPEN_SETTINGS = "termend.openSettings"
"""Command: show the settings file, so that a reason can be written."""

FIX_ALL = "source.fixAll.termend"
REASONS = ("it is another name", "it is right as it stands")
_MOST_SHOWN = 60  # code points of a text in a title


def proposals(uri: str, mark: Mark, diagnostic: types.Diagnostic, positions: Positions) -> Iterator[types.CodeAction]:
    """Each way to mend a mark, the best first."""
    for number, fix in enumerate(mark.fixes):
        yield types.CodeAction(
            title=_title(fix, mark.finding),
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic],
            is_preferred=number == 0,
            edit=types.WorkspaceEdit(changes={uri: _edits(fix.written, positions)}),
        )


def _title(fix: Fix, finding: Finding) -> str:
    """What a proposal prints, and in place of which words where it takes in others than the finding's."""
    if not fix.text:
        return f"Leave out “{_short(fix.before)}”"
    instead = "" if fix.before == finding.text else f" for “{_short(fix.before)}”"
    return f"Print “{_short(fix.text)}”{instead}"


def fix_all(uri: str, marks: Iterable[Mark], positions: Positions) -> types.CodeAction | None:
    """The first proposal of everything that is wrong; None where nothing is."""
    written = apart(mark for mark in marks if mark.finding.severity is not Severity.INFO)
    if not written:
        return None
    return types.CodeAction(
        title="Mend all names",
        kind=FIX_ALL,
        edit=types.WorkspaceEdit(changes={uri: _edits(written, positions)}),
    )


def _edits(written: Iterable[Written], positions: Positions) -> list[types.TextEdit]:
    return [types.TextEdit(positions.range(start, end), text) for start, end, text in written]


def rows(
    mark: Mark,
    diagnostic: types.Diagnostic,
    glossary: Path | None,
    text_of: Callable[[Path], str],
    encoding: str,
) -> Iterator[types.CodeAction]:
    """“Add as a variant” and “Forbid”, where the term's row stands in a table of the user's.

    Args:
        glossary: the table; None where the term is from elsewhere.
        text_of: the text of a file, as the editor has it.
    """
    term, words = mark.finding.term, " ".join(mark.finding.text.split())
    if glossary is None or term is None or not words or words in term.renderings:
        return
    text = text_of(glossary)
    for title, lesson in (
        (f"Add “{_short(words)}” as a variant of {term.target}", Lesson(_name(term), variant=words)),
        (f"Forbid “{_short(words)}” for {term.target}", Lesson(_name(term), forbidden=words)),
    ):
        edits = _difference(text, taught_text(text, (lesson,), str(glossary)), encoding)
        if edits:
            yield types.CodeAction(
                title=title,
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic],
                edit=types.WorkspaceEdit(changes={glossary.as_uri(): edits}),
            )


def _name(term: Term) -> Name:
    return Name(term.source, term.target, term.glossary, term.line, term.type, term.note)


def _difference(old: str, new: str, encoding: str) -> list[types.TextEdit]:
    """The lines that differ, as edits of the old text."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    positions = Positions(old, encoding)
    return [
        types.TextEdit(positions.range(starts[i], starts[j]), "".join(after[k:m]))
        for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if tag != "equal"
    ]


def ignores(
    mark: Mark, diagnostic: types.Diagnostic, settings: Path, text: str | None, encoding: str
) -> Iterator[types.CodeAction]:
    """“Let it stand”, with a reason at hand or one to be written, as entries of the settings file.

    Args:
        settings: the file; it need not exist.
        text: its text; None where it does not exist.
    """
    words = " ".join(mark.finding.text.split())
    if not words:
        return
    for reason in (*REASONS, ""):
        title = f"Let “{_short(words)}” stand: {reason or 'write why …'}"
        yield types.CodeAction(
            title=title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic],
            edit=_appended(settings, text, _entry(settings, mark.finding.check, words, reason), encoding),
            command=None if reason else types.Command(title, OPEN_SETTINGS, arguments=[settings.as_uri()]),
        )


def _entry(settings: Path, rule: str, words: str, reason: str) -> str:
    table = "tool.termend.ignore" if settings.name == SHARED_FILE_NAME else "ignore"
    return f"[[{table}]]\nrule = {_toml(rule)}\ntext = {_toml(words)}\nreason = {_toml(reason)}\n"


def _toml(text: str) -> str:
    """A basic string of TOML (1.0.0, “String”)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'


def _appended(file: Path, text: str | None, entry: str, encoding: str) -> types.WorkspaceEdit:
    positions = Positions(text or "", encoding)
    end = positions.position(len(text or ""))
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    edit = types.TextEdit(types.Range(end, end), gap + entry)
    if text is not None:
        return types.WorkspaceEdit(changes={file.as_uri(): [edit]})
    identifier = types.OptionalVersionedTextDocumentIdentifier(file.as_uri(), None)
    return types.WorkspaceEdit(
        document_changes=[types.CreateFile(file.as_uri()), types.TextDocumentEdit(identifier, [edit])]
    )


def lint_fixes(
    uri: str, findings: Sequence[LintFinding], diagnostics: Sequence[types.Diagnostic], asked: types.Range,
    positions: Positions,
) -> Iterator[types.CodeAction]:  # fmt: skip
    """The safe fixes of a glossary's findings that meet a range."""
    for finding, diagnostic in zip(findings, diagnostics, strict=True):
        if finding.fix and meets(stretch(finding, positions), asked):
            yield types.CodeAction(
                title=f"Mend {finding.rule}: {_short(finding.message)}",
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic],
                is_preferred=True,
                edit=types.WorkspaceEdit(
                    changes={uri: _edits(((e.start, e.end, e.after) for e in finding.fix), positions)}
                ),
            )


def meets(one: types.Range, other: types.Range) -> bool:
    """Whether two ranges share a character or touch."""
    return (one.start.line, one.start.character) <= (other.end.line, other.end.character) and (
        other.start.line,
        other.start.character,
    ) <= (one.end.line, one.end.character)


def _short(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"
