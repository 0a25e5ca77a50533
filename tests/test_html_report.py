"""The mailed report: one file that asks nothing of anyone, with everything from outside escaped."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from review import made
from termend.records import Checked, Document, Evidence, Finding, Segment, Severity, Term
from termend.reports import drawing, excerpt, html

VOID = {"meta", "path"}


class _Page(HTMLParser):
    """Collects the tags, their attributes and the text of a page; raises where tags are not closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _checked(tmp_path: Path) -> Checked:
    path = tmp_path / "draft.txt"
    path.write_text(made.DRAFT, encoding="utf-8")
    return made.check(str(path))


def test_the_page_is_self_contained_and_needs_no_script(tmp_path: Path) -> None:
    page = _Page(html.render([_checked(tmp_path)], "signature"))
    assert not {"script", "link", "img", "iframe", "object", "form"} & {tag for tag, _ in page.tags}
    for tag, attributes in page.tags:
        assert not any(name.startswith("on") or name in ("src", "style") for name in attributes), (tag, attributes)
        assert attributes.get("href", "#") is None or str(attributes.get("href", "#")).startswith("#")


def test_every_finding_is_flagged_and_explained(tmp_path: Path) -> None:
    checked = _checked(tmp_path)
    page = _Page(html.render([checked, checked], "signature"))
    ids = [str(a["id"]) for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    places = {i for i in ids if i.startswith("place-")}
    assert {f"finding-{i.removeprefix('place-')}" for i in places} == {i for i in ids if i.startswith("finding-")}
    assert len(places) == 2 * len(checked.findings)
    text = "".join(page.words)
    assert "重 became “re-” (meaning); 报 became “statement” (meaning)" in text
    assert "the Chongqing Daily Press Group" in text


def test_what_comes_from_outside_is_escaped_and_made_visible() -> None:
    draft = 'A <script>alert(1)</script> & "quoted" \u202efdp.exe'
    term = Term('<b onclick="x">', "'\"><img src=x>", glossary="<i>.csv")
    finding = Finding(
        "garbled-term", Severity.ERROR, 0, 2, 10, draft[2:10], 0.9, "<u>", term, (Evidence("<b", "<s", "gloss"),)
    )
    document = Document("<draft>.txt", draft, (Segment(0, 0, draft, source='<b onclick="x">'),))
    rendered = html.render([Checked(document, (finding,))], "<signature>")
    tags = {tag for tag, _ in _Page(rendered).tags}
    assert not {"script", "b", "img", "i", "u", "s", "draft", "signature"} & tags
    assert "\u202e" not in rendered
    assert "U+202E" in rendered


def test_a_clean_draft_says_so() -> None:
    document = Document("clean.txt", "Nothing wrong.", (Segment(0, 0, "Nothing wrong."),))
    assert "No findings in 2 words" in html.render([Checked(document, ())], "")


@given(st.text(max_size=60), st.data())
def test_cut_loses_nothing(text: str, data: st.DataObject) -> None:
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda p: (min(p), max(p), 0))
    flags = data.draw(st.lists(places, max_size=5))
    pieces = excerpt.cut(Segment(0, 7, text), [(s + 7, e + 7, n) for s, e, n in flags])
    assert "".join(piece.text for piece in pieces) == text


def test_a_drawing_keeps_partners_under_one_another_and_shows_what_was_lost(tmp_path: Path) -> None:
    finding = next(f for f in _checked(tmp_path).findings if f.text == "saffeng dam")
    drawn = drawing.draw(finding)
    assert drawn is not None
    assert [(link.top, link.how) for link in drawn.links] == [(link.bottom, link.how) for link in drawn.links]
    lost = drawing.draw(replace(finding, evidence=finding.evidence[:1]))
    assert lost is not None
    assert [(n.text, n.note) for n in lost.above] == [("沙", ""), ("坪坝", "lost")]
    assert [n.linked for n in lost.below] == [True, False]


def test_words_in_another_order_cross() -> None:
    term = Term("湖南省", "Hunan Province")
    evidence = (Evidence("湖南", "lake south", "gloss"), Evidence("省", "province", "gloss"))
    finding = Finding(
        "garbled-term", Severity.ERROR, 0, 0, 22, "province of lake south", 0.9, term=term, evidence=evidence
    )
    drawn = drawing.draw(finding)
    assert drawn is not None
    assert [n.text for n in drawn.below] == ["province", "of", "lake south"]
    (first, second) = drawn.links
    assert first.top < second.top
    assert first.bottom > second.bottom


def test_a_character_that_became_two_words_is_drawn_once() -> None:
    term = Term("市委", "Municipal Committee")
    evidence = (Evidence("市委", "municipal", "gloss"), Evidence("委", "council", "gloss"), Evidence("", "the", ""))
    finding = Finding(
        "garbled-term", Severity.ERROR, 0, 0, 21, "the municipal council", 0.9, term=term, evidence=evidence
    )
    drawn = drawing.draw(finding)
    assert drawn is not None
    assert [n.text for n in drawn.above] == ["市委"]
    assert [(n.text, n.linked) for n in drawn.below] == [("the", False), ("municipal", True), ("council", True)]
    assert len({link.top for link in drawn.links}) == 1
    assert [link.bottom for link in drawn.links] == [n.x for n in drawn.below[1:]]
