"""A page comes in parts, the first screen first, and is whole; what it carries is what the policy admits."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from review import made
from review.session import Session, served, written
from termend.review import embedded, guard, pages
from termend.review.decisions import Verdict
from termend.review.desk import Desk, Draft, Wish

LONG = "\n\n".join(line for line in made.DRAFT.splitlines() * 60 if line) + "\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk([Draft(str(written(tmp_path, text=LONG)), made.WORK)])


def _parts(desk: Desk) -> list[str]:
    draft = desk.drafts[0]
    return list(pages.whole(1, desk, draft, draft.state(), None))


def test_the_first_part_is_the_first_screen_and_all_parts_the_page(desk: Desk) -> None:
    first, *others = _parts(desk)
    assert len(others) > 2
    assert '<article class="panel' in first
    assert first.count('class="segment') > 4
    assert len(first) < len(embedded.style()) + 32_000
    whole = "".join((first, *others))
    assert whole.rstrip().endswith("</html>")
    keys = desk.drafts[0].state().order.keys
    assert re.findall(r'<a class="flag [^"]*" id="([^"]+)"', whole) == list(keys)


def test_a_decision_sends_the_paragraphs_that_it_changes(desk: Desk) -> None:
    draft = desk.drafts[0]
    before = draft.state()
    key = before.order.keys[7]
    draft.decide(Wish(key, Verdict.REJECT))
    now = draft.state()
    segment = now.judged.findings[7].segment
    for one, other in ((now, before), (before, now)):
        sent = pages.update(1, draft, one, other, "said")
        assert re.findall(r'<p class="segment[^"]*" id="p(\d+)"', sent) == [str(segment)]


def test_the_policy_admits_what_the_page_carries_and_nothing_else(tmp_path: Path) -> None:
    with served(written(tmp_path), written(tmp_path, "other.txt")) as session:
        for path in ("/", "/drafts/1", "/findings"):
            _is_admitted(session, path)


def _is_admitted(session: Session, path: str) -> None:
    _, headers, page = session.ask("GET", path)
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert policy["style-src"] == embedded.admitted(style)
    assert policy["script-src"] == f"'self' {embedded.admitted(script)}"
    assert "style=" not in page
    assert headers["content-security-policy"] == guard.policy()
