"""Bytes to text and back, so that what is written carries the encoding it came with."""

from __future__ import annotations

import codecs

from termend.errors import DocumentError

MAX_BYTES = 64 * 1024 * 1024

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(path: str, raw: bytes) -> tuple[str, str]:
    """Text and codec of a file: a byte-order mark decides, then UTF-8, then GB18030.

    The text of a UTF-16 file keeps no byte-order mark; `encode` writes it again.

    Raises:
        DocumentError: where the bytes are too many, binary or in no encoding that termend reads.
    """
    if len(raw) > MAX_BYTES:
        raise DocumentError(
            path, f"{len(raw) // 2**20} MB is more than a draft's {MAX_BYTES // 2**20} MB", "Split the file"
        )
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            return _decode_marked(path, raw, mark, codec)
    if b"\x00" in raw:
        raise DocumentError(
            path, "this is a binary file, not text", "Save the draft as text, or in a format that termend reads"
        )
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        bad_byte = error.start
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if not text or any(c < " " and c not in "\t\n\r\f" for c in text):
        line = raw.count(b"\n", 0, bad_byte) + 1
        raise DocumentError(path, "neither UTF-8, UTF-16 nor GB18030", "Save the file as UTF-8", line)
    return text, "gb18030"


def _decode_marked(path: str, raw: bytes, mark: bytes, codec: str) -> tuple[str, str]:
    body = raw if codec == "utf-32" else raw[len(mark) :]
    try:
        return body.decode("utf-8" if codec == "utf-8-sig" else codec), codec
    except UnicodeDecodeError as error:
        raise DocumentError(
            path, f"its byte-order mark says {codec}, its bytes do not", "Save the file as UTF-8"
        ) from error


def codec_named(label: str) -> str:
    """The codec that a file means by a label; GB2312 and GBK mean their superset, as in browsers (WHATWG Encoding)."""
    return "gb18030" if label.lower().replace("_", "-") in ("gb2312", "gbk", "x-gbk", "gb-2312") else label


def decoded(raw: bytes, codec: str) -> str:
    """The text of a file whose codec `decode` has found."""
    return raw[2:].decode(codec) if codec in ("utf-16-le", "utf-16-be") else raw.decode(codec)


def encode(text: str, codec: str) -> bytes:
    """The inverse of `decode`: for every file it reads, encoding what it returned gives the file's bytes.

    Raises:
        UnicodeEncodeError: where the codec has no such character (never for the codecs `decode` returns).
    """
    if codec in ("utf-16-le", "utf-16-be"):
        mark = codecs.BOM_UTF16_LE if codec == "utf-16-le" else codecs.BOM_UTF16_BE
        return mark + text.encode(codec)
    return text.encode(codec)
