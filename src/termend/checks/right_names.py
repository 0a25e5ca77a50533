"""Right names of the world in a draft without a source: what is exactly one is not overwritten by another name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from termend import gazetteer
from termend.gazetteer import chinese
from termend.language.tokens import tokenize
from termend.records import Finding

_OVERWRITING = "garbled-term"


def spared(findings: Iterable[Finding], unpaired: Collection[int]) -> Iterator[Finding]:
    """Findings without those that would overwrite the right name of something else.

    Args:
        unpaired: indices of the segments that have no source.

    Raises:
        TermendError: where the shipped names cannot be read.
    """
    for finding in findings:
        if finding.check != _OVERWRITING or finding.segment not in unpaired or not _is_of_another(finding):
            yield finding


def _is_of_another(finding: Finding) -> bool:
    """Whether the words are exactly a known name, of something that is not called as the term is in Chinese."""
    words = [token.text for token in tokenize(finding.text)]
    found = gazetteer.shipped().known_names(words)
    if finding.term is None or len(found) != 1 or (found[0].first, found[0].last) != (0, len(words)):
        return False
    name = chinese.normal(finding.term.source)
    return not any(r.chinese in name or name in r.chinese for r in found[0].readings)
