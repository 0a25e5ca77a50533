"""What an editor does at the desk beside judging findings, each in a real browser."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import docx
import pytest

from review import made
from review.browsing import judged, page_at, press, reads, steps, until, violations
from review.session import served, written

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

# Selects words of the draft as a reader would with the mouse.
_SELECT = """(words) => {
  const walker = document.createTreeWalker(document.querySelector(".prose"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return true;
  }
  return false;
}"""


def _select(page: Page, words: str) -> None:
    assert page.evaluate(_SELECT, words)


def _sheet(page: Page, title: str) -> None:
    until(page, lambda: page.locator("#sheet").is_visible() and title in page.locator("#sheet-title").inner_text())


def _prose(page: Page, words: str) -> None:
    until(page, lambda: words in page.locator(".prose").inner_text())


def _download(page: Page, form: str) -> str:
    with page.expect_download() as taken:
        page.locator("#take").evaluate("(menu) => { menu.open = true; }")
        page.locator(f'#take a[href$="/out/{form}"]').click()
    return Path(taken.value.path()).read_text(encoding="utf-8")


MISSED = """The heavy paper opened. Luo Steady came to the heavy paper too.

On Monday the heavy paper closed.
"""


def test_words_are_marked_as_a_term_in_all_places(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, text=MISSED)
    with served(path, name="Ann") as session, page_at(browser, session.address) as page:
        reads(page, "Luo Steady")
        press(page, "a")
        judged(page, 1)
        _select(page, "heavy paper")
        until(page, lambda: page.locator("#mark-this").is_visible())
        press(page, "n")
        _sheet(page, "Mark “heavy paper”")
        page.keyboard.type("chongbao")  # pinyin
        option = page.locator(".suggestion", has_text="Chongqing Daily Press Group")
        until(page, lambda: option.count() == 1)
        until(page, lambda: option.locator("input").is_checked())
        assert page.locator(".also input:checked").count() == 2
        page.locator(".also input").first.uncheck()
        page.locator("#mark-query").press("Enter")
        judged(page, 3)
        reads(page, "Chongqing Daily Press Group")
        assert not page.locator("#sheet").is_visible()
        assert "Marked" in page.locator(".panel .kind").inner_text()
        text = _download(page, "repaired")
        patch = _download(page, "learnt")
        press(page, "u")
        judged(page, 1)
        press(page, "U")
        judged(page, 3)
    assert text.count("Chongqing Daily Press Group") == 2
    assert "to the heavy paper too" in text
    assert "+重报集团,Chongqing Daily Press Group,,media,heavy paper" in patch


def test_the_best_explanation_comes_first_and_the_source_names_new_rows(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, text="River towns open a reading season\n\nOn 12 May the Heavenly Goose Hall opened.\n")
    with served(path) as session, page_at(browser, session.address) as page:
        _select(page, "Goose Hall")
        page.locator("#mark-this").click()
        _sheet(page, "Goose Hall")
        first = page.locator(".suggestion").first
        until(page, lambda: "Hongyan Library" in first.inner_text())
        assert "in the source" in first.inner_text()
        page.keyboard.type("读者")
        until(page, lambda: page.locator(".suggestion").count() == 0)
        page.locator("input[name=as][value=new]").last.check()
        page.locator("#mark-source").fill("雁堂")
        page.locator("#mark-target").fill("Yan Hall")
        page.keyboard.press("Enter")
        _prose(page, "Yan Hall")
        assert "+雁堂,Yan Hall" in _download(page, "learnt")
    assert [(step["verdict"], step["row"]["source"]) for step in steps(path)] == [("row", "雁堂")]


def test_wrong_and_no_term_and_the_way_by_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, text=MISSED)
    with served(path) as session, page_at(browser, session.address) as page:
        reads(page, "Luo Steady")
        press(page, "/")
        _sheet(page, "Search")
        page.keyboard.type("on monday")
        until(page, lambda: page.locator("#hits .side-act").count() == 1)
        page.locator("#hits .side-act").focus()
        page.keyboard.press("Enter")
        _sheet(page, "Mark “On Monday”")
        page.locator("input[name=as][value=wrong]").check()
        page.keyboard.type("On Tuesday")
        page.keyboard.press("Enter")
        _prose(page, "On Tuesday the heavy paper")
        judged(page, 1)
        # What makes no sense is said where it was asked, and nothing is lost.
        _select(page, "closed")
        press(page, "n")
        _sheet(page, "closed")
        page.locator("input[name=as][value=new]").check()
        page.locator("#mark-source").fill("not Chinese")
        page.keyboard.press("Enter")
        until(page, lambda: "needs the Chinese name" in page.locator("#sheet-trouble").inner_text())
        assert page.locator("#mark-source").input_value() == "not Chinese"
        page.locator("input[name=as][value=wrong]").check()
        page.locator("#mark-text").press("Enter")
        until(page, lambda: page.locator(".flag.open", has_text="closed").count() == 1)
    assert [step["verdict"] for step in steps(path)] == ["edit", "mark"]


def test_a_selection_counts_in_the_text_as_it_came(browser: Browser, tmp_path: Path) -> None:
    text = "\U00020000 \u202e The 1455 of saffeng dam met the heavy paper at Luo Steady.\n"
    path = written(tmp_path, text=text)
    with served(path) as session, page_at(browser, session.address) as page:
        reads(page, "1455")
        press(page, "aa")
        judged(page, 2)
        _prose(page, "Shapingba")
        _select(page, "heavy paper")
        press(page, "n")
        _sheet(page, "Mark “heavy paper”")
        page.keyboard.press("Escape")
        # Across words that are printed otherwise: these as they came.
        page.evaluate(
            """() => {
              const range = document.createRange();
              const flag = document.querySelector(".flag.changed");
              range.setStart(flag.firstChild, 2);
              range.setEnd(flag.nextSibling, 4);
              getSelection().removeAllRanges();
              getSelection().addRange(range);
            }"""
        )
        press(page, "n")
        _sheet(page, "Mark “1455 of”")


def test_options_are_clauses_and_the_preview_follows(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, text="Growth spread beyond the long river triangle, they said. Others came later.\n")
    command = [sys.executable, str(made.FOLDER / "serve_options.py"), str(path)]
    with served(command=command) as session, page_at(browser, session.address) as page:
        reads(page, "long river triangle")
        options = page.locator(".options label > span")
        assert [o.strip() for o in options.all_inner_texts()] == [
            "Growth spread beyond the Yangtze River Delta, they said.",
            "Growth spread beyond the Yangtze River Delta triangle, they said.",
        ]
        press(page, "2")
        shown = page.locator("[data-preview]:visible")
        until(page, lambda: "long riverYangtze River Delta triangle" in shown.inner_text())
        press(page, "e")
        assert page.locator("#edit-old").inner_text() == "long river"
        page.keyboard.type("Delta")
        page.keyboard.press("Enter")
        _prose(page, "beyond the Delta triangle, they said")
        press(page, "u")
        judged(page, 0)
        press(page, "2a")
        _prose(page, "beyond the Yangtze River Delta triangle, they said")


def test_search_finds_draft_source_terms_and_findings(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path)
    with served(path) as session, page_at(browser, session.address) as page:
        reads(page, "re-statement group")
        for query, heads in (("saffeng", ["Findings", "Draft"]), ("鸿雁", ["Findings", "Source", "Terms"])):
            press(page, "/")
            _sheet(page, "Search")
            page.keyboard.type(query)
            until(page, lambda heads=heads: [h.split()[0] for h in page.locator("#hits h3").all_inner_texts()] == heads)
            page.keyboard.press("Escape")
        press(page, "/")
        _sheet(page, "Search")
        page.keyboard.type("shapingba")
        until(page, lambda: page.locator("#hits [data-go]").count() == 1)
        page.locator("#hits [data-go]").click()
        reads(page, "saffeng dam")
        press(page, "/")
        _sheet(page, "Search")
        page.keyboard.type("<b>&")
        until(page, lambda: "“<b>&” stands nowhere" in page.locator("#hits").inner_text())


def test_many_are_decided_at_once_in_all_drafts_and_undone_as_one(browser: Browser, tmp_path: Path) -> None:
    one, two = written(tmp_path), written(tmp_path, "two.txt")
    with served(one, two, name="Ann") as session, page_at(browser, session.address) as page:
        page.locator("[data-act=l]").click()
        page.wait_for_url("**/findings")
        assert page.locator(".tally b").inner_text() == "22"
        page.locator("select[name=term]").select_option("鸿雁图书馆")
        page.wait_for_url("**term=*")
        page.locator("select[name=least]").select_option("90")
        page.wait_for_url("**least=90*")
        page.locator("select[name=sort]").select_option("score")
        page.wait_for_url("**sort=score*")
        assert page.locator(".findings tbody tr").count() == 4
        press(page, "A")
        until(page, lambda: "4 accepted" in page.locator("#said").inner_text())
        assert [row["places"][0]["text"] for row in (*steps(one), *steps(two))] == ["Swan Goose Library"] * 2
        assert page.locator(".findings", has_text="accepted by Ann").count() == 1
        press(page, "u")
        until(page, lambda: "Undone" in page.locator("#said").inner_text())
        assert page.locator(".findings tbody td:last-child").all_inner_texts() == ["open"] * 4
        press(page, "U")
        until(page, lambda: "Done again" in page.locator("#said").inner_text())
        page.goto(f"http://127.0.0.1:{session.port}/drafts/2")
        judged(page, 2)
        press(page, "u")  # in any of the drafts
        judged(page, 0)
        page.goto(f"http://127.0.0.1:{session.port}/drafts/1")
        judged(page, 0)


def test_who_did_what_and_when_is_seen_and_may_be_taken_back(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path)
    with (
        served(path, name="Ann") as ann,
        served(path, name="Ben <b>") as ben,
        page_at(browser, ann.address) as first,
        page_at(browser, ben.address) as second,
    ):
        press(first, "a")
        judged(first, 1)
        judged(second, 1)
        press(second, "r")
        until(second, lambda: second.locator("#tally .differ").count() == 1)
        until(first, lambda: first.locator(".flag.conflict").count() == 1)
        press(first, "k")
        until(first, lambda: "Decisions differ" in first.locator(".others").inner_text())
        said = first.locator(".others").inner_text()
        assert "Ann" in said
        assert "Ben <b>" in said
        press(first, "c")
        until(first, lambda: first.locator("#comment-text").is_visible())
        first.keyboard.type("As the source has it <i>")
        first.keyboard.press("Enter")
        until(first, lambda: "As the source has it <i>" in first.locator(".comments").inner_text())
        press(first, "a")  # settled
        until(first, lambda: first.locator(".flag.conflict").count() == 0)
        press(second, "h")
        _sheet(second, "History")
        lines = second.locator(".history li")
        until(second, lambda: lines.count() == 4)
        assert [line.split()[0] for line in lines.all_inner_texts()] == ["Ann", "Ann", "Ben", "Ann"]
        lines.first.get_by_role("button", name="Take back").click()
        until(second, lambda: second.locator(".flag.conflict").count() == 1)
        press(second, "h")
        _sheet(second, "History")
        until(second, lambda: "taken back by Ben <b>" in second.locator(".history li").nth(1).inner_text())
    data = json.loads(Path(f"{path}.termend.json").read_text(encoding="utf-8"))
    assert [(s["by"], s.get("verdict", "")) for s in data["steps"]] == [
        ("Ann", "accept"),
        ("Ben <b>", "reject"),
        ("Ann", ""),
        ("Ann", "accept"),
        ("Ben <b>", ""),
    ]


def test_the_source_stands_beside_and_is_corrected(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path)
    with served(path) as session, page_at(browser, session.address) as page:
        reads(page, "re-statement group")
        row = page.locator("#s2")
        texts, sources = row.locator(".segment").bounding_box(), row.locator(".beside").bounding_box()
        assert texts is not None
        assert sources is not None
        assert abs(texts["y"] - sources["y"]) < 2
        assert sources["x"] > texts["x"] + texts["width"]
        assert "重报集团" in row.locator(".beside mark").all_inner_texts()
        press(page, "s")
        assert not row.locator(".beside").is_visible()
        press(page, "s")
        row.locator(".pair").focus()
        page.keyboard.press("Enter")
        _sheet(page, "Which source")
        page.get_by_label("“我们读书，让河谷被听见。”").check()
        page.get_by_label("300多人到场，其中有铜梁分社负责人罗稳。").uncheck()
        page.keyboard.press("Enter")
        until(page, lambda: "我们读书" in row.locator(".beside").inner_text())
        assert "not in the draft" in page.locator("#s2 .left-out, #s0 .left-out, #s4 .left-out").first.inner_text()
        press(page, "u")
        until(page, lambda: "我们读书" not in row.locator(".beside").inner_text())


def test_the_mended_paragraph_is_checked_again(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path)
    with served(path) as session, page_at(browser, session.address) as page:
        reads(page, "re-statement group")
        with page.expect_response("**/mended/2"):
            press(page, "a")
        judged(page, 1)
        assert page.locator(".mended").count() == 0
        press(page, "e")
        page.keyboard.type("the saffeng dam Library。")
        page.keyboard.press("Enter")
        note = page.locator("#s2 .mended li")
        until(page, lambda: note.count() == 2)
        assert "New after the mend: “saffeng dam” → the Shapingba" in note.first.inner_text()
        until(page, lambda: "New after the mend" in page.locator("#said").inner_text())
        press(page, "u")
        until(page, lambda: page.locator(".mended").count() == 0)


def test_paragraphs_mended_in_haste_are_checked_once_the_keys_rest(browser: Browser, tmp_path: Path) -> None:
    with served(written(tmp_path)) as session, page_at(browser, session.address) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.rpartition("mended/")[2]))
        reads(page, "re-statement group")
        press(page, "a" * 6)
        judged(page, 6)
        until(page, lambda: {"2", "4"} <= set(asked))
        assert sum(url.isdecimal() for url in asked) < 6


def test_a_page_is_shown_whole_before_anything_else_is_there(browser: Browser, tmp_path: Path) -> None:
    with served(written(tmp_path)) as session, page_at(browser, session.address) as page:
        page.route("**/static/**", lambda route: route.abort())
        page.reload(wait_until="domcontentloaded")
        flag = page.locator(".prose .flag").first
        assert flag.evaluate("(one) => getComputedStyle(one).textDecorationLine") == "underline"
        assert page.locator(".beside").first.is_visible()
        assert page.locator(".prose .flag").count() == len(made.check(str(tmp_path / "draft.txt")).findings)


# Whether the current finding is in sight, below the bar and above a panel that lies below, and the head of the panel.
_IN_SIGHT = """() => {
  const box = (selector) => document.querySelector(selector).getBoundingClientRect();
  const [flag, bar, side] = [".prose .flag[aria-current]", ".bar", ".side"].map(box);
  const bottom = side.left > 0 ? innerHeight : side.top;
  return flag.top >= Math.max(0, bar.bottom) && flag.bottom <= bottom && box(".steps").top >= Math.max(0, bar.bottom);
}"""


@pytest.mark.parametrize("width", [1440, 1024, 768, 390])
def test_the_current_finding_stays_in_sight(browser: Browser, tmp_path: Path, width: int) -> None:
    path = written(tmp_path, text="\n\n".join(line for line in made.DRAFT.splitlines() * 12 if line) + "\n")
    with served(path) as session, page_at(browser, session.address, width) as page:
        for number in range(1, 40):
            until(page, lambda number=number: page.locator(".panel .index").inner_text().startswith(f"{number} /"))  # type: ignore[misc]
            until(page, lambda: bool(page.evaluate(_IN_SIGHT)))
            press(page, "j")


def test_drafts_are_a_queue_that_ends_in_a_summary_and_an_archive(browser: Browser, tmp_path: Path) -> None:
    one = written(tmp_path)
    nothing = written(tmp_path, "nothing.txt", "Nothing is wrong here.\n")
    word = tmp_path / "word.docx"
    made_of = docx.Document()
    made_of.add_paragraph("Luo Steady came.")
    made_of.save(str(word))
    with served(one, nothing, word, name="Ann") as session, page_at(browser, session.address) as page:
        assert page.locator(".drafts progress").count() == 3
        press(page, "d")
        page.wait_for_url("**/drafts/1")
        press(page, "A")
        judged(page, 2)
        press(page, "d")
        page.wait_for_url("**/drafts/3")
        press(page, "a")
        judged(page, 1)
        press(page, "d")
        page.wait_for_url("**/drafts/1")
        page.goto(f"http://127.0.0.1:{session.port}/findings")
        press(page, "R")
        until(page, lambda: "9 rejected" in page.locator("#said").inner_text())
        page.goto(f"http://127.0.0.1:{session.port}/next?after=1")
        assert page.locator("h1").inner_text() == "All judged"
        assert "2 accepted, 9 rejected; 2 places printed otherwise, by Ann" in page.locator(".sum").first.inner_text()
        with page.expect_download() as taken:
            press(page, "x")
        data = Path(taken.value.path()).read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        assert "Chongqing Daily Press Group" in archive.read("draft.txt").decode()
        assert "draft.txt: 11 of 11 judged" in archive.read("summary.txt").decode()
    assert names == {
        "draft.txt", "nothing.txt", "word.docx", "tracked/word.docx", "glossary.patch", "summary.txt",
        "differences/draft.txt.diff", "differences/nothing.txt.diff", "differences/word.docx.diff",
        "decisions/draft.txt.termend.json", "decisions/word.docx.termend.json",
    }  # fmt: skip


RICH = """# River towns

## What Luo Steady said[^1]

| Place | Readers |
|-------|---------|
| saffeng dam | 12 |

- first `code`
- Luo Steady, second

Plain words.
"""


def test_headings_tables_lists_and_marks_look_like_what_they_are(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, "rich.md", RICH)
    with served(path) as session, page_at(browser, session.address) as page:
        reads(page, "Luo Steady")
        levels = page.locator(".segment[role=heading]").evaluate_all(
            "(all) => all.map((one) => [one.ariaLevel, parseFloat(getComputedStyle(one).fontSize)])"
        )
        assert [level for level, _ in levels] == ["2", "3"]
        assert levels[0][1] > levels[1][1] > 18
        assert page.locator("table.cells tr").count() == 2
        assert page.locator("table.cells td .segment").all_inner_texts() == ["Place", "Readers", "saffeng dam", "12"]
        assert page.locator(".segment.item").count() == 2
        assert "\ufffc" not in page.locator(".prose").inner_text()
        assert page.locator(".prose .object").count() >= 1


def test_the_ring_hides_no_comma(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path)
    with served(path) as session, page_at(browser, session.address) as page:
        press(page, "jj")
        reads(page, "Luo Steady")
        gap = page.evaluate(
            """() => {
              const flag = document.querySelector(".prose .flag[aria-current]");
              const range = document.createRange();
              range.setStart(flag.nextSibling, 0);
              range.setEnd(flag.nextSibling, 1);
              const style = getComputedStyle(flag);
              const ring = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth);
              const edge = Array.from(flag.getClientRects()).pop().right + ring;
              return [range.toString(), range.getBoundingClientRect().left - edge];
            }"""
        )
        assert gap[0] == ","
        assert gap[1] >= -0.1


def test_on_paper_stands_the_draft_with_its_findings(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path)
    with served(path) as session, page_at(browser, session.address) as page:
        press(page, "a")
        judged(page, 1)
        page.emulate_media(media="print")
        for hidden in (".side", ".tools", "#mark-this", "#sheet"):
            assert not page.locator(hidden).is_visible()
        positions = page.evaluate("[...document.querySelectorAll('body *')].map((e) => getComputedStyle(e))"
                                  ".filter((s) => s.display !== 'none').map((s) => s.position)")  # fmt: skip
        assert not {"fixed", "sticky"} & set(positions)
        notes = page.locator(".prose .flag").evaluate_all(
            "(all) => all.map((one) => getComputedStyle(one, '::after').content)"
        )
        assert len(notes) == 11
        assert "was: the re-statement group" in notes[0]
        assert "鸿雁图书馆 → the Hongyan Library" in notes[1]
        assert page.pdf()[:5] == b"%PDF-"


def test_chinese_has_a_font_on_every_system_and_motion_is_reduced(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path)
    with served(path) as session, page_at(browser, session.address) as page:
        family = page.locator(".beside .chinese").first.evaluate("(one) => getComputedStyle(one).fontFamily")
        for font in ("Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC"):
            assert font in family
        page.emulate_media(reduced_motion="reduce")
        moving = page.evaluate(
            "[...document.querySelectorAll('*')].map((e) => getComputedStyle(e))"
            ".filter((s) => parseFloat(s.transitionDuration) > 0 || s.animationName !== 'none').length"
        )
        assert moving == 0


def test_at_390_pixels_the_choices_are_in_sight_and_nothing_is_cut(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, text="Growth spread beyond the long river triangle, they said. Others came later.\n")
    command = [sys.executable, str(made.FOLDER / "serve_options.py"), str(path)]
    with served(command=command) as session, page_at(browser, session.address, 390) as page:
        reads(page, "long river triangle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        actions = page.locator("#decision > .main-actions").bounding_box()
        assert actions is not None
        for option in page.locator(".options label").all():
            box = option.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 390
            assert box["y"] + box["height"] <= actions["y"] + 1
        assert actions["y"] + actions["height"] <= 900
        cut = page.evaluate(
            "[...document.querySelectorAll('button, select, .tally, h1, label')]"
            ".filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1"
            " && getComputedStyle(e).overflowX !== 'visible').map((e) => e.outerHTML)"
        )
        assert cut == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 768, 390])
def test_axe_finds_nothing_on_what_opens(
    browser: Browser, tmp_path: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    rich, other = written(tmp_path, "rich.md", RICH), written(tmp_path)
    with served(rich, other, name="Ann") as session, page_at(browser, session.address, width, scheme) as page:
        assert violations(page) == []
        page.goto(f"http://127.0.0.1:{session.port}/drafts/1")
        press(page, "a")
        judged(page, 1)
        assert violations(page) == []
        page.goto(f"http://127.0.0.1:{session.port}/drafts/2")
        press(page, "r")
        judged(page, 1)
        press(page, "kc")
        until(page, lambda: page.locator("#comment-text").is_visible())
        page.keyboard.type("so be it")
        page.keyboard.press("Enter")
        until(page, lambda: page.locator(".comments").count() == 1)
        assert violations(page) == []
        page.locator("h1").click()
        _select(page, "reading season")
        press(page, "n")
        _sheet(page, "reading season")
        until(page, lambda: "Looking for" not in page.locator("#suggestions").inner_text())
        page.locator("input[name=as][value=new]").last.check()
        assert violations(page) == []
        page.keyboard.press("Escape")
        press(page, "h")
        _sheet(page, "History")
        assert violations(page) == []
        page.keyboard.press("Escape")
        press(page, "/")
        _sheet(page, "Search")
        page.keyboard.type("library")
        until(page, lambda: page.locator("#hits h3").count() > 0)
        assert violations(page) == []
        page.keyboard.press("Escape")
        if width == 1440:
            page.locator("#s2 .pair").focus()
            page.keyboard.press("Enter")
            _sheet(page, "Which source")
            assert violations(page) == []
        page.goto(f"http://127.0.0.1:{session.port}/findings")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
