"""Serve LanguageTool's interface until the process is interrupted."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from termend import loopback
from termend.languagetool.admission import Admission
from termend.languagetool.app import Limits, build
from termend.languagetool.glossaries import Checkers

PORT = 8081
"""LanguageTool's own, which clients look at first."""


def admission(host: str, token: str | None, origins: frozenset[str]) -> Admission:
    """Who may ask: beyond this machine nobody without a token, which is made where none is given."""
    if token is None and not loopback.is_loopback(host):
        token = secrets.token_urlsafe(24)
    return Admission(host, token, origins)


def serve(checkers: Checkers, admitted: Admission, limits: Limits, port: int, ready: Callable[[str], None]) -> None:
    """Serve until the process is interrupted.

    Args:
        port: the port to listen on; 0 for one that is free.
        ready: is told the address once the server listens.

    Raises:
        OptionError: where the port is taken or the host is none of this machine's addresses.
    """
    import uvicorn

    listening = loopback.listen(port, admitted.host)
    host = f"[{admitted.host}]" if ":" in admitted.host else admitted.host
    config = uvicorn.Config(
        build(checkers, admitted, limits), lifespan="off", log_level="warning", access_log=False, server_header=False
    )
    ready(f"http://{host}:{listening.getsockname()[1]}/v2/")
    uvicorn.Server(config).run(sockets=[listening])
