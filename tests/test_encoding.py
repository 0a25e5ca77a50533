"""What is read and written back unchanged is the same bytes."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.documents.encoding import decode, encode
from termend.errors import DocumentError


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_every_text_round_trips_in_utf8(text):
    raw = text.encode()
    decoded, codec = decode("draft.txt", raw)
    assert encode(decoded, codec) == raw


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "gb18030"),
    ],
)
def test_encodings_round_trip(mark, codec, line_end):
    text = f"The media centre of 重庆{line_end}opened on Friday 𠮷。{line_end}"
    raw = mark + text.encode(codec)
    decoded, found = decode("draft.txt", raw)
    assert decoded == text
    assert encode(decoded, found) == raw


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"caf\xe9 du monde\n", "neither"),
        (codecs.BOM_UTF8 + b"\xff\xff", "byte-order mark"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x41\x00", "byte-order mark"),
    ],
)
def test_refused(raw, word):
    with pytest.raises(DocumentError, match=word):
        decode("draft.txt", raw)
