"""Odd input is read in a time that grows with its length and not with the square of it.

Held by the number of Python's own steps, which no busy machine changes: four times the input, about four times the
steps. What a regular expression does inside one step is bounded by the clock, loosely.
"""

import contextlib
import sys
import time

import pytest

from termend.documents import registry
from termend.errors import DocumentError

CUE = "WEBVTT\n\n00:01.000 --> 00:02.000\n"
UNIT = '<trans-unit id="1"><source>s</source><target>{}</target></trans-unit>'
XLIFF = '<xliff version="1.2"><file><body>{}</body></file></xliff>'

MADE = {
    "ampersands.html": lambda n: "<p>" + "&" * n,
    "ampersands.md": lambda n: "&" * n,
    "ampersands.vtt": lambda n: CUE + "&" * n,
    "angles.html": lambda n: "<p>" + "<" * n,
    "angles.md": lambda n: "<" * n,
    "angles.vtt": lambda n: CUE + "<a " * n,
    "open tags.html": lambda n: "<b>" * n,
    "open items.html": lambda n: "<ul><li>" * n,
    "pairs.html": lambda n: "<b>x</b>" * n,
    "paragraphs.html": lambda n: "<p>x" * n,
    "breaks.html": lambda n: "a<br>" * n,
    "attributes.html": lambda n: "<p " + "a " * n + ">x",
    "emphasis.md": lambda n: "*a " * n,
    "mixed emphasis.md": lambda n: "*a**b " * n,
    "backticks.md": lambda n: "`a``b" * n,
    "links.md": lambda n: "[a](b" * n,
    "nested list.md": lambda n: "\n".join(" " * (2 * (i % 50)) + "- a" for i in range(n)),
    "rows.md": lambda n: "|a|b|\n|-|-|\n" + "|x|y|\n" * n,
    "lines.md": lambda n: "a\n" * n,
    "columns.csv": lambda n: ",".join(["target"] + ["a"] * n) + "\n" + ",".join(["b"] * n),
    "quotation marks.csv": lambda n: 'source,target\nx,"' + '""' * n + '"\n',
    "odd quotation marks.tsv": lambda n: "source\ttarget\n" + 'x\t"y\n' * n,
    "units.po": lambda n: "".join(f'msgid "{i}"\nmsgstr "a"\n\n' for i in range(n)),
    "escapes.po": lambda n: 'msgid "x"\nmsgstr "a' + "\\n" * n + '"\n',
    "cues.srt": lambda n: "".join(f"{i}\n00:00:01,000 --> 00:00:02,000\na\n\n" for i in range(n)),
    "digits.srt": lambda n: "1" * n + "\n00:00:01,000 --> 00:00:02,000\na\n",
    "units.xlf": lambda n: XLIFF.format(UNIT.format("t &amp; t") * n),
    "references.xlf": lambda n: XLIFF.format(UNIT.format("a" + "&amp;" * n)),
    "codes.xlf": lambda n: XLIFF.format(UNIT.format('<g id="1">x</g>' * n)),
}


def steps(name, raw):
    """Lines and calls of Python that reading takes."""
    count = 0

    def step(frame, event, argument):
        nonlocal count
        count += 1
        return step

    module = registry.module(registry.format_of(name, raw))
    before = sys.gettrace()
    sys.settrace(step)
    try:
        module.read(name, raw)
    except DocumentError:
        pass
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", MADE)
def test_steps_grow_with_the_length(name):
    short, long = (steps(name, MADE[name](n).encode()) for n in (100, 400))
    assert long < 5 * short + 2000


@pytest.mark.parametrize("name", MADE)
def test_a_long_one_is_read_or_refused_soon(name):
    raw = MADE[name](2000).encode()
    before = time.thread_time()
    with contextlib.suppress(DocumentError):
        registry.module(registry.format_of(name, raw)).read(name, raw)
    assert time.thread_time() - before < 8
