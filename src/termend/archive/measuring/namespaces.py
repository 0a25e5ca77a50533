"""Network namespaces of Linux: machines as far as the network goes, on one machine."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator

from termend.archive.measuring.processes import Place

_NET = "10.203"  # within a block for private use (RFC 1918)


def missing() -> str | None:
    """Why there can be no namespaces here; None where there can."""
    if shutil.which("ip") is None:
        return "the command ip is not installed"
    if os.geteuid() != 0:
        return "only root makes network namespaces"
    try:
        with two() as places:
            for place in places:
                subprocess.run([*place.prefix, "true"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        said = error.stderr.decode("utf-8", "replace").strip() if hasattr(error, "stderr") else error
        return f"none can be made or joined: {said}"
    return None


@contextlib.contextmanager
def two() -> Iterator[tuple[Place, Place]]:
    """Two namespaces joined by a virtual link; nothing else is reached from them."""
    number = os.getpid()
    names = [f"termend-{number}-{end}" for end in ("a", "b")]
    ends = [f"te{number % 1_000_000}{end}" for end in ("a", "b")]
    third = number % 256
    addresses = [f"{_NET}.{third}.1", f"{_NET}.{third}.2"]
    try:
        for name in names:
            _ip("netns", "add", name)
        _ip("link", "add", ends[0], "netns", names[0], "type", "veth", "peer", "name", ends[1], "netns", names[1])
        for name, end, address in zip(names, ends, addresses, strict=True):
            _ip("-n", name, "addr", "add", f"{address}/24", "dev", end)
            _ip("-n", name, "link", "set", end, "up")
            _ip("-n", name, "link", "set", "lo", "up")
        first, second = (Place(("ip", "netns", "exec", n), a) for n, a in zip(names, addresses, strict=True))
        yield first, second
    finally:
        for name in names:
            subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], capture_output=True, check=True)
