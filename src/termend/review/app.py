"""The desk as a web application: where each address leads, and nothing that a module below could do."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from termend.errors import TermendError
from termend.review import rendering
from termend.review.desk import Desk
from termend.review.draft_routes import DraftRoutes
from termend.review.guard import Guard
from termend.review.queue_routes import QueueRoutes
from termend.review.sheet_routes import SheetRoutes
from termend.review.static_files import StaticFiles

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message

_POST = ["POST"]


def build(desk: Desk, port: int, token: str) -> ASGIApp:
    """The application, guarded."""
    from starlette.applications import Starlette
    from starlette.routing import Mount, Route

    rendering.warm()
    draft, sheets, queue = DraftRoutes(desk), SheetRoutes(desk), QueueRoutes(desk)
    of_a_draft = [
        Route("/", draft.whole),
        Route("/findings/{key}", draft.panel),
        Route("/changes", draft.changes),
        Route("/decide", draft.decide, methods=_POST),
        Route("/undo", draft.undo, methods=_POST),
        Route("/again", draft.again, methods=_POST),
        Route("/comment", draft.comment, methods=_POST),
        Route("/mended/{segment:int}", draft.mended),
        Route("/out/{form}", draft.out),
        Route("/mark", sheets.mark_form),
        Route("/mark", sheets.mark, methods=_POST),
        Route("/suggest", sheets.suggest),
        Route("/search", sheets.search),
        Route("/history", sheets.history),
        Route("/history", sheets.take_back, methods=_POST),
        Route("/source/{segment:int}", sheets.source_form),
        Route("/source/{segment:int}", sheets.source, methods=_POST),
    ]
    app = Starlette(
        routes=[
            Route("/", queue.front),
            Route("/next", queue.next),
            Route("/findings", queue.findings),
            Route("/findings", queue.decide_all, methods=_POST),
            Route("/out/archive", queue.archive),
            Route("/drafts/{number:int}", draft.whole),
            Mount("/drafts/{number:int}", routes=of_a_draft),
            Route("/static/{name}", StaticFiles().answer),
        ],
        exception_handlers={TermendError: _trouble},
    )
    asyncio.run(_rehearse(app))
    return Guard(app, port, token)


async def _rehearse(app: ASGIApp) -> None:
    """Ask for the first draft, so that whatever is loaded when it is first wanted is there before a browser asks."""
    from starlette.requests import ClientDisconnect

    asked = {"type": "http", "method": "GET", "path": "/drafts/1", "query_string": b"", "headers": []}

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            raise OSError  # gone after the first part

    with contextlib.suppress(OSError, ClientDisconnect):
        await app({**asked, "asgi": {"spec_version": "2.4"}}, receive, send)


async def _trouble(request: Request, error: Exception) -> Response:
    from starlette.responses import PlainTextResponse

    return PlainTextResponse(str(error), status_code=409)
