"""Zip archives (DOCX, ODT, XLSX): read within limits, written with every untouched part as it was."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping

from termend.errors import DocumentError

MAX_PARTS = 10_000
MAX_PART_BYTES = 64 * 1024 * 1024
MAX_TOTAL_BYTES = 256 * 1024 * 1024

_ENCRYPTED = 0x1


def open_archive(path: str, raw: bytes, kind: str) -> zipfile.ZipFile:
    """The archive, its directory checked.

    Args:
        kind: what the file should be, for messages: `DOCX`.

    Raises:
        DocumentError: where it is no zip file, too large when unpacked, encrypted, names a part twice, or names one
            outside the archive.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise DocumentError(
            path, f"this is no {kind} file: it is no zip archive", f"Save it as {kind} again"
        ) from error
    parts = archive.infolist()
    again = "Check where it comes from"
    if len(parts) > MAX_PARTS:
        raise DocumentError(path, f"it holds {len(parts)} parts, more than any {kind} draft", again)
    total = sum(part.file_size for part in parts)
    if total > MAX_TOTAL_BYTES:
        raise DocumentError(path, f"it would unpack to {total // 2**20} MB, more than any draft", again)
    names: set[str] = set()
    for part in parts:
        if _climbs_out(part.filename):
            raise DocumentError(path, f"its part {part.filename!r} lies outside the archive", again)
        if part.flag_bits & _ENCRYPTED:
            raise DocumentError(path, "it is protected by a password", "Save it without one")
        if part.filename in names:
            raise DocumentError(path, f"it holds {part.filename!r} twice", f"Save it as {kind} again")
        names.add(part.filename)
    return archive


def _climbs_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/")


def read_part(path: str, archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of one part.

    Raises:
        DocumentError: where it is missing, damaged or larger than a draft's text can be.
    """
    try:
        with archive.open(name) as file:
            data = file.read(MAX_PART_BYTES + 1)
    except KeyError:
        raise DocumentError(path, f"it has no part {name}", "Save it again with the program that made it") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise DocumentError(
            path, f"its part {name} is damaged", "Save it again with the program that made it"
        ) from error
    if len(data) > MAX_PART_BYTES:
        raise DocumentError(path, f"its part {name} unpacks to more than a draft's text", "Check where it comes from")
    return data


def rewritten(
    path: str, archive: zipfile.ZipFile, changed: Mapping[str, bytes], added: Iterable[tuple[str, bytes]] = ()
) -> bytes:
    """The archive with some parts changed and some added; order, names, dates and compression stay.

    Raises:
        DocumentError: where a part cannot be read.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.comment = archive.comment
        for part in archive.infolist():
            data = changed[part.filename] if part.filename in changed else read_part(path, archive, part.filename)
            target.writestr(part, data, compress_type=part.compress_type)
        for name, data in added:
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            target.writestr(info, data, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()
