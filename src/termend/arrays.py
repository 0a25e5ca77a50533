"""Named NumPy arrays in one file, a NumPy archive without pickles. What is not compressed is mapped, not read.

Members that are stored plainly begin at multiples of 64 bytes (their extra field holds the padding, as zipalign's), so
that an array in the file is an array in memory: it opens at once, and only what is looked at is read.
"""

from __future__ import annotations

import io
import mmap
import os
import struct
import zipfile
import zlib
from collections.abc import Mapping
from math import prod
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from termend.files import write_atomically
from termend.ledger import Role

_ALIGNED = 64
_LOCAL_HEADER = struct.Struct("<26xHH")  # lengths of the member's name and of its extra field
_CHECKSUM = struct.Struct("<I")  # CRC-32 of the file up to here, as the archive's comment
_PADDING_ID = 0xD935  # of Android's alignment field
_LONGEST_HEADER = 1 << 12
_PIECE = 1 << 18  # bytes read at once

# What `read` may raise, all for a file that `save` did not write.
UNREADABLE = (
    OSError,
    ValueError,
    EOFError,
    KeyError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
)


def save(path: Path, arrays: Mapping[str, NDArray[np.generic]], level: int = 9, over: Role | None = None) -> None:
    """Write arrays of one dimension or more, whole or not at all; the same arrays give the same bytes.

    Args:
        level: of compression, 0 (none, mapped when read) to 9.
        over: as `write_atomically`.

    Raises:
        InputError: where the folder is missing or cannot be written.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(arrays):
            content = io.BytesIO()
            np.lib.format.write_array(content, np.ascontiguousarray(arrays[name]), allow_pickle=False)
            member = zipfile.ZipInfo(f"{name}.npy")
            if not level:
                start = buffer.tell() + _LOCAL_HEADER.size + len(member.filename.encode()) + 4
                padding = -start % _ALIGNED
                member.extra = struct.pack("<HH", _PADDING_ID, padding) + bytes(padding)
            kind = zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED
            archive.writestr(member, content.getvalue(), kind, level or None)
        archive.comment = bytes(_CHECKSUM.size)
    data = buffer.getbuffer()
    _CHECKSUM.pack_into(data, len(data) - _CHECKSUM.size, zlib.crc32(data[: -_CHECKSUM.size]))
    write_atomically(path, (data,), over)


def read(path: Path) -> dict[str, NDArray[np.generic]]:
    """The arrays of a file. Those that are mapped cannot be written to.

    Raises:
        OSError, ValueError, EOFError, KeyError, struct.error, zipfile.BadZipFile: where it is missing or no such file.
    """
    with path.open("rb") as file, zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        if any(member.compress_type != zipfile.ZIP_STORED for member in members):
            return {
                member.filename.removesuffix(".npy"): np.lib.format.read_array(archive.open(member), allow_pickle=False)
                for member in members
            }
        _require_whole(file)
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return {member.filename.removesuffix(".npy"): _mapped(mapped, member) for member in members}


def _require_whole(file: BinaryIO) -> None:
    """Nothing, where the file ends with the checksum of all before it: what is mapped is not checked by `zipfile`.

    It is read piece by piece, and not through the map, of which every page would then count as this process's memory.
    """
    left = file.seek(0, os.SEEK_END) - _CHECKSUM.size
    file.seek(0)
    checksum = 0
    piece = bytearray(_PIECE)
    with memoryview(piece) as view:
        while left > 0 and (size := file.readinto(view[: min(left, _PIECE)])):  # type: ignore[attr-defined]
            checksum = zlib.crc32(view[:size], checksum)
            left -= size
    if _CHECKSUM.unpack(file.read(_CHECKSUM.size)) != (checksum,):
        raise ValueError("its checksum is another")


def _mapped(mapped: mmap.mmap, member: zipfile.ZipInfo) -> NDArray[np.generic]:
    name, extra = _LOCAL_HEADER.unpack_from(mapped, member.header_offset)
    start = member.header_offset + _LOCAL_HEADER.size + name + extra
    header = io.BytesIO(mapped[start : min(start + _LONGEST_HEADER, start + member.file_size)])
    if np.lib.format.read_magic(header) != (1, 0):
        raise ValueError(f"{member.filename} has an unknown header")
    shape, in_columns, kind = np.lib.format.read_array_header_1_0(header)
    begin, count = start + header.tell(), prod(shape)
    if kind.hasobject or in_columns or header.tell() + count * kind.itemsize != member.file_size:
        raise ValueError(f"{member.filename} is no plain array")
    if not count:
        return np.zeros(shape, kind)
    array: NDArray[np.generic] = np.frombuffer(mapped, kind, count, begin).reshape(shape)
    return array
