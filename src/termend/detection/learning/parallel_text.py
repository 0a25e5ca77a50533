"""Parallel documents to plant names in, and the places where both sides say the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from termend.channel.explanation import Explainer
from termend.channel.learning import parallel
from termend.detection.paired.segment import is_date
from termend.detection.paired.words import DraftWord, words_of
from termend.detection.source import plain
from termend.errors import InputError
from termend.language.stems import stem
from termend.language.wordforms import demonyms, key

_LONGEST = 14  # sentences of a document
_UNMARKED = 10  # sentences of a document where nothing says where one ends
_LIKELY = 0.08  # t(stem | word) from which a capitalised word says what a Chinese word says
_SURE = 0.3  # likewise of a plain word
_PLAIN_SHARE = 45  # per cent of the Chinese words for which a plain word is looked for
_SHORTEST_PLAIN = 5  # letters
_LONGEST_WORD = 8  # characters


@dataclass(frozen=True, slots=True)
class Slot:
    """Characters `start:end` of a Chinese sentence and `first:last` of its English, which say the same."""

    start: int
    end: int
    first: int
    last: int


Sentence = tuple[str, str]


def read_lines(chinese: Path, english: Path, identifiers: Path | None = None) -> list[list[Sentence]]:
    """Documents of two files whose lines belong together.

    Args:
        identifiers: a file whose lines begin with the name of each line's document; without it ten lines are one.

    Raises:
        InputError: where they have unequal numbers of lines.
    """
    sentences = [(plain(zh), en) for zh, en in parallel.read_lines(chinese, english, 1.0)]
    if identifiers is None:
        return _in_tens(sentences)
    names = [line.split("\t")[0] for line in identifiers.read_text(encoding="utf-8").splitlines()]
    if len(names) < len(sentences):
        raise InputError(identifiers, f"{len(names)} lines for {len(sentences)} sentences", "Give one a sentence")
    documents: list[list[Sentence]] = []
    last = ""
    for name, sentence in zip(names, sentences, strict=False):
        if not documents or name != last or len(documents[-1]) >= _LONGEST:
            documents.append([])
        documents[-1].append(sentence)
        last = name
    return documents


def read_table(path: Path) -> list[list[Sentence]]:
    """Documents of ten sentences from a table: name of the line, Chinese, English."""
    return _in_tens([(plain(zh), en) for zh, en in parallel.read_table(path)])


def _in_tens(sentences: list[Sentence]) -> list[list[Sentence]]:
    return [sentences[i : i + _UNMARKED] for i in range(0, len(sentences), _UNMARKED)]


def slots(zh: str, en: str, explainer: Explainer) -> list[Slot]:
    """Places where a dictionary word and some English say the same, each once in its sentence; none overlap."""
    words = words_of(en, explainer.english)
    runs = _capitalised_runs(words, en, explainer)
    used: set[int] = set()
    plain_used: set[int] = set()
    found: list[Slot] = []
    for start, end in sorted(_dictionary_words(zh, explainer), key=lambda span: span[0] - span[1]):
        if not used.isdisjoint(range(start, end)) or zh.count(zh[start:end]) != 1:
            continue
        senses = dict(explainer.lexicon.senses(zh[start:end]))
        place = _capitals(words, runs, senses, en) or _plain_word(zh[start:end], words, plain_used, senses, en)
        if place is not None:
            first, last = place
            found.append(Slot(start, end, words[first].start, words[last - 1].end))
            used.update(range(start, end))
            runs = [run for run in runs if not (run[0] <= first < run[1])]
            plain_used.update(range(first, last))
    return found


def _dictionary_words(zh: str, explainer: Explainer) -> Iterator[tuple[int, int]]:
    for start in range(len(zh)):
        for end in range(start + 2, min(len(zh), start + _LONGEST_WORD) + 1):
            if explainer.lexicon.has_word(zh[start:end]):
                yield start, end


def _capitalised_runs(words: tuple[DraftWord, ...], en: str, explainer: Explainer) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for i, word in enumerate(words):
        opens = i == 0 and word.text[:1].isupper() and not explainer.english.is_word(word.text)
        if not (word.is_capital or opens) or is_date(word):
            continue
        if runs and runs[-1][1] == i and not word.breaks and en[words[i - 1].end : word.start] == " ":
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def _capitals(
    words: tuple[DraftWord, ...], runs: list[tuple[int, int]], senses: dict[str, float], en: str
) -> tuple[int, int] | None:
    """The longest part of a run of capitals all of whose words are likely senses; no adjective of a country."""
    for begin, stop in runs:
        for first in range(begin, stop):
            for last in range(stop, first, -1):
                if all(senses.get(stem(word.text), 0.0) > _LIKELY for word in words[first:last]):
                    text = en[words[first].start : words[last - 1].end]
                    own = key(words[last - 1].text)
                    adjective = demonyms().get(own, own) != own
                    if en.count(text) == 1 and key(text) == text.lower() and not adjective:
                        return first, last
                    break
    return None


def _plain_word(
    chinese: str, words: tuple[DraftWord, ...], used: set[int], senses: dict[str, float], en: str
) -> tuple[int, int] | None:
    if crc32(chinese.encode()) % 100 >= _PLAIN_SHARE:
        return None
    for i, word in enumerate(words):
        if word.is_capital or word.is_function or len(word.text) < _SHORTEST_PLAIN or i in used:
            continue
        if senses.get(stem(word.text), 0.0) > _SURE and en.count(word.text) == 1:
            return i, i + 1
    return None
