"""How the desk answers a browser."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from termend.review import pages

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from termend.review.desk import Draft, State

_TO_PAINT = 0.05  # seconds a browser has to paint the first part before it is given more to read
_TO_READ = 2.0  # seconds with a page before something else is made ready


def page(text: str) -> Response:
    """A page, or a piece of one."""
    from starlette.responses import HTMLResponse

    return HTMLResponse(text)


def parts(texts: Iterator[str], then: Callable[[], None]) -> Response:
    """A page as it is made, the first part at once.

    Args:
        then: called, on a thread, when the page has been read for a while.
    """
    from starlette.background import BackgroundTask
    from starlette.responses import StreamingResponse

    return StreamingResponse(_by_turns(texts), media_type="text/html", background=BackgroundTask(_later, then))


async def _later(then: Callable[[], None]) -> None:
    """Call it on a thread that whoever ends the session need not wait for."""
    thread = threading.Thread(target=then, daemon=True)
    asyncio.get_running_loop().call_later(_TO_READ, thread.start)


async def _by_turns(texts: Iterator[str]) -> AsyncIterator[str]:
    """Each text in its turn, so that what a browser asks for while it reads the page is not kept waiting."""
    yield next(texts)
    await asyncio.sleep(_TO_PAINT)
    for text in texts:
        yield text
        await asyncio.sleep(0)


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
