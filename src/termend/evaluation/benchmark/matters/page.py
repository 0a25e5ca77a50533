"""The review page in a real browser: its first paint, and the time from a key to the next paint."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from termend.errors import TermendError
from termend.evaluation.benchmark.material import Material
from termend.evaluation.benchmark.rows import Measured, register

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

_WORDS = 22_800
_TERMS = 250
_KEYS = "jjjjaajrjakjjjvajrjuajjAjujr"
_TAIL = 0.95
_SECONDS = 60
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
# Time from the key's event to the second frame after it: by then what it changed is on the screen.
_CLOCK = """() => {
  window.times = [];
  addEventListener("keydown", (event) => {
    requestAnimationFrame(() => requestAnimationFrame(() => window.times.push(performance.now() - event.timeStamp)));
  }, true);
}"""


@register("page-paint", "the page, first paint of 22,800 words", at_most=200)
def paint(material: Material) -> Measured:
    return _in_browser(material, "ms", lambda page: _until(page, _PAINT))


@register("page-key", "the page, a key at the 95th percentile", at_most=50)
def key(material: Material) -> Measured:
    def tail(page: Page) -> float:
        page.evaluate(_CLOCK)
        for number, name in enumerate(_KEYS, 1):
            page.keyboard.press(name)
            _until(page, f"() => window.times.length >= {number}")
        times: list[float] = sorted(page.evaluate("window.times"))
        return times[int(_TAIL * len(times))]

    return _in_browser(material, "ms", tail)


def _in_browser(material: Material, unit: str, measure: Callable[[Page], float]) -> Measured:
    """The median of several fresh pages; not measured where there is no browser or its driver."""
    if not find_spec("playwright"):
        return Measured(None, unit, "not measured here: playwright is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = _browser(driver)
        if browser is None:
            return Measured(None, unit, "not measured here: there is no Chromium")
        with _served(material) as address:

            def once() -> float:
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                page.goto(address)
                value = measure(page)
                page.close()
                return value

            value = material.median(once)
        browser.close()
    return Measured(value, unit, f"{material.words(_WORDS):,} words")


def _browser(driver: Playwright) -> Browser | None:
    """Playwright's own Chromium, or the system's."""
    from playwright.sync_api import Error

    for path in (None, *filter(None, map(shutil.which, _BROWSERS))):
        with contextlib.suppress(Error):
            return driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
    return None


@contextmanager
def _served(material: Material) -> Iterator[str]:
    """The desk with a draft, as `termend review` serves it; its address."""
    arguments = ["review", str(material.draft(_WORDS)), "--glossary", str(material.glossary(_TERMS)), "--no-open"]
    desk = subprocess.Popen(
        [sys.executable, "-m", "termend", *arguments],
        env=material.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert desk.stdout is not None
        address = desk.stdout.readline().strip()
        if not address.startswith("http"):
            raise TermendError("termend review printed no address")
        yield address
    finally:
        desk.terminate()
        desk.communicate()


def _until(page: Page, expression: str) -> float:
    """The value of an expression once it is true; the page's policy forbids Playwright's own waiting."""
    ends = time.monotonic() + _SECONDS
    while time.monotonic() < ends:
        value: float = page.evaluate(expression)
        if value:
            return value
        page.wait_for_timeout(2)
    raise TermendError(f"the page did nothing for {_SECONDS} seconds")
