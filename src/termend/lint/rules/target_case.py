"""A target that is not cased as a name.

A proper noun has capitals: every word but articles, conjunctions and prepositions. Reported are a target without any
capital, one that begins small, one with a small word between capitalised ones, and one in capitals throughout.

    source,target
    重庆日报,chongqing daily         ← target-case
    重庆日报报业集团,Chongqing daily Press Group   ← target-case

Left alone: rows whose `case` column says `any` or `lower`; rows whose type is no name (policy, concept, slogan,
phrase …) where all is small; particles of names (de, van, al-); brands such as iPhone; acronyms.

Fix: a target without any capital gets its capitals, where every word is a plain one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from termend.glossary.entries import Entry
from termend.language.function_words import PRINTED_SMALL
from termend.language.hanzi import has_hanzi
from termend.lint.context import LintContext
from termend.lint.finding import Remark, Replace
from termend.lint.registry import rule
from termend.records import Severity

_FOREIGN = """
de del della der des di do dos du da den el la las le les los van von y e et zu zur
am im bei ob aan op na nad sur sous sobre dei dell delle degli della o i bin ibn al ul ud ten ter und
"""
_NO_NAMES = """
policy concept term phrase slogan campaign title doctrine idea theory strategy common expression idiom word event plan
award measure principle initiative position post role
"""
SMALL_WORDS = PRINTED_SMALL | frozenset(_FOREIGN.split())
NO_NAMES = frozenset(_NO_NAMES.split())
_WORD = re.compile(r"(?<![\d])[^\W\d_][^\s/()|–—]*")
_PLAIN = re.compile(r"[A-Za-z][a-z]*(?:[-'’][A-Za-z]+)*")
_LONGEST_ACRONYM = 6
_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)+")  # a site that goes by its address


@rule("target-case", Severity.WARNING, fixable=True)
def target_case(context: LintContext) -> Iterator[Remark]:
    for entry in context.entries:
        if entry.fields.get("case", "").strip().lower() in ("any", "lower"):
            continue
        fault = _fault(entry, entry.target)
        if fault is None:
            continue
        text, message = fault
        mended = title_cased(entry.target) if entry.target == entry.target.lower() else entry.target
        changes = (Replace("target", mended),) if mended != entry.target else ()
        yield Remark(entry, "target", text, message, changes)


def _fault(entry: Entry, target: str) -> tuple[str, str] | None:
    if target.istitle() and not target.isupper() and target.replace(" ", "").isalpha():
        return None  # as most are
    words = _WORD.findall(target)
    if not words or has_hanzi(target):
        return None
    if target == target.lower():
        if _ADDRESS.fullmatch(target):
            return None
        return None if entry.type in NO_NAMES else (target, "no capital in a name")
    if len(words) > 1 and target == target.upper() and any(len(w) > _LONGEST_ACRONYM for w in words):
        return target, "capitals throughout"
    first = words[0]
    small_start = first.islower() and first not in SMALL_WORDS and target.startswith(first)
    if small_start and entry.type not in NO_NAMES and len(words) > 1 and _mostly_capitalised(words[1:]):
        return first, f"the name begins small: {first!r}"
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        if word.islower() and word.isalpha() and word not in SMALL_WORDS and before[0].isupper() and after[0].isupper():
            return word, f"a small word between capitalised ones: {word!r}"
    return None


def _mostly_capitalised(words: list[str]) -> bool:
    content = [word for word in words if word not in SMALL_WORDS]
    return sum(word[0].isupper() for word in content) > len(content) / 2


def title_cased(target: str) -> str:
    """The target with its words capitalised, or as it is where one of them is not plain."""
    words = _WORD.findall(target)
    if not words or not all(_PLAIN.fullmatch(word) for word in words):
        return target
    first = True

    def capitalise(match: re.Match[str]) -> str:
        nonlocal first
        word, first_word, first = match.group(), first, False
        return word if word in SMALL_WORDS and not first_word else word[0].upper() + word[1:]

    return _WORD.sub(capitalise, target)
