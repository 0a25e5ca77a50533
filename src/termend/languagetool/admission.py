"""Who may ask the server, and how much at once.

A page of any site can send requests to a loopback address, and DNS rebinding can let it read the answers (OWASP
Cross-Site Request Forgery Prevention Cheat Sheet): so hosts and the origins of pages are checked. Programs and browser
extensions, which send no origin or one of their own scheme, are let in.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from termend.loopback import is_loopback


@dataclass(frozen=True, slots=True)
class Admission:
    """The rules of one server.

    Attributes:
        host: the address it listens on.
        token: what each question must carry, as `apiKey` or as a bearer; None where none is demanded.
        origins: pages that may ask, as `https://desk.example.org`; `*` for any.
    """

    host: str
    token: str | None = None
    origins: frozenset[str] = frozenset()

    def refusal(self, headers: Mapping[str, str]) -> str | None:
        """Why a request is refused whatever it asks, or None."""
        name = headers.get("host", "").rpartition(":")[0] or headers.get("host", "")
        if is_loopback(self.host) and not is_loopback(name.strip("[]")):
            return "This is not the address that termend listens on"
        origin = headers.get("origin")
        if origin is None or not origin.startswith(("http://", "https://")) or {origin, "*"} & self.origins:
            return None
        return f"Pages of {origin} may not ask: start termend serve with --allow-origin {origin}"

    def knows(self, headers: Mapping[str, str], given: Collection[str]) -> bool:
        """Whether a request carries the token, where one is demanded.

        Args:
            given: what parameters carry.
        """
        if self.token is None:
            return True
        kind, _, bearer = headers.get("authorization", "").partition(" ")
        candidates = [*given, *((bearer,) if kind.lower() == "bearer" else ())]
        return any(secrets.compare_digest(one.encode(), self.token.encode()) for one in candidates)
