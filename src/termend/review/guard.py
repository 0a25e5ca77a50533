"""Who may speak with the desk: the browser that holds the token, on this machine, from the desk's own pages.

A page of another site can send requests to a loopback address, and DNS rebinding can let it read the answers; Host and
Origin checks stop both (OWASP Cross-Site Request Forgery Prevention Cheat Sheet).
"""

from __future__ import annotations

import secrets
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, parse_qsl, quote, urlencode

from termend.review import embedded

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),  # with none at all, a browser withholds the origin of a form too
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)
_SAFE = ("GET", "HEAD")


def policy() -> str:
    """The content security policy: scripts and data of the desk alone, and the one style that its pages carry."""
    scripts = f"'self' {embedded.admitted(embedded.script())}"
    return (
        f"default-src 'none'; script-src {scripts}; style-src {embedded.admitted(embedded.style())}; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )


class Guard:
    """ASGI middleware: answers 403 to whoever may not speak, and puts the security headers on every answer.

    Args:
        app: what is guarded.
        port: the port it listens on, part of the hosts and origins that are let in and of the cookie's name (cookies
            know no ports).
        token: the secret in the address.
    """

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self._app = app
        self._token = token
        self.cookie = f"termend_{port}"
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._headers = ((b"content-security-policy", policy().encode()), *_HEADERS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        in_address = self._in_address(scope)
        refusal = self._refusal(scope, in_address)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", ()), *self._headers]
                if in_address and refusal is None:
                    kept = f"{self.cookie}={self._token}; Path=/; HttpOnly; SameSite=Strict"
                    headers.append((b"set-cookie", kept.encode()))
                message = {**message, "headers": headers}
            await send(message)

        if refusal is not None:
            await _refuse(refusal, with_headers)
        elif in_address and scope["method"] in _SAFE:
            await _lead_on(scope, with_headers)
        else:
            await self._app(scope, receive, with_headers)

    def _in_address(self, scope: Scope) -> bool:
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[-1]
        return secrets.compare_digest(given.encode(), self._token.encode())

    def _refusal(self, scope: Scope, in_address: bool) -> str | None:
        """Why a request is refused, or None."""
        headers: dict[str, list[str]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
        host = headers.get("host", [])
        if len(host) != 1 or host[0].lower() not in self._hosts:
            return "This is not the address termend listens on."
        origin = headers.get("origin", [])
        if (origin or scope["method"] not in _SAFE) and origin != [f"http://{host[0].lower()}"]:
            return "This request comes from another page than termend's own."
        if headers.get("sec-fetch-site", ["none"])[0] not in ("none", "same-origin") and not in_address:
            return "This request comes from another site."
        if scope["path"].startswith("/static/"):
            return None
        if not in_address and not self._knows(headers.get("cookie", [])):
            return "Open the address that termend printed: it holds the key to this page."
        return None

    def _knows(self, cookies: list[str]) -> bool:
        pairs = (part.strip().partition("=") for line in cookies for part in line.split(";"))
        given = [value for name, _, value in pairs if name == self.cookie]
        return any(secrets.compare_digest(value.encode("latin-1"), self._token.encode()) for value in given)


async def _lead_on(scope: Scope, send: Send) -> None:
    """To the same address without the token, so that it stays in no address bar and no history.

    Coming from the file that opens the browser, the page itself must lead on: a browser sends a strict cookie with no
    redirect that another site began (RFC 6265bis, section 5.2).
    """
    query = [(name, value) for name, value in parse_qsl(scope["query_string"].decode("latin-1")) if name != "token"]
    address = quote(scope["path"]) + ("?" + urlencode(query) if query else "")
    sites = [value for name, value in scope["headers"] if name.lower() == b"sec-fetch-site"]
    if sites in ([], [b"none"], [b"same-origin"]):
        await _answer(303, b"", [(b"location", address.encode())], send)
    else:
        page = f'<!DOCTYPE html><meta http-equiv="refresh" content="0;url={escape(address)}"><title>termend</title>\n'
        await _answer(200, page.encode(), [(b"content-type", b"text/html; charset=utf-8")], send)


async def _answer(status: int, body: bytes, headers: list[tuple[bytes, bytes]], send: Send) -> None:
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body})


async def _refuse(reason: str, send: Send) -> None:
    await _answer(403, f"{reason}\n".encode(), [(b"content-type", b"text/plain; charset=utf-8")], send)
