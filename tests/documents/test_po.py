"""PO files are read as the toolkit that most programs read them with does, each string where it stands."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from translate.misc.multistring import multistring
from translate.storage.pypo import pofile

from termend.documents import po
from termend.errors import DocumentError

TEXT = st.text(st.sampled_from("ab \"'\\\n\t#~é重报,.;:-msgid"), min_size=1, max_size=90)


@given(st.lists(st.tuples(TEXT, st.lists(TEXT, min_size=1, max_size=3), st.booleans()), max_size=6))
def test_what_the_toolkit_writes_reads_as_it_reads_it(units: list[tuple[str, list[str], bool]]) -> None:
    store: Any = pofile()
    for number, (source, forms, obsolete) in enumerate(units):
        unit = store.addsourceunit(f"{number} {source}")
        if len(forms) > 1:
            unit.source = multistring([f"{number} {source}", f"{number} {source}s"])
        unit.target = forms[0] if len(forms) == 1 else multistring(forms)
        unit.addlocation(f"a.c:{number}")
        if obsolete:
            unit.makeobsolete()
    raw = bytes(store)
    read: Any = pofile.parsestring(raw)  # type: ignore[no-untyped-call]
    wanted = [
        str(form).strip()
        for unit in read.units
        if not unit.isheader() and not unit.isobsolete()
        for form in getattr(unit.target, "strings", [unit.target])
        if str(form).strip()
    ]
    assert [segment.text for segment in po.read("a.po", raw).segments] == wanted


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        ('\ufeffmsgid "a"\nmsgstr "b"', ["b"]),
        ('msgid "a"\r\nmsgstr ""\r\n"b "\r\n\t"c"\r\n', ["b c"]),
        ('msgid "a"\nmsgstr\n"b" "c"\n', ["bc"]),
        ('#~ msgid "a"\n#~ msgstr "b"\n', []),
        ('# note\n#, fuzzy\n#| msgid "old"\nmsgctxt "menu"\nmsgid ""\nmsgstr "b"\n', ["b"]),
        ('domain "d"\nmsgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"\n', ["b", "d"]),
    ],
)
def test_what_the_grammar_allows_is_read(raw: str, texts: list[str]) -> None:
    assert [segment.text for segment in po.read("a.po", raw.encode()).segments] == texts


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ('msgid "a\nmsgstr "b"\n', 1),
        ('msgid "a"\nmsgstr "b"\n\n"c" d\n', 4),
        ('"a"\n', 1),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3),
        ('msgid "a"\nmsgstr[x] "b"\n', 2),
    ],
)
def test_what_it_does_not_allow_is_named_with_its_line(raw: str, line: int) -> None:
    with pytest.raises(DocumentError, match=f"line {line}"):
        po.read("a.po", raw.encode())
