"""How the desk answers a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from termend.review import pages

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from termend.review.desk import Draft, State


def page(text: str) -> Response:
    """A page, or a piece of one."""
    from starlette.responses import HTMLResponse

    return HTMLResponse(text)


def parts(texts: Iterator[str]) -> Response:
    """A page as it is made."""
    from starlette.responses import StreamingResponse

    return StreamingResponse(texts, media_type="text/html")


def elsewhere(path: str) -> Response:
    """Sends the browser on to another of the desk's pages."""
    from starlette.responses import RedirectResponse

    return RedirectResponse(path, status_code=303)


def anew() -> Response:
    """The draft was read anew: what the window shows no longer fits."""
    from starlette.responses import Response

    return Response(headers={"HX-Refresh": "true"})


def download(data: bytes, name: str) -> Response:
    """A file to keep."""
    from starlette.responses import Response

    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, media_type="application/octet-stream", headers={"Content-Disposition": disposition})


def changed(request: Request, number: int, draft: Draft, before: State | None, following: str, said: str) -> Response:
    """To htmx a finding's panel and what changed; to a browser without script the page anew."""
    state = draft.state()
    if "hx-request" not in request.headers:
        if following not in state.order.index:
            return elsewhere(f"/drafts/{number}")
        return elsewhere(f"/drafts/{number}?finding={quote(following)}")
    if before is None or before.reading != state.reading:
        return anew()
    update = pages.update(number, draft, state, before, said)
    return page(f"{pages.panel(number, state, following)}{pages.SEAM}{update}")
