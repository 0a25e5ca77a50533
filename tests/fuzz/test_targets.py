"""Each target on its sound inputs, on what Hypothesis makes of them, and on any bytes; `run.py` goes on for longer."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.targets import seeds, targets

TARGETS = targets()
# What hostile files are made of, put into sound ones.
PIECES = st.sampled_from([
    b"<", b">", b"&", b"&#x0;", b"&#xD800;", b"&#99999999999999999999;", b"]]>", b"<![CDATA[", b"<!DOCTYPE a [",
    b"\x00", b"\x1b[2J", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b'"', b"'", b"\\", b"|", b"`", b"*",
    b"[", b"](", b"\r", b"\n", b"\r\n\r\n", b"\t", b",", b"=", b"%s", b"{0}", b"9" * 5000, b"1e999", b"-", b"[" * 2000,
    b"<b>" * 500, b"encoding='x'", b"charset=x", "\u200b\u202e\u2028。".encode(), b"{", b"}", b"null",
    b"true", b"::error::x",
])  # fmt: skip


@pytest.mark.parametrize("name", TARGETS)
def test_sound_input(name: str) -> None:
    for seed in seeds(name):
        TARGETS[name](seed)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_hostile_input(name: str, data: st.DataObject) -> None:
    changed = bytearray(data.draw(st.sampled_from([*seeds(name), b""])))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(changed)))
        end = data.draw(st.integers(start, min(len(changed), start + 30)))
        changed[start:end] = data.draw(st.one_of(PIECES, st.binary(max_size=8)))
    TARGETS[name](bytes(changed))
