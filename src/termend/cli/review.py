"""`termend review`: judge findings in the browser."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from termend import glossary as glossaries
from termend import pipeline
from termend.cli import settings, trouble
from termend.cli.inputs import Drafts, DraftsArgument, GlossaryOption, MinScoreOption, SourceOption
from termend.cli.printing import print_text, say
from termend.cli.progress import shown
from termend.cli.settings import ConfigOption
from termend.errors import OptionError
from termend.files import STANDARD
from termend.records import Checked


def review(
    draft: DraftsArgument,
    source: SourceOption = None,
    glossary: GlossaryOption = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 for a free one.")] = 0,
    browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the browser, or only print the address.")
    ] = True,
    min_score: MinScoreOption = None,
    config: ConfigOption = None,
) -> int:
    """Judge the findings of drafts in the browser. Decisions are kept beside each draft, in DRAFT.termend.json.

    The first line of standard output is the address. Ctrl-C ends the session; nothing is lost.
    """
    from termend.review import opening
    from termend.review.desk import Desk, Draft
    from termend.review.serving import serve

    project = settings.read(config)
    options = settings.options(project, min_score)
    drafts = Drafts(draft, source, project.excludes)
    if STANDARD in drafts.paths:
        raise OptionError("Decisions are kept beside the draft, and standard input has no place: name a file")
    if not drafts.paths:
        return 0
    named = settings.glossaries(project, glossary)
    terms = glossaries.load(named)

    def checking(path: str) -> Callable[[], Checked]:
        return lambda: pipeline.check(drafts.read(path), terms, options)

    opened: list[Draft] = []
    code = 0
    for path in shown(drafts.paths):
        try:
            opened.append(Draft(path, checking(path)))
        except Exception as error:
            if len(drafts.paths) == 1:
                raise
            code = max(code, trouble.told(error))
    if not opened:
        return code
    with contextlib.ExitStack() as session, contextlib.suppress(KeyboardInterrupt):

        def announce(address: str) -> None:
            print_text(address)
            say("Ctrl-C ends the session; decisions are kept beside the draft.")
            if browser:
                opening.show(session.enter_context(opening.led_to(address)))

        serve(Desk(opened, _files(named)), port, announce)
    return code


def _files(named: tuple[str, ...]) -> list[Path]:
    paths = [Path(name) for name in named]
    folders = [sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path] for path in paths]
    return [path for folder in folders for path in folder if path.is_file()]
