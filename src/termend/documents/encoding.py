"""Bytes to text and back, so that what is written carries the encoding it came with."""

from __future__ import annotations

import codecs

from termend.errors import DocumentError

MAX_BYTES = 64 * 1024 * 1024

# A codec of these names writes its byte-order mark; `utf_16_le` and the like are files that have none.
_MARKED = {
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
# What a label stands for: the codecs that hold all of it, as browsers read it (WHATWG Encoding, section 4.2).
_LABELS = {
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "x-gbk": ("gb18030",),
    "gb-2312": ("gb18030",),
    "euc-cn": ("gb18030",),
    "cp936": ("gb18030",),
    "big5": ("big5hkscs", "cp950", "big5"),
    "big5-hkscs": ("big5hkscs", "cp950"),
    "cp950": ("cp950", "big5hkscs"),
    "x-x-big5": ("big5hkscs", "cp950"),
    "iso-8859-1": ("cp1252", "latin-1"),
    "shift-jis": ("cp932", "shift_jis"),
}
# Codecs that programs take for one another: what they read otherwise is in no file for certain.
_CONFUSED = (
    ("big5", "cp950", "big5hkscs"),
    ("gb2312", "gbk", "gb18030"),
    ("shift_jis", "cp932"),
    ("latin-1", "cp1252"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(path: str, raw: bytes) -> tuple[str, str]:
    """Text and codec of a file: a byte-order mark decides, then UTF-8, then GB18030.

    The text of a UTF-16 or UTF-32 file keeps no byte-order mark; `encode` writes it again.

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
    try:
        return raw[len(mark) :].decode("utf-8" if codec == "utf-8-sig" else codec), codec
    except UnicodeDecodeError as error:
        raise DocumentError(
            path, f"its byte-order mark says {codec}, its bytes do not", "Save the file as UTF-8"
        ) from error


def decode_declared(path: str, raw: bytes, label: str | None, where: str) -> tuple[str, str]:
    """Text and codec of a file that says in itself what its encoding is; UTF-8 where it says nothing.

    A byte-order mark goes before what is said.

    Args:
        label: the name of the encoding, as the file has it.
        where: what says so, for the message: `its declaration`.

    Raises:
        DocumentError: where the bytes are not in that encoding.
    """
    if len(raw) > MAX_BYTES or any(raw.startswith(mark) for mark, _ in _MARKS):
        return decode(path, raw)
    for codec in codecs_named(label or "utf-8"):
        try:
            text = raw.decode(codec)
            if "\x00" not in text and text.encode(codec) == raw:
                return text, codec
        except (LookupError, UnicodeError):
            continue
    if label is None:
        raise DocumentError(path, f"{where} names no encoding, and its bytes are no UTF-8", "Save the file as UTF-8")
    raise DocumentError(path, f"{where} says {label}, its bytes do not", "Save the file as UTF-8")


def codecs_named(label: str) -> tuple[str, ...]:
    """The codecs that a file may mean by a label, the likeliest first; a known label means its superset."""
    known = label.strip().lower().replace("_", "-")
    if known in ("utf-8", "utf8", "us-ascii", "ascii"):
        return ("utf-8",)
    return _LABELS.get(known, (label,))


def decoded(raw: bytes, codec: str) -> str:
    """The text of a file whose codec `decode` has found."""
    return raw[len(_MARKED.get(codec, b"")) :].decode(codec)


def is_certain(character: str, codec: str) -> bool:
    """Whether a character is written in a codec so that every program that reads it as one of its kind agrees.

    Big5 and the national codes of China have been extended by several, who gave some bytes to different characters.
    """
    if character.isascii():
        return True
    family = next((codecs for codecs in _CONFUSED if codec in codecs), (codec,))
    try:
        (written,) = {character.encode(one) for one in family}
        return {written.decode(one) for one in family} == {character}
    except (UnicodeError, ValueError):  # some have no such character, or write it otherwise
        return False


def encode(text: str, codec: str) -> bytes:
    """The inverse of `decode`: for every file it reads, encoding what it returned gives the file's bytes.

    Raises:
        UnicodeEncodeError: where the codec has no such character (never for the codecs `decode` returns).
    """
    return _MARKED.get(codec, b"") + text.encode(codec)
