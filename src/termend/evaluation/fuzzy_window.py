"""The check that anyone would write first: a window over the draft, compared with every target by edit distance.

    python -m termend.evaluation.fuzzy_window DRAFT GLOSSARY

It serves as the yardstick of `termend bench`: same text, same glossary, no index.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict

from termend import documents
from termend.glossary import Glossary, load

CUTOFF = 80.0
_ROWS = 64  # windows compared at once: bounds the memory of the score matrix


def find(text: str, glossary: Glossary, cutoff: float = CUTOFF) -> list[tuple[int, int, str]]:
    """Ranges of as many words as a target that are nearly, but not exactly, the target: (start, end, target)."""
    from rapidfuzz import fuzz, process

    by_length: dict[int, list[str]] = defaultdict(list)
    for target in {term.target for term in glossary.terms}:
        by_length[len(target.split())].append(target)
    words = [match.span() for match in re.finditer(r'[^\s.,;:!?"“”()。，]+', text)]
    found: list[tuple[int, int, str]] = []
    for length, targets in sorted(by_length.items()):
        lowered = [target.lower() for target in targets]
        windows = [(words[i][0], words[i + length - 1][1]) for i in range(len(words) - length + 1)]
        for first in range(0, len(windows), _ROWS):
            some = windows[first : first + _ROWS]
            scores = process.cdist(
                [text[s:e].lower() for s, e in some], lowered, scorer=fuzz.ratio, score_cutoff=cutoff, workers=1
            )
            for (start, end), row in zip(some, scores, strict=True):
                best = int(row.argmax())
                if row[best] >= cutoff and text[start:end] != targets[best]:
                    found.append((start, end, targets[best]))
    return found


def main() -> None:
    draft, *glossaries = sys.argv[1:]
    print(len(find(documents.read(draft).text, load(glossaries))), "windows")


if __name__ == "__main__":
    main()
