"""What a program puts its values in, and the tags of a page, in a text of any format: none of it is the writer's words.

printf conversions (ISO C, POSIX, Objective-C, Python), fields of Python, .NET and ICU, templates in double braces,
variables of shells and Windows, tags.
"""

from __future__ import annotations

import re

_PRINTF = (
    r"(?<![\d%])%(?:\d{1,3}\$|\(\w{1,64}\))?[-+0#]{0,5}(?:\d{1,9}|\*)?(?:\.(?:\d{1,9}|\*))?"
    r"(?:hh|h|ll|l|L|q|j|z|t)?[diouxXeEfFgGaAcspn@](?![A-Za-z])"
)
_FIELD = r"\{[\w.-]{0,64}(?:\[[\w.-]{0,64}\][\w.-]{0,64}){0,4}(?:![rsa])?(?::[^{}\s]{0,32})?\}"
_ICU_FIELD = r"\{\s?\w{1,64}\s?,[^{}\n]{0,64}\}"
_ICU_CHOICE = r"\{\s?\w{1,64}\s?,\s?(?:plural|select|selectordinal)\s?,(?:\s?offset:\d{1,3})?"
_ICU_BRANCH = r"(?<!\w)(?:=\d{1,9}|zero|one|two|few|many|other)\s?(?=\{)"
_TEMPLATE = r"\{\{[^{}\n]{0,200}\}\}|\{%[^{}\n]{0,200}%\}|<%[^<>\n]{0,200}%>|[$%#]\{[^{}\n]{1,200}\}"
_VARIABLE = r"(?<![\d%])%[A-Za-z_]\w{0,63}%"
_VALUE = r"""(?:"[^"<>\n]{0,2000}"|'[^'<>\n]{0,2000}'|[^\s"'<>=]{1,2000})"""
# A name in angle brackets (<Copper Beam>) is how engines write a Chinese title: a tag has attributes or nothing.
_TAG = rf"<(?!unk>)/?(?:[a-z][\w:.-]{{0,64}}|[A-Z][A-Z0-9]{{0,9}})(?:\s[\w:@.-]{{1,64}}\s?=\s?{_VALUE}){{0,40}}\s?/?>"
_KINDS = (_TEMPLATE, _VARIABLE, _FIELD, _ICU_FIELD, _ICU_CHOICE, _PRINTF, _TAG)
_PLACEHOLDER = re.compile("|".join(_KINDS))
_IN_A_CHOICE = re.compile("|".join((*_KINDS, _ICU_BRANCH)))
_CHOICE = re.compile(_ICU_CHOICE)


def placeholders(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of the placeholders and tags of a text, in order, none overlapping."""
    if "%" not in text and "{" not in text and "<" not in text:
        return []
    pattern = _IN_A_CHOICE if _CHOICE.search(text) else _PLACEHOLDER
    return [match.span() for match in pattern.finditer(text)]
