"""The shipped tables open by way of a kept copy that says the same; without it, or with a broken one, as shipped."""

from pathlib import Path

import numpy as np
import pytest

from termend import resources, user_cache
from termend.channel import shipped_tables
from termend.channel.tables import Archive


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    kept = tmp_path / "kept"
    monkeypatch.setenv("TERMEND_CACHE_DIR", str(kept))
    return kept


def row(archive: Archive) -> dict[str, float]:
    return archive.table("characters").row("坝")


def test_the_copy_says_what_is_shipped(folder: Path) -> None:
    shipped = Archive(resources.models() / "channel" / "lexicon.npz")
    first, second = shipped_tables.read("lexicon"), shipped_tables.read("lexicon")
    assert [path.name[:7] for path in folder.iterdir()] == ["tables-"]
    assert second.path != first.path
    for name, array in shipped.arrays().items():
        np.testing.assert_array_equal(second.array(name), array)
    assert row(first) == row(second) == row(shipped) != {}


def test_a_broken_copy_is_made_anew(folder: Path) -> None:
    shipped_tables.read("lexicon")
    (copy,) = folder.iterdir()
    size = copy.stat().st_size
    copy.write_bytes(b"PK nothing")
    assert row(shipped_tables.read("lexicon"))
    assert copy.stat().st_size == size


def test_a_folder_that_cannot_be_made_is_no_error(folder: Path) -> None:
    folder.write_text("a file")
    assert row(shipped_tables.read("lexicon"))


def test_the_oldest_copies_go(folder: Path) -> None:
    folder.mkdir()
    for number in range(20):
        (folder / f"tables-{number}.npz").write_bytes(b"")
    shipped_tables.read("english")
    assert len(list(folder.iterdir())) == user_cache._MOST_FILES
