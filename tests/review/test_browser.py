"""The desk in a real browser: by keyboard alone, over a killed server, in two windows, for everyone."""

from __future__ import annotations

import http.server
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from review import made
from review.browsing import judged, page_at, press, reads, steps, until, violations
from review.session import served, written
from termend.reports import html

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow


def _standing(path: Path) -> list[dict[str, Any]]:
    """The decisions that hold."""
    undone = {each for step in steps(path) for each in step.get("undoes", ())}
    return [step for step in steps(path) if "verdict" in step and step["id"] not in undone]


def test_the_draft_is_judged_and_taken_by_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path)
    with served(path) as session, page_at(browser, session.address) as page:
        assert "token" not in page.url
        reads(page, "re-statement group")
        press(page, "A")  # both mentions of the group
        judged(page, 2)
        reads(page, "Swan Goose Library")
        press(page, "jk")
        press(page, "a")
        judged(page, 3)
        reads(page, "Luo Steady")
        press(page, "e")
        page.keyboard.type("Dr Luo Wen")
        page.keyboard.press("Enter")
        judged(page, 4)
        reads(page, "copper beam")
        press(page, "r")
        judged(page, 5)
        press(page, "u")  # no: it was wrong after all
        judged(page, 4)
        reads(page, "copper beam")
        press(page, "a")
        judged(page, 5)
        press(page, "v")  # Luo Steady is what she calls herself
        judged(page, 6)
        reads(page, "municipal national council")
        press(page, "n")
        page.keyboard.type("市国家委")
        page.keyboard.press("Enter")
        judged(page, 7)
        press(page, "f")  # 1455
        judged(page, 8)
        press(page, "aaa")  # as fast as the keys go
        judged(page, 11)
        assert "All judged" in page.locator("#finding").inner_text()
        with page.expect_download() as repaired:
            press(page, "x")
            page.keyboard.press("Enter")
        with page.expect_download() as learnt:
            press(page, "x")
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
        text = Path(repaired.value.path()).read_text(encoding="utf-8")
        patch = Path(learnt.value.path()).read_text(encoding="utf-8")
        name = repaired.value.suggested_filename
    assert name == "draft.repaired.txt"
    assert text == (
        made.DRAFT.replace("the re-statement group", "the Chongqing Daily Press Group")
        .replace("Re-statement Group", "Chongqing Daily Press Group")
        .replace("Swan Goose", "Hongyan")
        .replace("Luo Steady", "Dr Luo Wen", 1)
        .replace("copper beam", "Tongliang")
        .replace("1455", "14th Five-Year Plan")
        .replace("saffeng dam", "Shapingba")
        .replace("。", ".")
    )
    added = [line for line in patch.splitlines() if line.startswith("+") and not line.startswith("+++")]
    assert added[0] == "+source,target,variants,type,forbidden"
    assert {
        "+罗稳,Luo Wen,Luo Steady,person,",
        "+十四五,14th Five-Year Plan,,plan,1455",
        "+市国家委,municipal national council,,,",
    } <= set(added)
    assert {line.count(",") for line in added} == {4}  # every row as wide as the header


def test_the_server_is_killed_and_one_goes_on(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path)
    with served(path) as session, page_at(browser, session.address) as page:
        press(page, "ar")
        judged(page, 2)
        session.kill()
        press(page, "a")
        until(page, lambda: "no longer running" in page.locator("#trouble").inner_text())
    with served(path) as session, page_at(browser, session.address) as page:
        judged(page, 2)
        reads(page, "Luo Steady")
        until(page, lambda: page.locator(".flag.changed").inner_text() == "the Chongqing Daily Press Group")
        press(page, "a")
        judged(page, 3)
        press(page, "uu")  # a fresh window undoes its own decision and no other
        judged(page, 2)
        until(page, lambda: "nothing to undo" in page.locator("#said").inner_text())
    assert [step["verdict"] for step in steps(path) if "verdict" in step] == ["accept", "reject", "accept"]


def test_two_windows_and_two_servers_lose_nothing(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path)
    with (
        served(path) as one,
        served(path) as two,
        page_at(browser, one.address) as first,
        page_at(browser, one.address) as second,
        page_at(browser, two.address) as third,
    ):
        press(first, "a")
        judged(first, 1)
        press(second, "jr")
        judged(second, 2)
        press(third, "jja")
        judged(third, 3)
        press(first, "jjjjr")
        judged(first, 4)
        judged(second, 4)  # without a key pressed
        press(second, "u")
        judged(second, 3)
        judged(third, 3)
    texts = {step["places"][0]["text"]: step["verdict"] for step in _standing(path)}
    assert texts == {"re-statement group": "accept", "Luo Steady": "accept", "municipal national council": "reject"}


def test_the_draft_changes_under_the_page(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path)
    with served(path) as session, page_at(browser, session.address) as page:
        press(page, "ar")
        judged(page, 2)
        written(tmp_path, text=made.DRAFT.replace("the re-statement group opened", "the group opened"))
        until(page, lambda: page.locator(".lost").count() == 1)
        assert "1 earlier decision no longer fits" in page.locator(".lost summary").inner_text()
        judged(page, 1)


def test_filters_help_and_turning_the_keys_off(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path)
    with served(path) as session, page_at(browser, session.address) as page:
        page.get_by_label("Score").select_option("unsure")
        reads(page, "municipal national council")
        page.get_by_label("Score").select_option("")
        page.get_by_label("Check").select_option("untranslated-text")
        reads(page, "。")
        page.get_by_label("Check").select_option("")
        page.locator("h1").click()
        press(page, "?")
        assert page.get_by_role("dialog").is_visible()
        page.get_by_label("Single keys work").uncheck()
        page.keyboard.press("Escape")
        press(page, "ar")
        page.get_by_role("button", name="Accept a", exact=True).click()
        judged(page, 1)
        assert steps(path)[0]["places"][0]["text"] == "。"
        page.reload()
        press(page, "a")
        page.wait_for_timeout(200)
        judged(page, 1)


NASTY = """He said <script>document.title='gone'</script> & <img src=x onerror=alert(1)> at saffeng dam.

Then \u202e1455\u202c and "re-statement group" came, </p></main>'Luo Steady'.
"""


def test_what_the_draft_holds_is_text_and_nothing_else(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, '<b>"x"&.txt', NASTY)
    with served(path) as session, page_at(browser, session.address) as page:
        until(page, lambda: page.locator(".panel").count() == 1)
        until(page, lambda: "saffeng dam" in page.locator(".prose").inner_text())
        prose = page.locator(".prose").inner_text()
        assert "<script>document.title='gone'</script> & <img src=x onerror=alert(1)>" in prose
        assert "U+202E" in prose
        assert "\u202e" not in page.content()
        assert "gone" not in page.title()
        press(page, "e")
        page.keyboard.type('"><script>alert(2)</script>')
        page.keyboard.press("Enter")
        judged(page, 1)
        until(page, lambda: '"><script>alert(2)</script>' in page.locator(".prose").inner_text())
        assert page.locator(".prose script, .prose img, #finding script").count() == 0


def test_another_site_can_neither_read_nor_post(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path)
    with served(path) as session, page_at(browser, session.address) as page, _other_site() as elsewhere:
        key = page.locator(".panel").get_attribute("data-key")
        decide = session.address.partition("?")[0] + "drafts/1/decide"
        evil = page.context.new_page()
        evil.goto(elsewhere)
        outcome = evil.evaluate(
            """async ([target, key]) => {
              const said = [];
              const body = new URLSearchParams({verdict: "accept", key});
              for (const options of [{}, {mode: "no-cors"}, {method: "POST", mode: "no-cors", body}]) {
                try {
                  const answer = await fetch(target, {credentials: "include", ...options});
                  said.push(answer.type + (await answer.text()));
                } catch (error) { said.push("refused"); }
              }
              return said;
            }""",
            [decide, key],
        )
        assert set(outcome) <= {"refused", "opaque"}
        evil.set_content(f'<form method="post" action="{decide}"><button>go</button></form>')
        evil.locator("button").click()
        evil.wait_for_load_state()
        assert "another" in evil.locator("body").inner_text()
        evil.goto(elsewhere)
        evil.set_content(f'<iframe src="{session.address}"></iframe>')
        evil.wait_for_timeout(200)
        assert "Luo" not in (evil.frames[-1].content() if len(evil.frames) > 1 else "")
    assert steps(path) == []


@contextmanager
def _other_site() -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<title>elsewhere</title>")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 360])
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, width: int, scheme: Literal["light", "dark"]) -> None:
    path = written(tmp_path)
    other = written(tmp_path, "other.txt", "Nothing is wrong here.\n")
    report = tmp_path / "report.html"
    report.write_text(html.render([made.check(str(path))], "signature"), encoding="utf-8")
    with served(path, other) as session, page_at(browser, session.address, width, scheme) as page:
        assert violations(page) == []
        page.get_by_role("link", name="draft.txt").click()
        page.wait_for_url("**/drafts/1")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        press(page, "ar")
        judged(page, 2)
        press(page, "e")
        assert violations(page) == []
        page.keyboard.press("Escape")
        press(page, "?")
        assert violations(page) == []
        page.keyboard.press("Escape")
        press(page, "x")
        assert violations(page) == []
        page.goto(f"http://127.0.0.1:{session.port}/drafts/2")
        assert violations(page) == []
    with page_at(browser, report.as_uri(), width, scheme) as page:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_command_itself(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path)
    glossary = tmp_path / "press.csv"
    glossary.write_text(made.GLOSSARY, encoding="utf-8")
    command = [sys.executable, "-m", "termend", "review", str(path), "--glossary", str(glossary), "--no-open"]
    with served(command=command) as session, page_at(browser, session.address) as page:
        page.get_by_label("Check").select_option("untranslated-text")
        reads(page, "。")
        page.locator("h1").click()
        press(page, "a")
        judged(page, 1)
        with page.expect_download() as repaired:
            press(page, "x")
            page.keyboard.press("Enter")
        assert Path(repaired.value.path()).read_text(encoding="utf-8") == made.DRAFT.replace("。", ".")
