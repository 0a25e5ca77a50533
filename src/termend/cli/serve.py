"""`termend serve`: answer the programs that people write in."""

from __future__ import annotations

import contextlib
from typing import Annotated

import typer

from termend import loopback
from termend.cli import settings
from termend.cli.inputs import GlossaryOption, MinScoreOption
from termend.cli.printing import print_text, say
from termend.cli.settings import ConfigOption
from termend.errors import OptionError
from termend.extras import needed


def serve(
    languagetool: Annotated[
        bool, typer.Option("--languagetool", help="Speak LanguageTool's HTTP interface: LibreOffice, OmegaT, browsers.")
    ] = False,
    glossary: GlossaryOption = None,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on. Beyond this machine a token is demanded.")
    ] = loopback.HOST,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 for a free one.")] = 8081,
    token: Annotated[
        str | None,
        typer.Option("--token", envvar="TERMEND_TOKEN", help="What clients must send as apiKey; made where needed."),
    ] = None,
    origins: Annotated[
        list[str] | None,
        typer.Option("--allow-origin", metavar="ORIGIN", help="A web page's origin that may ask. Repeatable."),
    ] = None,
    max_length: Annotated[
        int, typer.Option("--max-length", min=1, help="Refuse texts of more characters than this.")
    ] = 100_000,
    max_seconds: Annotated[
        float, typer.Option("--max-seconds", min=0.1, help="Answer as incomplete what takes longer.")
    ] = 30.0,
    min_score: MinScoreOption = None,
    config: ConfigOption = None,
) -> int:
    """Answer other programs until Ctrl-C. The first line of standard output is the address."""
    if not languagetool:
        raise OptionError("Say what to speak: termend serve --languagetool. Editors start termend lsp themselves")
    with needed("review", "starlette", "uvicorn"):
        from termend.languagetool import serving
        from termend.languagetool.app import Limits
        from termend.languagetool.glossaries import Checkers

    project = settings.read(config)
    named = settings.glossaries(project, glossary)
    checkers = Checkers(named, settings.options(project, min_score))
    admitted = serving.admission(host, token, frozenset(origins or ()))

    def ready(address: str) -> None:
        print_text(address)
        if admitted.token is not None and token is None:
            say(f"Clients send this as apiKey: {admitted.token}")
        say(f"Glossaries: {', '.join(checkers.names)}. Ctrl-C ends it.")

    with contextlib.suppress(KeyboardInterrupt):
        serving.serve(checkers, admitted, Limits(max_length, max_seconds), port, ready)
    return 0
