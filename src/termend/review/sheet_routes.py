"""Addresses of what opens over a draft: marking, searching, the history, and the source of a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termend.errors import OptionError
from termend.language.hanzi import has_hanzi, simplified
from termend.records import Document, Term
from termend.review import answers, forms, history, marking, searching, sources
from termend.review.desk import Desk
from termend.review.draft_routes import draft_of
from termend.review.marking import Mark
from termend.review.rendering import render
from termend.review.terms import Suggestion

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_SHOWN = 200  # further places with the same words that are listed one by one
_CONTEXT = 36  # code points shown on each side of each
NEW, WRONG = "new", "wrong"


class SheetRoutes:
    """Answers for the drafts of a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def mark_form(self, request: Request) -> Response:
        """The form for a selection; it asks for the names that explain it by itself."""
        number, draft = draft_of(self._desk, request)
        state = draft.state()
        document = state.judged.document
        start, end = _selection(request, document)
        words = document.text[start:end]
        segment = next(s for s in document.segments if s.start <= start < s.end)
        also = [(at, _around(s.text, at - s.start, len(words))) for s, at in marking.elsewhere(document, start, end)]
        return answers.page(
            render(
                "mark.html",
                number=number,
                state=state,
                words=words,
                segment=segment,
                start=start - segment.start,
                end=end - segment.start,
                around=_around(segment.text, start - segment.start, len(words)),
                also=also[:_SHOWN],
                telling=marking.is_telling(words),
            )
        )

    async def suggest(self, request: Request) -> Response:
        """Names for a selection and for what was typed."""
        from starlette.concurrency import run_in_threadpool

        _, draft = draft_of(self._desk, request)
        document = draft.state().judged.document
        start, end = _selection(request, document)
        segment = next(s for s in document.segments if s.start <= start < s.end)
        query = forms.asked(request, "q")
        found: list[Suggestion] = await run_in_threadpool(
            self._desk.terms.suggest, document.text[start:end], query, segment.source or ""
        )
        return answers.page(render("suggestions.html", suggestions=found, query=query))

    async def mark(self, request: Request) -> Response:
        """Keep a mark."""
        from starlette.concurrency import run_in_threadpool

        number, draft = draft_of(self._desk, request)
        form = await forms.posted(request)
        before = draft.earlier(form.get("version", ""))
        mark = await run_in_threadpool(self._mark, draft.state().judged.document, form)
        step = await run_in_threadpool(draft.mark, mark, form.get("window", ""))
        state = draft.state()
        key = next(
            (k for k, f in zip(state.order.keys, state.judged.findings, strict=True) if f.start <= mark.start < f.end),
            "",
        )
        many = f" in {len(step.places)} places" if len(step.places) > 1 else ""
        return answers.changed(request, number, draft, before, key, f"Marked{many}: “{mark.words}”")

    def _mark(self, document: Document, form: dict[str, str]) -> Mark:
        start, end = (forms.whole_number(form.get(name, "")) for name in ("start", "end"))
        start, end = marking.selected(document, forms.whole_number(form.get("segment", "")), start, end)
        words, kind = document.text[start:end], form.get("as", "")
        if " ".join(words.split()) != form.get("words", ""):
            raise OptionError("These words are no longer there: the draft changed. Load the page again")
        also = tuple(forms.whole_number(value) for value in form.get("also", "").split())
        if kind == WRONG:
            return Mark(start, end, words, text=form.get("text", ""), also=also)
        if kind == NEW:
            name, target = simplified(form.get("source", "")), form.get("target", "")
            if not has_hanzi(name) or not target:
                raise OptionError("A new row needs the Chinese name and its English: fill in both")
            term = Term(name, target, type=form.get("type", ""))
        else:
            name, _, target = kind.partition("|")
            row = self._desk.terms.row(name, target)
            if row is None:
                raise OptionError("Choose the term, a new row, or “wrong, no term”")
            term = row
        new = kind == NEW or not self._desk.terms.is_listed(term)  # the names of the world are not the glossary's
        evidence = self._desk.terms.explanation(words, term)
        return Mark(start, end, words, term, evidence, new, "forbid" in form, also=also)

    async def search(self, request: Request) -> Response:
        """What stands in draft, source, terms and findings."""
        from starlette.concurrency import run_in_threadpool

        number, draft = draft_of(self._desk, request)
        query, state = forms.asked(request, "q"), draft.state()
        found = await run_in_threadpool(searching.search, state, self._desk.terms, query) if query else None
        return answers.page(
            render(
                "search.html",
                number=number,
                state=state,
                query=query,
                found=found,
                whole="q" not in request.query_params,
            )
        )

    async def history(self, request: Request) -> Response:
        """Who did what, and when."""
        number, draft = draft_of(self._desk, request)
        state = draft.state()
        return answers.page(render("history.html", number=number, state=state, lines=history.lines(state)))

    async def take_back(self, request: Request) -> Response:
        """Take back an entry of the history, or do it again."""
        number, draft = draft_of(self._desk, request)
        form = await forms.posted(request)
        before = draft.earlier(form.get("version", ""))
        entry = self._desk.take_back(draft, form.get("entry", ""), form.get("window", ""))
        holds = entry.id not in draft.state().journal.undone
        told = f"{'Done again' if holds else 'Taken back'}: {history.said(entry)}"
        return answers.changed(request, number, draft, before, form.get("next", ""), told)

    async def source_form(self, request: Request) -> Response:
        """The sentences that may belong to a paragraph."""
        number, draft = draft_of(self._desk, request)
        state, segment = draft.state(), request.path_params["segment"]
        near = sources.nearby(state.judged.document, state.source, segment)
        text = state.judged.document.segments[segment].text
        return answers.page(
            render("source.html", number=number, state=state, segment=segment, text=text, sentences=near)
        )

    async def source(self, request: Request) -> Response:
        """Keep which sentences belong to a paragraph, and check it again."""
        from starlette.concurrency import run_in_threadpool

        number, draft = draft_of(self._desk, request)
        form = await forms.posted(request)
        before, segment = draft.earlier(form.get("version", "")), request.path_params["segment"]
        numbers = [forms.whole_number(value) for value in form.get("sentence", "").split()]
        source = sources.chosen(draft.state().source, numbers)
        await run_in_threadpool(draft.pair, segment, source, form.get("window", ""))
        state = draft.state()
        count = len(state.order.by_segment.get(segment, ()))
        told = f"Checked again with this source: {count or 'no'} finding{'s' * (count != 1)} in the paragraph"
        first = next((state.order.keys[i] for i in state.order.by_segment.get(segment, ())), form.get("next", ""))
        return answers.changed(request, number, draft, before, first, told)


def _selection(request: Request, document: Document) -> tuple[int, int]:
    segment, start, end = (forms.whole_number(forms.asked(request, name)) for name in ("segment", "start", "end"))
    return marking.selected(document, segment, start, end)


def _around(text: str, start: int, length: int) -> tuple[str, str, str]:
    """Words with a few whole ones around them."""
    end = start + length
    left, right = max(0, start - _CONTEXT), min(len(text), end + _CONTEXT)
    if left:
        left = text.find(" ", left, start) + 1 or left
    if right < len(text):
        right = max(text.rfind(" ", end, right), end) if " " in text[end:right] else right
    return (
        "…" * (left > 0) + text[left:start],
        text[start:end],
        text[end:right] + "…" * (right < len(text)),
    )
