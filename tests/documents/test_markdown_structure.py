"""Markdown with marks around and within what an edit replaces: the result parses to the same structure, less the words.

markdown-it-py's own HTML is the outside opinion: it holds the new text, no mark is printed, none stands around nothing.
"""

import html
import re

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from termend.documents import markdown
from termend.edits import apply
from termend.records import Edit

WORDS = st.sampled_from(
    ["Stone", "Lake", "fair", "a", "snake_case", "R&D", "it's", "12", "&amp;", "\\*", "&nbsp;", "<br>"]
)
OBJECTS = st.sampled_from(["`code`", "![x](x.png)", "[^1]"])


def marked(inner):
    text = st.lists(inner, min_size=1, max_size=3).map(" ".join)
    wrappers = ("*{}*", "**{}**", "~~{}~~", "_{}_", "[{}](http://x/y)", "<b>{}</b>")
    return st.tuples(st.sampled_from(wrappers), text).map(lambda pair: pair[0].format(pair[1]))


INLINE = st.recursive(WORDS | OBJECTS, marked, max_leaves=8)
BLOCKS = st.sampled_from(["{}\n", "# {}\n", "> {}\n", "- {}\n", "1. {}\n", "| {} |\n|---|\n"])
TARGETS = st.sampled_from(
    ("Lushan", "R*D [x]", "1. FC Lushan", "- dash", "+1", "# hash", "A|B", "<b>", "&amp;", "~~x~~", "`x`", "Hey!")
) | st.sampled_from(("_x_", "C#", "a\\b", "=x", "www.x.com", "Co., Ltd.", "“Lushan”", "10. x", "> x"))


def rendered(text):
    """HTML of a text, footnote marks taken for what they are."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text.replace("[^1]", "<i></i>"))


def shown(page):
    return html.unescape(re.sub(r"<[^>]*>", "", page))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(BLOCKS, st.lists(INLINE, min_size=1, max_size=5).map(" ".join), TARGETS, st.data())
def test_the_structure_stays(block, inline, target, data):
    draft = block.format(inline)
    assume("****" not in draft)  # marks that touch the same marks: programs read them differently
    document = markdown.read("a.md", draft.encode())
    words = [match.span() for match in re.finditer(r"\S+", document.text)]
    assume(words and not re.search(r"[*~_\[\]]", document.text))
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(first + 3, len(words) - 1)))
    start, end = words[first][0], words[last][1]
    before = document.text[start:end]
    assume("\n" not in before and not re.search(r"(?<!\w)\ufffc", before))
    edit = Edit(start, end, before, target)
    written = markdown.render(document, [edit]).decode()
    again = markdown.read("a.md", written.encode()).text
    wanted = apply(document.text, [edit])
    assert "".join(again.replace("\ufffc", "").split()) == "".join(wanted.replace("\ufffc", "").split())
    assert again.count("\ufffc") == document.text.count("\ufffc"), "no object is lost"
    page = rendered(written)
    assert not re.search(r"<(em|strong|s|a|b)\b[^>]*></\1>", page)
    assert not re.search(r"\*|~~", shown(page).replace(target, "").replace("*", "", draft.count("\\*")))
