"""The desk's templates, everything escaped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from termend.language.marks import OBJECT
from termend.reports import markup
from termend.review import embedded
from termend.review.decisions import Verdict

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

WORDS = {
    Verdict.ACCEPT: "accepted",
    Verdict.EDIT: "edited",
    Verdict.REJECT: "rejected",
    Verdict.VARIANT: "right, a variant",
    Verdict.FORBIDDEN: "accepted, and forbidden from now on",
    Verdict.ROW: "another name, a new row",
    Verdict.MARK: "marked as wrong",
}
_PAGES = ("front.html", "desk.html", "update.html", "list.html", "mark.html", "search.html", "history.html")


@cache
def environment() -> Environment:
    """Jinja with this package's templates on top of those of the reports."""
    from jinja2 import ChoiceLoader, PackageLoader

    base = markup.environment()
    assert base.loader is not None
    made = base.overlay(loader=ChoiceLoader([PackageLoader("termend.review"), base.loader]))
    made.globals["words"] = WORDS
    made.globals["embedded"] = embedded
    made.filters["shown"] = shown
    made.filters["moment"] = moment
    return made


def render(template: str, **fields: Any) -> str:
    """A page, or a piece of one."""
    return environment().get_template(template).render(**fields)


def warm() -> None:
    """Compile the templates, so that the first page is as fast as the next."""
    for name in _PAGES:
        environment().get_template(name)


def shown(text: str) -> Markup:
    """Text of a draft: as `visible`, and what is no text (an image, a code span) as a small box."""
    from markupsafe import Markup

    if OBJECT not in text:
        return markup.visible(text)
    return Markup('<span class="object" title="an image, code or placeholder">▫</span>').join(
        markup.visible(part) for part in text.split(OBJECT)
    )


def moment(at: str) -> str:
    """When, as people read it: `28 Nov, 11:05 UTC`; as it stands where it is no such time."""
    from datetime import datetime

    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        return at
    return f"{when.day} {when:%b, %H:%M} UTC"
