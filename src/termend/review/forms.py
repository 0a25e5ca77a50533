"""What a browser sends: forms and queries, each field on one line and no longer than the desk's own pages make it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from termend.errors import OptionError
from termend.review.decisions import Name, Verdict
from termend.review.desk import Wish

if TYPE_CHECKING:
    from starlette.requests import Request

LARGEST = 64 * 1024  # bytes of a form
LONGEST = 2000  # code points of a field
_AGAIN = frozenset({"also", "sentence"})  # fields that a form may repeat


async def posted(request: Request) -> dict[str, str]:
    """The fields of a posted form, each on one line; of a field that may be repeated all values, parted by spaces.

    Raises:
        OptionError: where there is more than a form of the desk sends.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise OptionError("This is more than termend takes at once: shorten the text")
    fields: dict[str, str] = {}
    for name, value in parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True):
        line = on_one_line(value)
        fields[name] = f"{fields[name]} {line}" if name in _AGAIN and name in fields else line
    return fields


def asked(request: Request, name: str) -> str:
    """A field of the query, on one line; empty where it is missing.

    Raises:
        OptionError: where it is longer than the desk's own pages make it.
    """
    return on_one_line(request.query_params.get(name, ""))


def on_one_line(value: str) -> str:
    """A value without line breaks and superfluous spaces.

    Raises:
        OptionError: where it is longer than the desk's own pages make it.
    """
    if len(value) > LONGEST:
        raise OptionError(f"A field holds {LONGEST} characters at most: shorten the text")
    # A lone surrogate could be shown but never written.
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split())


def whole_number(value: str) -> int:
    """A number from 0.

    Raises:
        OptionError: where it is none.
    """
    if not (value.isascii() and value.isdecimal() and len(value) < 10):
        raise OptionError("This is nothing that termend's own page asks: load the page again")
    return int(value)


def verdict_of(form: dict[str, str]) -> Verdict:
    """The verdict of a form.

    Raises:
        OptionError: where it is none.
    """
    try:
        return Verdict(form.get("verdict", ""))
    except ValueError:
        raise OptionError("This is no decision that termend knows: load the page again") from None


def wish(form: dict[str, str]) -> Wish:
    """What a form of the finding's panel asks for.

    Raises:
        OptionError: where it asks for nothing that can be decided.
    """
    verdict = verdict_of(form)
    row = None
    if verdict is Verdict.ROW and form.get("source") and form.get("target"):
        row = Name(form["source"], form["target"], type=form.get("type", ""))
    stretch = None
    if verdict is Verdict.EDIT and "old" in form:
        stretch = whole_number(form.get("from", "")), whole_number(form.get("to", "")), form["old"]
    return Wish(
        form.get("key", ""),
        verdict,
        whole_number(form.get("choice") or "0"),
        form.get("text"),
        stretch,
        row,
        form.get("scope") == "all",
        form.get("window", ""),
    )
