"""Whether a rendering that no row lists is wrong, read with the words beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from termend.channel.bilingual.explanation import Explainer
from termend.channel.bilingual.source import Unit
from termend.channel.bilingual.soundness import is_class_alone, is_sound, siblings_say_so
from termend.detection.paired.analysis import Analysis
from termend.detection.paired.segment import PairedSegment
from termend.glossary import Glossary
from termend.glossary.occurrences import is_rendering

_BESIDE, _PARTED = 4, 6  # words beside a stretch that may belong to its name, and words that may part them


class Verdicts:
    """Judges the renderings of one draft."""

    def __init__(self, analysis: Analysis, glossary: Glossary, explainer: Explainer) -> None:
        self._analysis, self._explainer = analysis, explainer
        self._forms = {(letters, name.text) for name in analysis.names.values() for letters in name.folded}
        self._known: dict[tuple[str, str], bool] = {}

    def of(
        self, segment: PairedSegment, unit: Unit, first: int, last: int
    ) -> Literal["garbled", "other"] | None:
        """`garbled`, `other` for a sound form that no row lists, None where nothing is to be said."""
        text = segment.text_of(first, last)
        name = self._analysis.names[unit.text]
        if any(is_rendering(row, text) for row in name.rows):
            return None
        alone = is_class_alone(text)
        if alone == "place":
            return None  # a River is left, the name is not
        if alone == "institution" or siblings_say_so(text, unit.text, self._forms):
            return "other"
        sound = any(self._is_sound(reading, unit.text) for reading in readings(segment, first, last))
        return "other" if sound else "garbled"

    def _is_sound(self, text: str, name: str) -> bool:
        written = text.title() if self._analysis.lower_cased else text
        if (written, name) not in self._known:
            rows = self._analysis.names[name].rows
            self._known[written, name] = is_sound(written, name, rows, self._explainer)
        return self._known[written, name]


def readings(segment: PairedSegment, first: int, last: int) -> Iterator[str]:
    """The words, those with words beside them, and those with the words behind other names beside them.

    `General Consulate of the United States in Chengdu`, `Fujiang and Qiongjiang Rivers`: another name parts the words.
    """
    words = segment.words
    for end in range(last, min(len(words), last + _BESIDE) + 1):
        for start in range(first, max(-1, first - _BESIDE - 1), -1):
            beside = (*range(start, first), *range(last, end))
            if any(words[i].text.lower() == "and" for i in beside):
                continue
            if not any(words[i].breaks for i in (*range(start + 1, first + 1), *range(last, end))):
                yield segment.text_of(start, end)
    own = segment.text_of(first, last)
    for behind in range(last + 1, min(len(words), last + _PARTED) + 1):
        if words[behind - 1].breaks or not (words[behind - 1].is_function or behind - 1 in segment.claimed):
            return
        if not any(i in segment.claimed and not words[i].is_function for i in range(last, behind)):
            continue
        for end in range(behind + 1, min(len(words), behind + _BESIDE) + 1):
            if words[end - 1].breaks:
                break
            yield f"{own} {segment.text_of(behind, end)}"


