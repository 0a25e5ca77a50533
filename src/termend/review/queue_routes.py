"""Addresses of all drafts together: the queue, the list of findings, deciding for many, and the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termend.errors import OptionError
from termend.review import answers, forms, listing, queue
from termend.review.desk import Desk
from termend.review.history import said
from termend.review.listing import Sieve
from termend.review.rendering import WORDS, render

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


class QueueRoutes:
    """Answers for a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def front(self, request: Request) -> Response:
        """The drafts with their progress; the draft itself where there is one."""
        if len(self._desk.drafts) == 1 and "summary" not in request.query_params:
            from termend.review import pages

            draft = self._desk.drafts[0]
            return answers.parts(pages.whole(1, self._desk, draft, draft.state(), None), self._desk.terms.warm)
        every = queue.progress(self._desk)
        done = all(not each.open for each in every)
        return answers.page(render("front.html", drafts=every, done=done, next=queue.next_open(self._desk, 0)))

    async def next(self, request: Request) -> Response:
        """The next draft with something open; the summary where there is none."""
        after = forms.whole_number(forms.asked(request, "after") or "0")
        number = queue.next_open(self._desk, min(after, len(self._desk.drafts)))
        return answers.elsewhere(f"/drafts/{number}" if number else "/?summary=1")

    async def findings(self, request: Request) -> Response:
        """The list."""
        fields = {name: forms.on_one_line(value) for name, value in request.query_params.items()}
        return answers.page(listing.page(self._desk, Sieve.of(fields)))

    async def decide_all(self, request: Request) -> Response:
        """One verdict for all that is listed, or taking it back."""
        form = await forms.posted(request)
        sieve, window = Sieve.of(form), form.get("window", "")
        if form.get("verdict") in ("undo", "again"):
            undone = form["verdict"] == "undo"
            entry = self._desk.undo(window) if undone else self._desk.again(window)
            told = f"{'Undone' if undone else 'Done again'}: {said(entry)}" if entry else "There is nothing to do"
            return answers.page(listing.page(self._desk, sieve, told))
        verdict = forms.verdict_of(form)
        if verdict not in listing.VERDICTS:
            raise OptionError("All can be accepted or rejected at once, nothing else")
        chosen = listing.decidable(listing.rows(self._desk, sieve), sieve)
        if str(len(chosen)) != form.get("count"):
            raise OptionError("The list is no longer what the page shows: load it again")
        count = self._desk.decide_all(((row.draft, row.key) for row in chosen), verdict, window)
        passed_over = f"; {len(chosen) - count} have nothing to print" if count < len(chosen) else ""
        told = f"{count} {WORDS[verdict]}{passed_over}. Undo takes all of it back"
        return answers.page(listing.page(self._desk, sieve, told))

    async def archive(self, request: Request) -> Response:
        """Everything in one file."""
        return answers.download(queue.archive(self._desk), "reviewed.zip")
