"""Serve the desk on this machine alone: a loopback address, a free port, a token in the address."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable

from termend.errors import OptionError
from termend.review.desk import Desk


def serve(desk: Desk, port: int, ready: Callable[[str], None]) -> None:
    """Serve until the process is interrupted.

    Args:
        port: the port to listen on; 0 for one that is free.
        ready: is told the address, token and all, once the desk listens.

    Raises:
        OptionError: where the port is taken.
    """
    import uvicorn

    from termend.review.app import build

    listening = _listen(port)
    port = listening.getsockname()[1]
    token = secrets.token_urlsafe(24)
    config = uvicorn.Config(
        build(desk, port, token), lifespan="off", log_level="warning", access_log=False, server_header=False
    )
    ready(f"http://127.0.0.1:{port}/?token={token}")
    uvicorn.Server(config).run(sockets=[listening])


def _listen(port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere it would let another process take the port
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind(("127.0.0.1", port))
        made.listen(64)
    except OSError as error:
        made.close()
        raise OptionError(
            f"Port {port} cannot be used ({error.strerror}): name another, or leave --port out"
        ) from error
    return made
