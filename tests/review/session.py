"""A desk in a process of its own, as `termend review` runs it, that a test can talk to and kill."""

from __future__ import annotations

import contextlib
import http.client
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from review import made

_MADE = [sys.executable, str(Path(__file__).with_name("serve_made.py"))]


@dataclass
class Session:
    """A served desk: its address as printed, and its process."""

    process: subprocess.Popen[str]
    address: str

    @property
    def port(self) -> int:
        port = urlsplit(self.address).port
        assert port
        return port

    @property
    def token(self) -> str:
        return urlsplit(self.address).query.removeprefix("token=")

    def ask(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        body: str | None = None,
        key: bool = True,
    ) -> tuple[int, dict[str, str], str]:
        """Status, headers (lower-case names) and body of an answer; `key` sends the cookie that the token gives."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        sent = {"Cookie": f"termend_{self.port}={self.token}"} if key else {}
        connection.request(method, path, body, sent | dict(headers or {}))
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, found, answer.read().decode("utf-8", "replace")

    def kill(self) -> None:
        """As the system would: no time to tidy up."""
        self.process.kill()
        self.process.wait(10)


@contextmanager
def served(*drafts: Path, command: list[str] | None = None, name: str = "") -> Iterator[Session]:
    """Serve drafts with hand-made findings to somebody of that name, or what another command serves."""
    process = subprocess.Popen(
        command or [*_MADE, *(["--name", name] if name else []), *map(str, drafts)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), process.stderr and process.stderr.read()
        yield Session(process, address)
    finally:
        process.kill()
        with contextlib.suppress(ValueError):  # the test has read it to its end
            process.communicate()


def written(folder: Path, name: str = "draft.txt", text: str = made.DRAFT) -> Path:
    """A draft on disk."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
