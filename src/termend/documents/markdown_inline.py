"""What the inline text of a Markdown block is made of, and where each part of it lies.

markdown-it-py keeps no places of inline tokens; its own rules are run here, and where each began and ended is noted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from termend.documents.deadline import Deadline
from termend.documents.pairing import Pair
from termend.language.marks import OBJECT

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    Rule = Callable[[StateInline, bool], bool]

FOOTNOTE = re.compile(r"\[\^[^\]\[\s]{1,99}\]")
_OPENED = frozenset({"em_open", "strong_open", "s_open"})
_CLOSED = frozenset({"em_close", "strong_close", "s_close"})
_DELIMITERS = frozenset({"emphasis", "strikethrough"})
_OBJECTS = frozenset({"image", "autolink"})


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch `start:end` of an inline text that reads as `text`.

    Attributes:
        kind: `text` where it may be edited, `glue` where it is only seen, `tag` for an HTML tag, `break` for a line's.
    """

    start: int
    end: int
    text: str
    kind: str = "text"


class InlineReader:
    """Reads inline texts of one document.

    Args:
        environment: what the block parser noted (reference definitions).
        deadline: checked at every step.
    """

    def __init__(self, environment: dict[str, Any], deadline: Deadline) -> None:
        from markdown_it import MarkdownIt
        from markdown_it.helpers import parseLinkLabel

        self._label_end = parseLinkLabel
        self._environment, self._deadline = environment, deadline
        self._parser = parser = MarkdownIt("commonmark").enable(["strikethrough"])
        parser.inline.ruler2.disable("fragments_join")
        self._content = ""
        self._spans: list[Span | tuple[int, Token]] = []
        self._links: list[Pair] = []
        self.pairs: list[Pair] = []
        ruler = parser.inline.ruler
        for rule in list(ruler.__rules__):
            ruler.at(rule.name, self._noted(rule.name, rule.fn))
        ruler.before("link", "footnote", self._noted("footnote", _footnote))
        ruler.push("literal", self._noted("literal", _literal))

    def read(self, content: str) -> list[Span]:
        """The spans of an inline text, in order; the marks of emphasis and links lie between them, in `pairs`."""
        self._content, self._spans, self._links = content, [], []
        self._parser.inline.parse(content, self._parser, self._environment, [])
        self.pairs = [*self._links]
        spans: list[Span] = []
        opened: list[tuple[int, int]] = []
        for noted in self._spans:
            if isinstance(noted, Span):
                spans.append(noted)
                continue
            at, token = noted
            if token.type == "text" and token.content:  # a mark that turned out to mark nothing
                spans.append(Span(at, at + len(token.content), token.content))
            elif token.type in _OPENED:
                opened.append(_whole(at, token, opening=True))
            elif token.type in _CLOSED and opened:
                self.pairs.append(Pair(*opened.pop(), *_whole(at, token, opening=False), clings=True))
        return spans

    def _noted(self, name: str, rule: Rule) -> Rule:
        def run(state: StateInline, silent: bool) -> bool:
            self._deadline.check()
            start, tokens = state.pos, len(state.tokens) + bool(state.pending)
            if not rule(state, silent):
                return False
            if not silent and state.src == self._content:
                self._note(name, start, state, state.tokens[tokens:])
            return True

        return run

    def _note(self, name: str, start: int, state: StateInline, made: list[Token]) -> None:
        text = state.src[start : state.pos]
        if name in ("text", "literal"):
            self._spans.append(Span(start, state.pos, text))
        elif name == "newline":
            self._spans.append(Span(start, state.pos, "\n"))
        elif name in ("escape", "entity"):
            shown = made[-1].content if made else text
            self._spans.append(Span(start, state.pos, shown) if shown else Span(start, state.pos, "\n", "break"))
        elif name in _DELIMITERS:
            at = start
            for token in made:
                self._spans.append((at, token))
                at += len(token.content)
        elif name in _OBJECTS or (name == "backticks" and made):
            self._spans.append(Span(start, state.pos, OBJECT, "glue"))
        elif name == "backticks":
            self._spans.append(Span(start, state.pos, text))
        elif name == "html_inline":
            self._spans.append(Span(start, state.pos, text, "tag"))
        elif name == "footnote":
            self._spans.append(Span(start, state.pos, OBJECT, "glue"))
        elif name == "link":
            end = self._label_end(state, start, True)
            if end > start:
                self._links.append(Pair(start, start + 1, end, state.pos, link=True))


def _whole(at: int, token: Token, *, opening: bool) -> tuple[int, int]:
    """The range of a mark: of two asterisks the parser keeps the inner one."""
    if token.type in ("strong_open", "strong_close"):
        return (at - 1, at + 1) if opening else (at, at + 2)
    return at, at + len(token.markup)


def _footnote(state: StateInline, silent: bool) -> bool:
    """A footnote's mark, `[^1]`, or at the head of a block the one that the note begins with, `[^1]:`."""
    match = FOOTNOTE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("footnote_ref", "", 0)
    state.pos = match.end() + (state.pos == 0 and state.src[match.end() : match.end() + 1] == ":")
    return True


def _literal(state: StateInline, silent: bool) -> bool:
    """A character that no rule takes stands for itself."""
    if not silent:
        state.pending += state.src[state.pos]
    state.pos += 1
    return True
