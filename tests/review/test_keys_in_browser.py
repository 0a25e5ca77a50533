"""No key is lost or goes astray while an answer is on its way: each answer is held back here until the keys are in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from review import made
from review.browsing import judged, page_at, press, reads, steps, until
from review.session import served, written

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.slow


@contextmanager
def _held(page: Page, address: str) -> Iterator[list[Route]]:
    """Answers of an address wait from the moment they are asked for until this is left."""
    waiting: list[Route] = []
    let = False
    page.route(address, lambda route: route.continue_() if let else waiting.append(route))
    yield waiting
    until(page, lambda: bool(waiting))
    let = True
    for route in waiting:
        route.continue_()


def _sheet(page: Page, title: str) -> None:
    until(page, lambda: page.locator("#sheet").is_visible() and title in page.locator("#sheet-title").inner_text())


def test_keys_pressed_while_a_decision_is_sent_wait_for_its_answer(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path)
    with served(path) as session, page_at(browser, session.address) as page:
        with _held(page, "**/decide"):
            press(page, "arh")
        judged(page, 2)
        _sheet(page, "History")
        page.keyboard.press("Escape")
        press(page, "j")
        reads(page, "copper beam")
    assert [step["verdict"] for step in steps(path)] == ["accept", "reject"]


def test_a_sheet_that_was_sent_takes_no_later_sheet_with_it(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path)
    with served(path) as session, page_at(browser, session.address) as page:
        press(page, "a")
        judged(page, 1)
        press(page, "h")
        _sheet(page, "History")
        with _held(page, "**/history"):
            page.get_by_role("button", name="Take back").click()
            press(page, "h")
        judged(page, 0)
        until(page, lambda: "taken back" in page.locator("#sheet").inner_text())
        _sheet(page, "History")
        with _held(page, "**/history"):
            page.get_by_role("button", name="Do again").click()
            page.keyboard.press("Escape")
            press(page, "/")
        judged(page, 1)
        _sheet(page, "Search")


def test_what_is_typed_before_the_search_stands_there_is_searched(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path)
    with served(path) as session, page_at(browser, session.address) as page:
        with _held(page, "**/search*"):
            press(page, "/saffeng")
        _sheet(page, "Search")
        until(page, lambda: page.locator("#search-query").input_value() == "saffeng")
        until(page, lambda: page.locator("#hits [data-go]").count() == 1)
        page.keyboard.press("Escape")
        with _held(page, "**/search*"):
            press(page, "/")
            page.keyboard.press("Escape")
            press(page, "h")
        _sheet(page, "History")
    assert steps(path) == []


def test_nothing_is_sent_twice_and_a_chosen_finding_is_not_forgotten(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path)
    with served(path) as session, page_at(browser, session.address) as page:
        with _held(page, "**/decide") as waiting:
            page.get_by_role("button", name="Accept a", exact=True).dblclick()
            page.locator(".prose .flag", has_text="1455").click()
        assert len(waiting) == 1
        judged(page, 1)
        reads(page, "1455")
        until(page, lambda: "十四五" in page.locator("#heading").inner_text())
        press(page, "e")
        with _held(page, "**/decide"):
            page.keyboard.type("Plan")
            page.keyboard.press("Enter")
            press(page, "jr")  # not into the field that was sent
        judged(page, 3)
    assert [(step["verdict"], step["places"][0].get("change", {}).get("after")) for step in steps(path)] == [
        ("accept", "the Chongqing Daily Press Group"),
        ("edit", "Plan"),
        ("reject", None),
    ]


def test_what_others_did_does_not_overwrite_what_was_done_here(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path)
    with served(path) as session, page_at(browser, session.address) as page, page_at(browser, session.address) as other:
        press(other, "jja")
        judged(other, 1)
        polled: list[Route] = []
        page.route("**/changes*", lambda route: polled.append(route))
        until(page, lambda: bool(polled))  # asked, and its answer is late
        answers = [route.fetch() for route in polled]
        press(page, "a")
        judged(page, 2)
        for route, answer in zip(polled, answers, strict=True):
            route.fulfill(response=answer)
        page.wait_for_timeout(100)  # time in which it could go wrong
        judged(page, 2)
        assert page.locator(".flag.changed").count() == 2


def test_no_key_acts_on_a_page_that_is_being_left(browser: Browser, tmp_path: Path) -> None:
    one, two = written(tmp_path), written(tmp_path, "two.txt", made.DRAFT)
    with served(one, two) as session, page_at(browser, session.address) as page:
        press(page, "d")
        page.wait_for_url("**/drafts/1")
        with _held(page, "**/next*"):
            press(page, "da")
        page.wait_for_url("**/drafts/2")
        reads(page, "re-statement group")
    assert steps(one) == steps(two) == []


def test_keys_pressed_before_the_page_is_whole_are_obeyed(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path)
    with served(path) as session, page_at(browser, session.address) as page:
        with _held(page, "**/desk.js"):
            page.goto(page.url, wait_until="commit")
            until(page, lambda: page.evaluate("document.readyState") == "interactive")
            press(page, "ja")
        judged(page, 1)
    assert [step["places"][0]["text"] for step in steps(path)] == ["Swan Goose Library"]
