"""A long draft is shown and every key answered; how quickly is printed (`-s`), for machines differ."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from review import made
from review.session import served, written
from termend.review.beside import decisions_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

KEYS = "jjjjaajrjakjjjvajrjuajjAjujr" * 2
_FILLER = "A good many readers came along the river."
_PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
# Time from the key's event to the paint after the panel shows another finding.
_CLOCK = """() => {
  window.times = [];
  addEventListener("keydown", (event) => {
    const before = document.querySelector(".panel").dataset.key;
    const began = event.timeStamp;
    const look = () => {
      if (document.querySelector(".panel")?.dataset.key !== before) window.times.push(performance.now() - began);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, true);
}"""


def _until(page: Page, expression: str) -> float:
    """The value of an expression once it is true; the page's policy forbids Playwright's own waiting."""
    for _ in range(1000):
        value: float = page.evaluate(expression)
        if value:
            return value
        page.wait_for_timeout(5)
    raise AssertionError(f"never true: {expression}")


def _long() -> str:
    body = [line for line in made.DRAFT.splitlines() if line and not line.startswith("River")]
    paragraphs = [f"Day {i}. {body[i % len(body)]} {_FILLER}" for i in range(760)]
    return "\n\n".join(paragraphs) + "\n"


@pytest.mark.slow
def test_two_thousand_findings(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, "long.txt", _long())
    checked = made.check(str(path))
    assert checked.document.words > 20_000
    assert len(checked.findings) >= 2000
    decisions_of(str(path)).unlink(missing_ok=True)
    paint, times = _round(browser, path)
    p95 = sorted(times)[int(0.95 * len(times))]
    print(
        f"{checked.document.words} words, {len(checked.findings)} findings: first paint {paint:.0f} ms, "
        f"keys: median {statistics.median(times):.0f} ms, p95 {p95:.0f} ms, longest {max(times):.0f} ms"
    )
    assert paint > 0
    assert len(times) > len(KEYS) / 2  # keys that lead to another finding, each of them answered


def _round(browser: Browser, path: Path) -> tuple[float, list[float]]:
    with served(path) as session:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(session.address)
        paint = _until(page, _PAINT)
        page.evaluate(_CLOCK)
        for i, key in enumerate(KEYS):
            page.keyboard.press(key)
            _until(page, f"() => window.times.length > {i}")
        times: list[float] = page.evaluate("window.times")
        page.close()
    return paint, times
