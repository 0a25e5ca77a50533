"""Serve the desk on this machine alone: a loopback address, a free port, a token in the address."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable

from termend import loopback
from termend.extras import needed
from termend.review.desk import Desk

_TURN = 0.001  # seconds that a paragraph being checked, on a thread, may keep an answer waiting


def serve(desk: Desk, port: int, ready: Callable[[str], None]) -> None:
    """Serve until the process is interrupted.

    Args:
        port: the port to listen on; 0 for one that is free.
        ready: is told the address, token and all, once the desk listens.

    Raises:
        OptionError: where the port is taken.
    """
    with needed("review", "starlette", "uvicorn"):
        import uvicorn

        from termend.review.app import build

    listening = loopback.listen(port)
    port = listening.getsockname()[1]
    token = secrets.token_urlsafe(24)
    sys.setswitchinterval(_TURN)
    config = uvicorn.Config(
        build(desk, port, token), lifespan="off", log_level="warning", access_log=False, server_header=False
    )
    ready(f"http://{loopback.HOST}:{port}/?token={token}")
    uvicorn.Server(config).run(sockets=[listening])
