"""A socket that listens, on this machine alone unless another address is named."""

from __future__ import annotations

import ipaddress
import os
import socket

from termend.errors import OptionError

HOST = "127.0.0.1"
_WAITING = 64  # connections that the system holds until they are taken


def is_loopback(host: str) -> bool:
    """Whether only programs of this machine reach an address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listen(port: int, host: str = HOST) -> socket.socket:
    """A socket that listens on a port; 0 takes one that is free.

    Raises:
        OptionError: where the address is none, or the port is taken.
    """
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere it would let another process take the port
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(_WAITING)
    except OSError as error:
        made.close()
        raise OptionError(
            f"Port {port} cannot be used ({error.strerror or error}): name another, or leave --port out"
        ) from error
    return made
