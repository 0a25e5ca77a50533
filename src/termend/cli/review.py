"""`termend review`: judge findings in the browser."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from termend import glossary as glossaries
from termend.cli import settings, trouble
from termend.cli.inputs import Drafts, DraftsArgument, GlossaryOption, MinScoreOption, SourceOption
from termend.cli.printing import print_text, say
from termend.cli.progress import over
from termend.cli.settings import ConfigOption
from termend.errors import OptionError
from termend.files import STANDARD
from termend.library.checker import Checker
from termend.records import Document, Finding, WorldNames

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
    from termend import gazetteer, repair
    from termend.review import opening
    from termend.review.desk import Desk, Draft, Work
    from termend.review.serving import serve
    from termend.review.terms import Terms

    project = settings.read(config)
    options = settings.options(project, min_score)
    drafts = Drafts(draft, source, project)
    if STANDARD in drafts.paths:
        raise OptionError("Decisions are kept beside the draft, and standard input has no place: name a file")
    if not drafts.paths:
        return 0
    named = settings.glossaries(project, glossary)
    terms = glossaries.load(named)
    checker = Checker.of(terms, options)

    def propose(document: Document, finding: Finding) -> Finding:
        return repair.propose(document, (replace(finding, check=_REWRITTEN_AS),), terms, options.model)[0]

    def completed(document: Document, finding: Finding) -> Finding:
        return replace(propose(document, finding), check=finding.check)

    work = Work(drafts.read, checker.checked, completed)
    by = _login() if name is None else " ".join(name.split())[:_LONGEST_NAME]
    opened: list[Draft] = []
    code = 0
    for path in over(drafts.paths):
        try:
            opened.append(Draft(path, work, by))
        except Exception as error:
            if len(drafts.paths) == 1:
                raise
            code = max(code, trouble.told(error))
    if not opened:
        return code
    asked = options.world_names is not WorldNames.OFF
    with contextlib.ExitStack() as session, contextlib.suppress(KeyboardInterrupt):

        def announce(address: str) -> None:
            print_text(address)
            say("Ctrl-C ends the session; decisions are kept beside the draft.")
            if browser:
                opening.show(session.enter_context(opening.led_to(address)))

        serve(Desk(opened, _files(named), Terms(terms, world=gazetteer.shipped() if asked else None)), port, announce)
    return code


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
