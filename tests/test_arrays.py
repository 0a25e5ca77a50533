"""Arrays come back as they were written, mapped or unpacked; a file that is none of theirs is refused."""

import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps

from termend import arrays

ARRAYS = nps.arrays(
    st.sampled_from([np.uint8, np.int16, np.uint32, np.int64, np.float32, np.float64]),
    nps.array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=5),
)


@settings(deadline=None)
@given(st.dictionaries(st.text("abc.é", min_size=1, max_size=9), ARRAYS, max_size=5), st.sampled_from([0, 9]))
def test_arrays_come_back(tmp_path_factory: pytest.TempPathFactory, content: dict[str, np.ndarray], level: int) -> None:
    path = tmp_path_factory.mktemp("arrays") / "a.npz"
    arrays.save(path, content, level)
    found = arrays.read(path)
    assert sorted(found) == sorted(content)
    for name, array in content.items():
        assert (found[name].dtype, found[name].shape) == (array.dtype, array.shape)
        np.testing.assert_array_equal(found[name], array)
        assert level or found[name].ctypes.data % 64 == 0 or not array.size
    with np.load(path) as loaded:
        assert sorted(loaded.files) == sorted(content)


def test_the_same_arrays_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = {"b": np.arange(3), "a": np.zeros(2)}, {"a": np.zeros(2), "b": np.arange(3)}
    for name, content in (("one", one), ("two", two)):
        arrays.save(tmp_path / name, content, level=0)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_what_is_mapped_stands_when_the_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    arrays.save(path, {"a": np.arange(5)}, level=0)
    found = arrays.read(path)["a"]
    arrays.save(path, {"a": np.zeros(9)}, level=0)
    assert found.tolist() == [0, 1, 2, 3, 4]
    with pytest.raises(ValueError, match="read-only"):
        found[0] = 1


@pytest.mark.parametrize(
    "content", [b"", b"PK nothing", b"\0" * 4000, None], ids=["empty", "no archive", "zeros", "objects"]
)
def test_another_file_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "a.npz"
    if content is None:
        np.savez(path, a=np.array([{}], object))
    else:
        path.write_bytes(content)
    with pytest.raises(arrays.UNREADABLE):
        arrays.read(path)


@pytest.mark.parametrize("cut", [30, 100, 150])
def test_a_member_that_is_no_array_is_refused(tmp_path: Path, cut: int) -> None:
    path, whole = tmp_path / "a.npz", tmp_path / "whole.npz"
    arrays.save(whole, {"a": np.arange(9)}, level=0)
    with zipfile.ZipFile(whole) as archive:
        member = archive.read("a.npy")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.npy", member[:cut])
    with pytest.raises(arrays.UNREADABLE):
        arrays.read(path)


def test_a_flipped_bit_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    content = {"words": np.arange(40, dtype=np.uint32), "more": np.ones((2, 3), np.float32)}
    arrays.save(path, content, level=0)
    raw = path.read_bytes()
    for place in range(len(raw)):
        path.write_bytes(raw[:place] + bytes([raw[place] ^ 1 << place % 8]) + raw[place + 1 :])
        try:
            found = arrays.read(path)
        except arrays.UNREADABLE:
            continue
        assert sorted(found) == sorted(content)
        assert all(np.array_equal(found[name], content[name]) for name in content)
