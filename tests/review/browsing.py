"""A page of the desk in a real browser, and what tests do with it."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from review import made
from termend.review.beside import decisions_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = made.FOLDER / "vendor" / "axe.min.js"
_PATIENCE = float(os.environ.get("TERMEND_TEST_PATIENCE", "30"))  # seconds
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def page_at(
    browser: Browser, address: str, width: int = 1440, scheme: Literal["light", "dark"] = "light"
) -> Iterator[Page]:
    """A page at an address; on leaving, nothing may have failed in it or been asked elsewhere."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, accept_downloads=True, bypass_csp=False
    )
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.on("console", lambda message: failures.append(message.text) if "Content Security" in message.text else None)
    page.on("request", lambda request: None if local(request.url) else failures.append(request.url))
    page.goto(address)
    yield page
    assert failures == [], failures
    context.close()


def local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "file://", "data:", "about:"))


def press(page: Page, keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def until(page: Page, passes: Callable[[], bool]) -> None:
    """Wait until something is so; half a minute at most."""
    ends = time.monotonic() + _PATIENCE
    while time.monotonic() < ends:
        if passes():
            return
        page.wait_for_timeout(10)
    focus = page.evaluate("document.activeElement?.outerHTML.slice(0, 200)")
    sheet = page.evaluate("document.querySelector('#sheet[open]')?.innerHTML")
    raise AssertionError(f"focus: {focus}\nsheet: {sheet}\n{page.locator('body').inner_text()}")


def judged(page: Page, count: int) -> None:
    until(page, lambda: page.locator("#tally b").inner_text() == str(count))


def reads(page: Page, words: str) -> None:
    """Wait until the current flag in the draft shows these words.

    A paragraph that has just been exchanged reads as empty until the browser has drawn it (`content-visibility`).
    """
    flag = page.locator(".prose .flag[aria-current]")
    until(page, lambda: flag.inner_text() == words)


def steps(path: Path) -> list[dict[str, Any]]:
    file = decisions_of(str(path))
    steps: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["steps"] if file.exists() else []
    return steps


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("(tags) => axe.run({runOnly: tags}).then((r) => r.violations)", RULES)
    return [f"{v['id']}: {node['target']} {node['failureSummary']}" for v in found for node in v["nodes"]]
