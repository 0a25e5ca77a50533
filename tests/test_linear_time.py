"""Four times the input takes about four times as long, however odd it is."""

from __future__ import annotations

import contextlib
import gc
import time
from collections.abc import Callable

import pytest

from termend import configuration, pipeline
from termend.documents import registry
from termend.errors import TermendError
from termend.glossary import formats, table
from termend.glossary.glossary import Glossary
from termend.glossary.loading import merge
from termend.glossary.meant import as_meant
from termend.records import Term

SIZE = 4_000  # characters of the smaller input
MOST = 7.0  # times; 16 for what grows with the square
TOO_SHORT = 0.5  # seconds of processor time that say nothing
TERMS = Glossary((Term("江城日报", "Jiangcheng Daily"), Term("铜梁", "Tongliang")), ("t.csv",))

SHAPES: dict[str, Callable[[int], str]] = {
    "ampersands.txt": lambda n: "&" * n,
    "no spaces.txt": lambda n: "a" * n,
    "capitals.txt": lambda n: "A" * n,
    "dashes.txt": lambda n: "-" * n,
    "hyphens.txt": lambda n: "a-" * (n // 2),
    "full stops.txt": lambda n: "a." * (n // 2),
    "addresses.txt": lambda n: "a@b.com/" * (n // 8),
    "spaces.txt": lambda n: " " * n + "x",
    "line ends.txt": lambda n: "\n" * n + "x",
    "digits.txt": lambda n: "1" * n,
    "hanzi.txt": lambda n: "重" * n,
    "invisible.txt": lambda n: "a\u200b" * (n // 2),
    "accents.txt": lambda n: "a" + "\u0301" * n,
    "brackets.txt": lambda n: "(" * n,
    "references.txt": lambda n: "&amp;lt;" * (n // 8),
    "placeholders.txt": lambda n: "%(" * (n // 2),
    "one word.txt": lambda n: "The " * (n // 4),
    "slips.txt": lambda n: "the jiangcheng daily and " * (n // 25),
    "emphasis.md": lambda n: "*a " * (n // 3),
    "links.md": lambda n: "[a](" * (n // 4),
    "ticks.md": lambda n: "`" * n + "a",
    "cells.md": lambda n: "|a" * (n // 6) + "|\n" + "|-" * (n // 6) + "|\n" + "|a" * (n // 6) + "|\n",
    "tags.html": lambda n: "<p>" + "<b>" * (n // 3) + "a",
    "comments.html": lambda n: "<p>a" + "<!-- " * (n // 5),
    "attributes.html": lambda n: "<p " + "a=b " * (n // 4) + ">x</p>",
    "remarks without an end.md": lambda n: "a\n\n" + "<!-- termend: ignore " * (n // 21),
    "end tags.md": lambda n: "x" + "<b>" * (n // 8) + "</i>" * (n // 8),
    "dashes and a slip.md": lambda n: "- " * (n // 2) + "the jiangcheng daily",
    "marks and a slip.md": lambda n: "a\n" + "|" * n + "the jiangcheng daily",
    "emptied marks.md": lambda n: "the jiangcheng *daily*, " * (n // 24),
    "linked slips.md": lambda n: "the [jiangcheng](x) daily, " * (n // 27),
    "tag without an end.vtt": lambda n: "WEBVTT\n\n00:01.000 --> 00:02.000\n<" + "a" * n,
    "remarks.md": lambda n: "<!-- termend: ignore -->\nthe jiangcheng daily\n\n" * (n // 50),
    "cues.srt": lambda n: "".join(f"{i}\n00:00:00,000 --> 00:00:01,000\na b\n\n" for i in range(n // 40)),
    "entries.po": lambda n: 'msgid "a"\nmsgstr "b"\n\n' * (n // 24),
    "wide.csv": lambda n: "source,target" + ",x" * (n // 4) + "\n重,a" + ",y" * (n // 4) + "\n",
}


def _checked(name: str, text: str) -> None:
    raw = text.encode()
    with contextlib.suppress(TermendError):
        document = registry.module(registry.format_of(name, raw)).read(name, raw)
        if document.text.strip():
            pipeline.fix(document, TERMS)


def _seconds(work: Callable[[], None]) -> float:
    """Of this process; what other tests left in memory is not looked through meanwhile, as `timeit` does."""
    gc.collect()
    gc.disable()
    try:
        begun = time.process_time()
        work()
        return time.process_time() - begun
    finally:
        gc.enable()


def _require_linear(work: Callable[[int], None]) -> None:
    """The best of three: a busy machine makes some slower, none faster."""
    for _ in range(3):
        once, more = _seconds(lambda: work(SIZE)), _seconds(lambda: work(4 * SIZE))
        if more < TOO_SHORT or more < MOST * once:
            return
    raise AssertionError(f"{once:.2f} s, and {more:.2f} s for four times as much")


@pytest.mark.parametrize("name", SHAPES)
def test_a_draft(name: str) -> None:
    _checked(name, SHAPES[name](100))  # what is read once
    _require_linear(lambda size: _checked(name, SHAPES[name](size)))


@pytest.mark.parametrize("shape", ["{}b = 1", "[{}b]", "x.{}b = 1", 'y = "{}"'])
def test_settings(tmp_path, shape: str) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "termend.toml"

    def read(size: int) -> None:
        file.write_text(shape.replace("{}", "a." * size), encoding="utf-8")
        with contextlib.suppress(TermendError):
            configuration.read(file)

    _require_linear(read)


def _loaded(name: str, text: str) -> None:
    with contextlib.suppress(TermendError):
        merge(as_meant(term) for term in table.terms_of(formats.parse(name, text.encode()), name))


GLOSSARIES: dict[str, Callable[[int], str]] = {
    "one row again.csv": lambda n: "source,target,variants\n" + "".join(f"铜梁,T,{i}\n" for i in range(n)),
    "one name.csv": lambda n: "source,target\n" + "".join(f"铜梁,T{i}\n" for i in range(n)),
    "columns.csv": lambda n: "source,target" + ",x" * n + "\n铜梁,T" + ",y" * n + "\n",
    "variants.csv": lambda n: "source,target,variants\n铜梁,T," + "a|" * n + "\n",
    "semicolons.csv": lambda n: 'source,target\n铜梁,"' + "Ab; " * n + '"\n',
    "bracket.csv": lambda n: "source,target\n铜梁,Tong (A" + " " * n + "x\n",
    "brackets.csv": lambda n: "source,target\n铜梁,Tong " + "(A " * n + "\n",
    "quotation marks.csv": lambda n: 'source,target\n铜梁,"' + '""' * n + '"\n',
    "statuses.csv": lambda n: "source,target,status\n" + "铜梁,T,approved\n铜梁,U,forbidden\n" * n,
    "lines.utx": lambda n: "#UTX 1.20; zh/en\n#src\ttgt\n" + "铜梁\tT\n" * n,
    "terms.tbx": lambda n: TBX.format("<tig><term>T</term></tig>" * n),
    "notes.tbx": lambda n: TBX.format("<tig><term>T</term><note>x</note></tig>" * n),
    "concepts.mtf": lambda n: f"<mtf>{MTF * n}</mtf>",
}
TBX = (
    "<martif type='TBX'><text><body><termEntry><langSet xml:lang='zh'><tig><term>铜梁</term></tig></langSet>"
    "<langSet xml:lang='en'>{}</langSet></termEntry></body></text></martif>"
)
MTF = "".join(
    f"<languageGrp><language lang='{code}'/><termGrp><term>{term}</term></termGrp></languageGrp>"
    for code, term in (("ZH", "铜梁"), ("EN", "Tongliang"))
)
MTF = f"<conceptGrp>{MTF}</conceptGrp>"


@pytest.mark.parametrize("name", GLOSSARIES)
def test_a_glossary(name: str) -> None:
    _loaded(name, GLOSSARIES[name](10))
    _require_linear(lambda size: _loaded(name, GLOSSARIES[name](size)))
