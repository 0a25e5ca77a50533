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
from termend.review.beside import decisions_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

_UNIT = "ms"
_WORDS = 22_800
_TERMS = 250
_KEYS = "jjjjaajrjakjjjvajrjuajjAjujr"
_WITHOUT_A_FINDING = "jku"  # the other keys do something only where the finding offers it
_MENDS = 20
_TAIL = 0.95
_SECONDS = 60
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
_OFFERED = "(key) => Boolean(document.querySelector(`#finding [data-act='${key}']`))"
# From the key to the frame that shows its answer, painted: what was decided in the draft, and the next finding.
_CLOCK = """() => {
  window.times = [];
  window.pressed = 0;
  const painted = new MessageChannel();
  painted.port1.onmessage = () => window.times.push(performance.now() - window.pressed);
  addEventListener("keydown", (event) => { window.pressed = event.timeStamp; }, true);
  new MutationObserver(() => requestAnimationFrame(() => painted.port2.postMessage(0)))
    .observe(document.querySelector("#finding"), { childList: true });
}"""
# From the key that mends to the answer about the paragraph, which is checked anew.
_CHECKED = """() => {
  const last = performance.getEntriesByType("resource").filter((each) => each.name.includes("/mended/")).at(-1);
  return last && last.responseEnd > window.pressed ? last.responseEnd - window.pressed : 0;
}"""


@register("page-paint", "the page, first paint of 22,800 words with 2,000 findings", at_most=200)
def paint(material: Material) -> Measured:
    return _in_browser(material, lambda page: _until(page, _PAINT))


@register("page-key", "the page, a key at the 95th percentile", at_most=50)
def key(material: Material) -> Measured:
    def tail(page: Page) -> float:
        page.evaluate(_CLOCK)
        for number, name in enumerate(_KEYS, 1):
            offered = name in _WITHOUT_A_FINDING or page.evaluate(_OFFERED, name)
            page.keyboard.press(name if offered else "j")
            _until(page, f"() => window.times.length >= {number}")
        return _percentile(page.evaluate("window.times"))

    return _in_browser(material, tail)


@register("page-mend", "the page, a mended paragraph checked again, at the 95th percentile", at_most=300)
def mend(material: Material) -> Measured:
    def tail(page: Page) -> float:
        page.evaluate(_CLOCK)
        times: list[float] = []
        for _ in range(_MENDS):
            page.keyboard.press("a")
            times.append(_until(page, _CHECKED))
        return _percentile(times)

    return _in_browser(material, tail)


def _percentile(times: list[float]) -> float:
    return sorted(times)[int(_TAIL * len(times))]


def _in_browser(material: Material, measure: Callable[[Page], float]) -> Measured:
    """The median, in milliseconds, of several fresh pages; not measured where there is no browser or its driver."""
    if not find_spec("playwright"):
        return Measured(None, _UNIT, "not measured here: playwright is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = _browser(driver)
        if browser is None:
            return Measured(None, _UNIT, "not measured here: there is no Chromium")
        with _served(material) as address:

            def once() -> float:
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                page.goto(address, wait_until="load")
                value = measure(page)
                page.close()
                return value

            value = material.median(once)
        browser.close()
    return Measured(value, _UNIT, f"{material.words(_WORDS):,} words")


def _browser(driver: Playwright) -> Browser | None:
    """Playwright's own Chromium, or the system's."""
    from playwright.sync_api import Error

    for path in (None, *filter(None, map(shutil.which, _BROWSERS))):
        with contextlib.suppress(Error):
            return driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
    return None


@contextmanager
def _served(material: Material) -> Iterator[str]:
    """The desk with a draft; its address."""
    draft = material.draft(_WORDS)
    decisions_of(str(draft)).unlink(missing_ok=True)
    desk = subprocess.Popen(
        [sys.executable, "-m", "termend.evaluation.flagged_desk", draft, material.glossary(_TERMS)],
        env=material.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert desk.stdout is not None
        address = desk.stdout.readline().strip()
        if not address.startswith("http"):
            raise TermendError("the desk printed no address")
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
