"""Addresses of one draft: its page, its findings, deciding, taking back, and what is taken home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termend import documents
from termend.review import answers, forms, outcomes, pages, queue
from termend.review.decisions import Entry, Step, Verdict
from termend.review.desk import Desk, Draft, State
from termend.review.history import said
from termend.review.rendering import WORDS, render

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def draft_of(desk: Desk, request: Request) -> tuple[int, Draft]:
    """The draft that an address names, with its number.

    Raises:
        HTTPException: 404 where there is none.
    """
    from starlette.exceptions import HTTPException

    number: int = request.path_params["number"]
    if not 1 <= number <= len(desk.drafts):
        raise HTTPException(404)
    return number, desk.drafts[number - 1]


class DraftRoutes:
    """Answers for the drafts of a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def whole(self, request: Request) -> Response:
        """The page."""
        number, draft = draft_of(self._desk, request)
        key = request.query_params.get("finding")
        return answers.parts(pages.whole(number, self._desk, draft, draft.state(), key), self._desk.terms.warm)

    async def panel(self, request: Request) -> Response:
        """One finding."""
        number, draft = draft_of(self._desk, request)
        return answers.page(pages.panel(number, draft.state(), request.path_params["key"]))

    async def changes(self, request: Request) -> Response:
        """What other windows did since a version."""
        from starlette.responses import Response

        number, draft = draft_of(self._desk, request)
        state = draft.state()
        version = request.query_params.get("version", "")
        if version == state.version:
            return Response(status_code=204)
        before = draft.earlier(version)
        if before is None:
            return answers.anew()
        news = _news(state, before)
        return answers.page(pages.SEAM + pages.update(number, draft, state, before, news))

    async def decide(self, request: Request) -> Response:
        """A decision on a finding, or on all of its name."""
        number, draft = draft_of(self._desk, request)
        form = await forms.posted(request)
        before = draft.earlier(form.get("version", ""))
        step = draft.decide(forms.wish(form))
        many = f" in {len(step.places)} places" if len(step.places) > 1 else ""
        told = f"{WORDS[step.verdict].capitalize()}{many}"
        return answers.changed(request, number, draft, before, form.get("next", ""), told)

    async def comment(self, request: Request) -> Response:
        """A comment on a finding."""
        number, draft = draft_of(self._desk, request)
        form = await forms.posted(request)
        before = draft.earlier(form.get("version", ""))
        key = form.get("key", "")
        draft.comment(key, form.get("text", ""), form.get("window", ""))
        return answers.changed(request, number, draft, before, key, "Comment kept")

    async def undo(self, request: Request) -> Response:
        """Take back what this window did last."""
        number, draft = draft_of(self._desk, request)
        form = await forms.posted(request)
        before, state = draft.earlier(form.get("version", "")), draft.state()
        entry = self._desk.undo(form.get("window", ""), draft)
        told = "This window has nothing to undo; the history (h) has what others did"
        return self._back(
            request, number, draft, before, state, entry, form, f"Undone: {_told(entry)}" if entry else told
        )

    async def again(self, request: Request) -> Response:
        """Do again what this window took back last."""
        number, draft = draft_of(self._desk, request)
        form = await forms.posted(request)
        before, state = draft.earlier(form.get("version", "")), draft.state()
        entry = self._desk.again(form.get("window", ""), draft)
        told = f"Done again: {_told(_undone_by(entry, state))}" if entry else "There is nothing to do again"
        return self._back(request, number, draft, before, state, entry, form, told)

    def _back(
        self,
        request: Request,
        number: int,
        draft: Draft,
        before: State | None,
        state: State,
        entry: Entry | None,
        form: dict[str, str],
        told: str,
    ) -> Response:
        """The panel of the finding that was taken back or done again, where it is still there."""
        following = form.get("next", "")
        now = draft.state()
        for each in (state, now):
            touched = {entry.id, *getattr(entry, "undoes", ())} if entry else set()
            found = next((k for i, k in enumerate(each.order.keys) if pages.step_of(each, i) in touched), None)
            if found in now.order.index:
                following = found or following
        if following not in now.order.index and now.order.keys:
            following = now.order.keys[0]
        return answers.changed(request, number, draft, before, following, told)

    async def mended(self, request: Request) -> Response:
        """What is wrong in a paragraph now that it is mended."""
        from starlette.concurrency import run_in_threadpool

        number, draft = draft_of(self._desk, request)
        segment: int = request.path_params["segment"]
        found = await run_in_threadpool(draft.check_again, segment)
        return answers.page(render("mended.html", number=number, segment=segment, findings=found))

    async def out(self, request: Request) -> Response:
        """The draft as it leaves the desk."""
        from starlette.exceptions import HTTPException

        _, draft = draft_of(self._desk, request)
        judged = draft.state().judged
        stem, _, suffix = draft.name.rpartition(".") if "." in draft.name else (draft.name, "", "txt")
        form = request.path_params["form"]
        if form == "repaired":
            return answers.download(outcomes.as_file(judged), f"{stem}.repaired.{suffix}")
        if form == "tracked" and documents.tracks_changes(judged.document):
            return answers.download(outcomes.as_tracked(judged), f"{stem}.tracked.{suffix}")
        if form == "diff":
            return answers.download(outcomes.as_diff(judged).encode("utf-8", "surrogateescape"), f"{stem}.diff")
        if form == "learnt":
            return answers.download(queue.learnt(self._desk).encode(), "glossary.patch")
        raise HTTPException(404)


def _told(entry: Entry | None) -> str:
    if isinstance(entry, Step) and entry.places and entry.verdict is not Verdict.MARK:
        return f"“{entry.places[0].text}” was {WORDS[entry.verdict]}"
    return said(entry) if entry else ""


def _undone_by(entry: Entry, state: State) -> Entry | None:
    wanted = getattr(entry, "undoes", ())
    return next((e for e in state.journal.entries if e.id in wanted), None)


def _news(state: State, before: State) -> str:
    """What others did meanwhile, in words."""
    known = {entry.id for entry in before.journal.entries}
    new = [entry for entry in state.journal.entries if entry.id not in known]
    who = {entry.by for entry in new if entry.by}
    return f"{' and '.join(sorted(who)) or 'Another window'} decided"
