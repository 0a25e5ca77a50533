"""From files to pairs: bilingual formats, text that interleaves two languages, files that translate one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from termend import documents
from termend.alignment.pairing import with_sources
from termend.errors import DocumentError, OptionError
from termend.harvest.aligning import monotone
from termend.harvest.explaining import explain_all
from termend.harvest.links import Links
from termend.harvest.pair import Pair
from termend.language.hanzi import is_hanzi, simplified
from termend.records import Document, Segment

# A line is Chinese where this share of its letters is.
_CHINESE_SHARE = 0.3
# In interleaved text a translation stands within so many lines of the other language.
_NEAR = 3
_LEAST = 0.3


def read(paths: Sequence[str]) -> tuple[list[Pair], list[Exception]]:
    """The pairs of all files, and what is wrong with those that have none.

    Two files of one language each, one after the other, are taken for translations. A file that cannot be read takes
    the one with it that waits for its translation.
    """
    found: list[Pair] = []
    failed: list[Exception] = []
    waiting: Document | None = None
    for path in paths:
        try:
            document = documents.read(path)
            if any(segment.source for segment in document.segments):
                found.extend(_units(document))
            elif {"zh", "en"} <= (languages := {_language(s.text) for s in document.segments}):
                found.extend(_interleaved(document))
            elif not languages & {"zh", "en"}:
                raise DocumentError(path, "it holds neither Chinese nor English", "Name bilingual files")
            elif waiting is None:
                waiting = document
            else:
                before, waiting = waiting, None
                found.extend(_side_by_side(before, document))
        except Exception as error:
            failed.append(error)
            waiting = None
    if waiting is not None:
        failed.append(_alone(waiting))
    return found, failed


def _alone(document: Document) -> OptionError:
    return OptionError(
        f"{document.path} is in one language only: name its translation behind it, or give a TMX or XLIFF file"
    )


def _language(text: str) -> str:
    """`zh`, `en`, or nothing for a line without letters."""
    hanzi = sum(map(is_hanzi, text))
    latin = sum(c.isalpha() and c.isascii() for c in text)
    if not hanzi and not latin:
        return ""
    # A Chinese character says as much as several letters.
    return "zh" if hanzi >= _CHINESE_SHARE * (hanzi + latin) else "en"


def _place(segment: Segment) -> str:
    return segment.label or f"line {segment.index + 1}"


def _units(document: Document) -> Iterator[Pair]:
    for segment in document.segments:
        if segment.source and segment.text.strip():
            yield Pair(document.path, _place(segment), segment.source.strip(), segment.text.strip())


def _interleaved(document: Document) -> list[Pair]:
    """Lines of either language matched in order with near lines of the other, where their words agree."""
    lines = [(number, s) for number, s in enumerate(s for s in document.segments if _language(s.text))]
    chinese = [(n, s) for n, s in lines if _language(s.text) == "zh"]
    english = [(n, s) for n, s in lines if _language(s.text) == "en"]
    scores = [
        [explain_all(Links(simplified(z.text), e.text)).score if abs(m - n) <= _NEAR else 0.0 for m, e in english]
        for n, z in chinese
    ]
    return [
        Pair(document.path, _place(chinese[i][1]), chinese[i][1].text.strip(), english[j][1].text.strip())
        for i, j in monotone(scores, _LEAST)
    ]


def _side_by_side(first: Document, second: Document) -> list[Pair]:
    """The segments of two files: one to one where they go so, else aligned; the uncertain ones are left out."""
    by_language = {_main_language(document): document for document in (first, second)}
    if set(by_language) != {"zh", "en"}:
        raise OptionError(f"{first.path} and {second.path} are in one language: name a file and its translation")
    return list(_units(with_sources(by_language["en"], by_language["zh"])))


def _main_language(document: Document) -> str:
    counted = [_language(segment.text) for segment in document.segments]
    return max(("zh", "en"), key=counted.count)
