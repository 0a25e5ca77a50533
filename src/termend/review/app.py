"""The desk as a web application: routes, and nothing that a module below could do."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote

from termend import documents
from termend.errors import OptionError, TermendError
from termend.review import lessons, outcomes, pages
from termend.review.decisions import Name, Verdict
from termend.review.desk import Desk, Draft, State, Wish
from termend.review.guard import Guard

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

_STATIC = {
    "base.css": ("termend.reports", "templates", "text/css"),
    "desk.css": ("termend.review", "static", "text/css"),
    "desk.js": ("termend.review", "static", "text/javascript"),
    "htmx.min.js": ("termend.review", "static", "text/javascript"),
    "icon.svg": ("termend.review", "static", "image/svg+xml"),
}
_LARGEST = 64 * 1024  # bytes of a form
_LONGEST = 2000  # code points of a field


def build(desk: Desk, port: int, token: str) -> ASGIApp:
    """The application, guarded."""
    from starlette.applications import Starlette
    from starlette.routing import Route

    pages.warm()
    routes = _Routes(desk)
    app = Starlette(
        routes=[
            Route("/", routes.front),
            Route("/drafts/{number:int}", routes.whole),
            Route("/drafts/{number:int}/findings/{key}", routes.panel),
            Route("/drafts/{number:int}/changes", routes.changes),
            Route("/drafts/{number:int}/decide", routes.decide, methods=["POST"]),
            Route("/drafts/{number:int}/undo", routes.undo, methods=["POST"]),
            Route("/drafts/{number:int}/out/{form}", routes.out),
            Route("/static/{name}", routes.static),
        ],
        exception_handlers={TermendError: _trouble},
    )
    return Guard(app, port, token)


async def _trouble(request: Request, error: Exception) -> Response:
    from starlette.responses import PlainTextResponse

    return PlainTextResponse(str(error), status_code=409)


class _Routes:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._static = {
            name: (resources.files(package).joinpath(folder, name).read_bytes(), kind)
            for name, (package, folder, kind) in _STATIC.items()
        }

    def _draft(self, request: Request) -> tuple[int, Draft]:
        from starlette.exceptions import HTTPException

        number: int = request.path_params["number"]
        if not 1 <= number <= len(self._desk.drafts):
            raise HTTPException(404)
        return number, self._desk.drafts[number - 1]

    async def front(self, request: Request) -> Response:
        if len(self._desk.drafts) > 1:
            return _page(pages.front(self._desk))
        return _parts(pages.whole(1, self._desk.drafts[0], self._desk.drafts[0].state(), None, True))

    async def whole(self, request: Request) -> Response:
        number, draft = self._draft(request)
        key = request.query_params.get("finding")
        return _parts(pages.whole(number, draft, draft.state(), key, len(self._desk.drafts) == 1))

    async def panel(self, request: Request) -> Response:
        number, draft = self._draft(request)
        return _page(pages.panel(number, draft.state(), request.path_params["key"]))

    async def changes(self, request: Request) -> Response:
        from starlette.responses import Response

        number, draft = self._draft(request)
        state = draft.state()
        version = request.query_params.get("version", "")
        if version == state.version:
            return Response(status_code=204)
        before = draft.earlier(version)
        if before is None:
            return _reload()
        return _page(pages.SEAM + pages.update(number, draft, state, before, "Another window decided"))

    async def decide(self, request: Request) -> Response:
        number, draft = self._draft(request)
        form = await _form(request)
        before = draft.earlier(form.get("version", ""))
        step = draft.decide(_wish(form))
        many = f" in {len(step.places)} places" if len(step.places) > 1 else ""
        return self._answer(request, number, draft, before, form, f"{pages.WORDS[step.verdict].capitalize()}{many}")

    async def undo(self, request: Request) -> Response:
        number, draft = self._draft(request)
        form = await _form(request)
        before = draft.earlier(form.get("version", ""))
        state = draft.state()
        step = draft.undo(form.get("window", ""))
        if step is None:
            return self._answer(request, number, draft, before, form, "There is nothing to undo")
        judged = (key for i, key in enumerate(state.order.keys) if pages.step_of(state, i) == step.id)
        form["next"] = next(judged, form.get("next", ""))
        said = f"Undone: “{step.places[0].text}” was {pages.WORDS[step.verdict]}"
        return self._answer(request, number, draft, before, form, said)

    def _answer(
        self, request: Request, number: int, draft: Draft, before: State | None, form: dict[str, str], said: str
    ) -> Response:
        """To htmx the next finding's panel and what changed; to a browser without script the page anew."""
        from starlette.responses import RedirectResponse

        state = draft.state()
        following = form.get("next", "")
        if "hx-request" not in request.headers:
            if following not in state.order.index:
                return RedirectResponse(f"/drafts/{number}", status_code=303)
            return RedirectResponse(f"/drafts/{number}?finding={quote(following)}", status_code=303)
        if before is None or before.reading != state.reading:
            return _reload()
        changed = pages.update(number, draft, state, before, said)
        return _page(f"{pages.panel(number, state, following)}{pages.SEAM}{changed}")

    async def out(self, request: Request) -> Response:
        from starlette.exceptions import HTTPException

        _, draft = self._draft(request)
        judged = draft.state().judged
        stem, _, suffix = draft.name.rpartition(".") if "." in draft.name else (draft.name, "", "txt")
        form = request.path_params["form"]
        if form == "repaired":
            return _download(outcomes.as_file(judged), f"{stem}.repaired.{suffix}")
        if form == "tracked" and documents.tracks_changes(judged.document):
            return _download(outcomes.as_tracked(judged), f"{stem}.tracked.{suffix}")
        if form == "diff":
            return _download(outcomes.as_diff(judged).encode("utf-8", "surrogateescape"), f"{stem}.diff")
        if form == "learnt":
            steps = (step for each in self._desk.drafts for step in each.state().journal.steps)
            patch = lessons.patch(lessons.lessons(steps), self._desk.glossaries)
            return _download(patch.encode(), "glossary.patch")
        raise HTTPException(404)

    async def static(self, request: Request) -> Response:
        from starlette.exceptions import HTTPException
        from starlette.responses import Response

        found = self._static.get(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        return Response(found[0], media_type=found[1])


def _page(text: str) -> Response:
    from starlette.responses import HTMLResponse

    return HTMLResponse(text)


def _parts(parts: Iterator[str]) -> Response:
    from starlette.responses import StreamingResponse

    return StreamingResponse(parts, media_type="text/html")


def _reload() -> Response:
    """The draft was read anew: what the window shows no longer fits."""
    from starlette.responses import Response

    return Response(headers={"HX-Refresh": "true"})


def _download(data: bytes, name: str) -> Response:
    from starlette.responses import Response

    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, media_type="application/octet-stream", headers={"Content-Disposition": disposition})


async def _form(request: Request) -> dict[str, str]:
    """The fields of a posted form, each on one line.

    Raises:
        OptionError: where there is more than a form of the desk sends.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            raise OptionError("This is more than termend takes at once: shorten the text")
    pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
    fields = {name: " ".join(value.split()) for name, value in pairs}
    if any(len(value) > _LONGEST for value in fields.values()):
        raise OptionError(f"A field holds {_LONGEST} characters at most: shorten the text")
    return fields


def _wish(form: dict[str, str]) -> Wish:
    try:
        verdict = Verdict(form.get("verdict", ""))
        choice = int(form.get("choice", "") or 0)
    except ValueError:
        raise OptionError("This is no decision that termend knows: load the page again") from None
    row = None
    if verdict is Verdict.ROW and form.get("source") and form.get("target"):
        row = Name(form["source"], form["target"], type=form.get("type", ""))
    return Wish(
        form.get("key", ""),
        verdict,
        max(0, choice),
        form.get("text"),
        row,
        form.get("scope") == "all",
        form.get("window", ""),
    )
