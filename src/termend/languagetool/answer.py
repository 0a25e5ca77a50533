"""Findings in the words of LanguageTool's answer. Offsets and lengths count UTF-16 units of what the client sent."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

import termend
from termend.languagetool.asked import CATEGORY, LANGUAGES, Asked, rule_id
from termend.library.results import Report
from termend.offsets import Offsets
from termend.records import Finding, Severity
from termend.reports import checked_report
from termend.reports.underlining import visible

CATEGORY_NAME = "Names"
_API_VERSION = 1
_CONTEXT = 40  # code points on each side of a match
_MOST_REPLACEMENTS = 5
_SURE = 0.99


def software() -> dict[str, Any]:
    """What answers."""
    return {
        "name": "termend",
        "version": termend.__version__,
        "buildDate": "",
        "apiVersion": _API_VERSION,
        "premium": False,
        "premiumHint": "",
        "status": "",
    }


def languages() -> list[dict[str, str]]:
    """The languages that a client may name."""
    return [{"name": name, "code": "en", "longCode": code} for code, name in LANGUAGES.items()]


def answer(asked: Asked, report: Report | None, *, complete: bool = True) -> dict[str, Any]:
    """The whole answer.

    Args:
        report: what was found in `asked.text.text`; None where there was nothing to read.
        complete: False where the time was up before all was read.
    """
    name = LANGUAGES[asked.language]
    detected = {"name": name, "code": asked.language, "confidence": 1.0}
    return {
        "software": software(),
        "warnings": {"incompleteResults": not complete},
        "language": {"name": name, "code": asked.language, "detectedLanguage": detected},
        "matches": [] if report is None else list(_matches(asked, report)),
    }


def _matches(asked: Asked, report: Report) -> Iterable[dict[str, Any]]:
    wanted = [
        finding
        for finding in report
        if rule_id(finding.check) in asked.rules and (asked.picky or finding.severity is not Severity.INFO)
    ]
    if not wanted:
        return
    units = Offsets(asked.text.sent)
    sentences = _Sentences(report.text)
    for finding in wanted:
        yield _match(asked, finding, units, sentences)


def _match(asked: Asked, finding: Finding, units: Offsets, sentences: _Sentences) -> dict[str, Any]:
    text = asked.text.text
    start, end = _stretch(finding, text)
    first, last = (units.to_utf16(at) for at in asked.text.range_sent(start, end))
    context = max(0, start - _CONTEXT)
    excerpt = text[context : end + _CONTEXT].replace("\n", " ")
    around = Offsets(excerpt)
    rule = checked_report.rule(finding.check)
    at = around.to_utf16(start - context)
    return {
        "message": finding.message or f"{finding.text}: {rule.summary}",
        "shortMessage": rule.summary,
        "replacements": [{"value": value} for value in _replacements(finding, text, start, end)],
        "offset": first,
        "length": last - first,
        "context": {"text": excerpt, "offset": at, "length": around.to_utf16(end - context) - at},
        "sentence": sentences.at(start),
        "type": {"typeName": "Hint" if finding.severity is Severity.INFO else "Other"},
        "rule": {
            "id": rule_id(finding.check),
            "description": rule.summary,
            "issueType": "terminology",
            "category": {"id": CATEGORY, "name": CATEGORY_NAME},
            "isPremium": False,
            "confidence": round(finding.score, 2),
        },
        "ignoreForIncompleteSentence": False,
        "contextForSureMatch": 0 if finding.score >= _SURE else -1,
    }


def _stretch(finding: Finding, text: str) -> tuple[int, int]:
    """What is underlined: the finding with all that a proposal takes in, since clients replace nothing else."""
    proposals = finding.proposals[:_MOST_REPLACEMENTS]
    if not proposals:
        return visible(text, finding.start, finding.end)
    return min(finding.start, *(p.start for p in proposals)), max(finding.end, *(p.end for p in proposals))


def _replacements(finding: Finding, text: str, start: int, end: int) -> tuple[str, ...]:
    """What each proposal makes of the underlined stretch, best first, each once."""
    made = (text[start : p.start] + p.text + text[p.end : end] for p in finding.proposals[:_MOST_REPLACEMENTS])
    return tuple(dict.fromkeys(made))


class _Sentences:
    """The sentences of a text; cut when first asked for."""

    def __init__(self, text: str) -> None:
        from termend.language.sentences import sentences

        self._text = text
        self._ranges = sentences(text)

    def at(self, place: int) -> str:
        index = bisect_right(self._ranges, (place, len(self._text) + 1)) - 1
        start, end = self._ranges[max(0, index)]
        return self._text[start:end]
