"""The web application: `/v2/check`, `/v2/languages`, `/v2/healthcheck`, `/v2/info`, `/v2/maxtextlength`."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from termend.errors import DocumentError, OptionError
from termend.languagetool import answer, asked
from termend.languagetool.admission import Admission
from termend.languagetool.asked import Asked
from termend.languagetool.glossaries import Checkers
from termend.library.results import Report

_MOST_BYTES_A_CHARACTER = 12  # a hanzi beyond the basic plane, percent-encoded
_MOST_FIELDS = 64
_REMEMBERED = 256  # answers; clients ask again for paragraphs that did not change
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may cost.

    Attributes:
        characters: of a text, its markup and its source together.
        seconds: until the answer says that it is incomplete.
        waiting: questions that are worked on or wait for their turn; more are sent away.
    """

    characters: int = 100_000
    seconds: float = 30.0
    waiting: int = 16


class _RefusedError(Exception):
    def __init__(self, status: int, reason: str) -> None:
        self.status = status
        super().__init__(reason)


def build(checkers: Checkers, admission: Admission, limits: Limits) -> Starlette:
    """The application.

    Args:
        checkers: what questions are put to.
        admission: who may ask.
        limits: how much.
    """
    desk = _Desk(checkers, admission, limits)
    pages = Middleware(
        CORSMiddleware,
        allow_origins=sorted(admission.origins),
        allow_methods=["GET", "POST"],
        allow_headers=["*"],
    )
    return Starlette(
        routes=[
            Route("/v2/check", desk.guarded(desk.check), methods=["GET", "POST"]),
            Route("/v2/languages", desk.guarded(desk.languages), methods=["GET"]),
            Route("/v2/healthcheck", desk.guarded(desk.healthcheck), methods=["GET"]),
            Route("/v2/info", desk.guarded(desk.info), methods=["GET"]),
            Route("/v2/maxtextlength", desk.guarded(desk.max_text_length), methods=["GET"]),
        ],
        middleware=[pages] if admission.origins else [],
    )


class _Desk:
    """Answers requests. Errors are plain text beginning with `Error:`, as LanguageTool's are."""

    def __init__(self, checkers: Checkers, admission: Admission, limits: Limits) -> None:
        self._checkers, self._admission, self._limits = checkers, admission, limits
        self._at_work = 0
        self._report = lru_cache(maxsize=_REMEMBERED)(self._checked)

    def guarded(self, handle: Any) -> Any:
        async def handled(request: Request) -> Response:
            try:
                reason = self._admission.refusal(request.headers)
                if reason is not None:
                    raise _RefusedError(403, reason)
                answered: Response = await handle(request)
            except _RefusedError as refused:
                return PlainTextResponse(f"Error: {refused}", refused.status)
            except (OptionError, DocumentError) as error:
                return PlainTextResponse(f"Error: {error}", 400)
            return answered

        return handled

    async def check(self, request: Request) -> Response:
        parameters = await self._parameters(request)
        if not self._admission.knows(request.headers, (parameters.get("apiKey", ""),)):
            raise _RefusedError(403, "Give the token that termend serve printed as apiKey, or as a bearer token")
        question = asked.read(parameters, self._checkers.named(None).checks)
        size = len(question.text.sent) + len(question.source or "")
        if size > self._limits.characters:
            raise _RefusedError(
                413,
                f"Your text exceeds the limit of {self._limits.characters} characters (it's {size} characters). "
                "Please submit a shorter text.",
            )
        return JSONResponse(await self._answered(question))

    async def _answered(self, question: Asked) -> dict[str, Any]:
        if not question.text.text.strip():
            return answer.answer(question, None)
        if self._at_work >= self._limits.waiting:
            raise _RefusedError(503, "Too many questions at once: ask again")
        self._at_work += 1
        working = asyncio.ensure_future(
            run_in_threadpool(self._report, question.text.text, question.source, question.glossary)
        )
        working.add_done_callback(self._done)
        try:
            report = await asyncio.wait_for(asyncio.shield(working), self._limits.seconds)
        except TimeoutError:
            return answer.answer(question, None, complete=False)
        return await run_in_threadpool(answer.answer, question, report)

    def _done(self, working: asyncio.Future[Report]) -> None:
        self._at_work -= 1
        if not working.cancelled():
            working.exception()  # whoever asked has been told, or has gone

    def _checked(self, text: str, source: str | None, glossary: str | None) -> Report:
        return self._checkers.named(glossary).check(text, source)

    async def _parameters(self, request: Request) -> Mapping[str, str]:
        most = self._limits.characters * _MOST_BYTES_A_CHARACTER
        parameters = dict(request.query_params)
        if request.method == "GET":
            return parameters
        kind = request.headers.get("content-type", _FORM).partition(";")[0].strip().lower()
        if kind != _FORM:
            raise _RefusedError(415, f"Send parameters as {_FORM}")
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > most:
                raise _RefusedError(413, f"Your text exceeds the limit of {self._limits.characters} characters.")
        try:
            sent = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
        except ValueError as error:
            raise _RefusedError(400, f"The parameters cannot be read ({error})") from error
        return {**parameters, **dict(sent)}

    async def languages(self, _: Request) -> Response:
        return JSONResponse(answer.languages())

    async def healthcheck(self, _: Request) -> Response:
        return PlainTextResponse("OK")

    async def info(self, _: Request) -> Response:
        return JSONResponse({"software": answer.software()})

    async def max_text_length(self, _: Request) -> Response:
        return PlainTextResponse(str(self._limits.characters))
