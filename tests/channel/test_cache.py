"""The recall index on disk: the same answers, and no harm from a broken file or a folder that cannot be written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from termend.channel import cache, english, lexicon, recall, sound
from termend.glossary import Glossary
from termend.records import Term


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    parts = "东西南北中上下大小新山水江河湖海"
    terms = [Term(a + b + "县", f"Name {i}{j} County") for i, a in enumerate(parts) for j, b in enumerate(parts)]
    return Glossary((*terms, *(Term(a + b + "市", f"Name {i} City") for i, a in enumerate(parts[:4]) for b in parts)))


@pytest.fixture(scope="module")
def index(glossary: Glossary) -> recall.Index:
    names = [(source, tuple(t.target for t in rows)) for source, rows in glossary.by_source.items()]
    return recall.build(names, lexicon.shipped(), sound.shipped(), english.shipped())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERMEND_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_is_kept_comes_back(glossary: Glossary, index: recall.Index, folder: Path) -> None:
    assert cache.read(glossary) is None
    cache.write(glossary, index)
    kept = cache.read(glossary)
    assert kept is not None
    mine, theirs = index.arrays(), kept.arrays()
    assert mine.keys() == theirs.keys()
    assert all(np.array_equal(mine[name], theirs[name]) for name in mine)


def test_order_of_rows_gives_the_same_index(glossary: Glossary, index: recall.Index) -> None:
    names = [(s, tuple(t.target for t in rows)) for s, rows in reversed(glossary.by_source.items())]
    turned = recall.build(names, lexicon.shipped(), sound.shipped(), english.shipped()).arrays()
    assert all(np.array_equal(array, turned[name]) for name, array in index.arrays().items())


@pytest.mark.parametrize("damage", [b"", b"no archive", b"PK\x03\x04"])
def test_a_broken_file_is_as_none(glossary: Glossary, index: recall.Index, folder: Path, damage: bytes) -> None:
    cache.write(glossary, index)
    cache.path(glossary).write_bytes(damage)
    assert cache.read(glossary) is None
    cache.write(glossary, index)
    assert cache.read(glossary) is not None


def test_half_a_file_is_as_none(glossary: Glossary, index: recall.Index, folder: Path) -> None:
    cache.write(glossary, index)
    whole = cache.path(glossary).read_bytes()
    cache.path(glossary).write_bytes(whole[: len(whole) // 2])
    assert cache.read(glossary) is None


def test_a_folder_that_cannot_be_written_is_no_error(
    glossary: Glossary, index: recall.Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    monkeypatch.setenv("TERMEND_CACHE_DIR", str(blocked))
    cache.write(glossary, index)
    assert cache.read(glossary) is None


def test_small_glossaries_are_not_kept(folder: Path) -> None:
    small = Glossary((Term("铜梁", "Tongliang"),))
    index = recall.build([("铜梁", ("Tongliang",))], lexicon.shipped(), sound.shipped(), english.shipped())
    cache.write(small, index)
    assert not folder.exists()


def test_other_rows_have_another_file(glossary: Glossary) -> None:
    assert cache.path(glossary) != cache.path(Glossary((*glossary.terms, Term("铜梁", "Tongliang"))))
