"""How a text is written inside a file of each kind."""

from __future__ import annotations

import re

_MARKDOWN = re.compile(r"([\\`*_\[\]<&])")


def escape(text: str, writing: str) -> str:
    """The text as it has to stand in the file, so that reading it gives the text again.

    Args:
        writing: `plain`, `xml` (also HTML), `cdata`, `markdown`, `po`, `cell` or `quoted` (a cell without and with
            quotation marks).
    """
    return _WAYS[writing](text)


def _plain(text: str) -> str:
    return text


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _cdata(text: str) -> str:
    return text.replace("]]>", "]]]]><![CDATA[>")


def _markdown(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


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
    "markdown": _markdown,
    "po": _po,
    "quoted": _quoted,
}
