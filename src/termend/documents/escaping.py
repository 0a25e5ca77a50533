"""How a text is written inside a file of each kind."""

from __future__ import annotations

import re

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 file holds, escaped or not (fifth edition, section 2.2)."""

# What SubRip players and editors take for a reference, a tag or a time.
_SUBRIP = re.compile(r"&(?=#?\w+;)|<(?=[/A-Za-z0-9])|(?<=--)>")
_SUBRIP_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escape(text: str, writing: str) -> str:
    """The text as it has to stand in the file, so that reading it gives the text again; XML lacks control characters.

    Args:
        writing: `plain`, `xml` (also HTML and WebVTT), `cdata`, `subrip`, `po`, `cell` or `quoted` (a cell without and
            with quotation marks). Markdown depends on the place as well: see `markdown_escaping`.
    """
    return _WAYS[writing](text)


def _plain(text: str) -> str:
    return text


def _xml(text: str) -> str:
    text = NOT_XML.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _cdata(text: str) -> str:
    return NOT_XML.sub("", text).replace("]]>", "]]]]><![CDATA[>")


def _subrip(text: str) -> str:
    return _SUBRIP.sub(lambda match: _SUBRIP_REFERENCES[match.group()], text)


def _po(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")


def _quoted(text: str) -> str:
    return text.replace('"', '""')


_WAYS = {
    "plain": _plain,
    "mark": _plain,  # nothing is ever written in place of a mark, nor of what is protected
    "protected": _plain,
    "cell": _plain,  # `table` adds quotation marks around the cell where it comes to need them
    "xml": _xml,
    "cdata": _cdata,
    "subrip": _subrip,
    "po": _po,
    "quoted": _quoted,
}
