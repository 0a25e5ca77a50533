"""Build the lists of `termend.language.ordinary` from spelling dictionaries and cased text.

    python -m termend.training.ordinary_words --dictionary american-english british-english \\
        --text news.txt --output models/english

A dictionary lists a word a line, names with their capital (SCOWL, as Debian's packages wamerican and wbritish have it).
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from termend.files import write_atomically
from termend.language.case import begins_sentence
from termend.language.tokens import tokenize

# A word that a dictionary lists in both cases is a name first where cased text has it so often and nearly always
# with its capital.
_MIN_COUNT = 5
_MIN_SHARE = 0.95


def ordinary_words(dictionaries: Iterable[Iterable[str]]) -> tuple[frozenset[str], frozenset[str]]:
    """Words in lower case, and those among them that the dictionaries also list as names."""
    lower: set[str] = set()
    names: set[str] = set()
    for dictionary in dictionaries:
        for word in dictionary:
            if re.fullmatch("[a-z]+", word):
                lower.add(word)
            elif re.fullmatch("[A-Z][a-z]+", word):
                names.add(word.lower())
    return frozenset(lower), frozenset(lower & names)


def names_first(candidates: frozenset[str], lines: Iterable[str]) -> frozenset[str]:
    """Those candidates that cased text capitalises inside its sentences."""
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for line in lines:
        for token in tokenize(line):
            if token.text in candidates:
                lower[token.text] += 1
            elif token.text.lower() in candidates and not begins_sentence(line, token.start):
                capital[token.text.lower()] += 1
    return frozenset(
        word
        for word in candidates
        if capital[word] >= _MIN_COUNT and capital[word] >= _MIN_SHARE * (capital[word] + lower[word])
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--dictionary", nargs="+", type=Path, required=True)
    parser.add_argument("--text", nargs="+", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True, help="folder that holds the lists")
    given = parser.parse_args(arguments)
    lower, both = ordinary_words(path.read_text(encoding="utf-8").split() for path in given.dictionary)
    names = names_first(both, (line for path in given.text for line in path.read_text(encoding="utf-8").splitlines()))
    for name, words in (("ordinary-words", lower), ("names-first", names)):
        write_atomically(given.output / f"{name}.txt", ("\n".join(sorted(words)) + "\n").encode())
        print(f"{name}.txt: {len(words)} words")


if __name__ == "__main__":
    main()
