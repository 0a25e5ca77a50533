"""`termend review`: judge findings in the browser."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from termend import glossary as glossaries
from termend import pipeline
from termend.cli import settings
from termend.cli.inputs import Drafts, DraftsArgument, GlossaryOption, MinScoreOption, SourceOption
from termend.cli.progress import shown
from termend.cli.settings import ConfigOption
from termend.errors import OptionError, TermendError
from termend.records import Document, Finding

_REWRITTEN_AS = "garbled-term"  # what an editor marks is rewritten as a garbled name is
_LONGEST_NAME = 80


def review(
    draft: DraftsArgument,
    source: SourceOption = None,
    glossary: GlossaryOption = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 for a free one.")] = 0,
    name: Annotated[
        str | None, typer.Option("--name", help="Who decides here, as the history says. Default: the login name.")
    ] = None,
    browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the browser, or only print the address.")
    ] = True,
    min_score: MinScoreOption = None,
    config: ConfigOption = None,
) -> int:
    """Judge the findings of drafts in the browser. Decisions are kept beside each draft, in DRAFT.termend.json.

    The first line of standard output is the address. Ctrl-C ends the session; nothing is lost.
    """
    from termend import repair
    from termend.review.desk import Desk, Draft, Work
    from termend.review.serving import serve
    from termend.review.terms import Terms

    project = settings.read(config)
    options = settings.options(project, min_score)
    drafts = Drafts(draft, source, project.excludes)
    if "-" in drafts.paths:
        raise OptionError("Decisions are kept beside the draft, and standard input has no place: name a file")
    if not drafts.paths:
        raise OptionError("There is no draft to review: the project's settings pass over all of them")
    named = settings.glossaries(project, glossary)
    terms = glossaries.load(named)

    def propose(document: Document, finding: Finding) -> Finding:
        return repair.propose(document, (replace(finding, check=_REWRITTEN_AS),), terms, options.model)[0]

    def completed(document: Document, finding: Finding) -> Finding:
        return replace(propose(document, finding), check=finding.check)

    work = Work(drafts.read, lambda document: pipeline.check(document, terms, options), completed)
    by = _login() if name is None else " ".join(name.split())[:_LONGEST_NAME]
    opened: list[Draft] = []
    for path in shown(drafts.paths):
        try:
            opened.append(Draft(path, work, by))
        except TermendError as error:
            if len(drafts.paths) == 1:
                raise
            print(f"termend: {error}", file=sys.stderr)
    if not opened:
        return 2
    with contextlib.suppress(KeyboardInterrupt):
        serve(Desk(opened, _files(named), Terms(terms)), port, lambda address: _announce(address, browser))
    return 0


def _login() -> str:
    """The login name; empty where the system knows none."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _files(named: tuple[str, ...]) -> list[Path]:
    paths = [Path(name) for name in named]
    folders = [sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path] for path in paths]
    return [path for folder in folders for path in folder if path.is_file()]


def _announce(address: str, show: bool) -> None:
    print(address, flush=True)
    print("Ctrl-C ends the session; decisions are kept beside the draft.", file=sys.stderr)
    if show:
        import threading
        import webbrowser

        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
