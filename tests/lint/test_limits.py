"""Sizes as the services count them: bytes with DeepL, Amazon and Microsoft, characters with Google."""

import pytest

from termend.glossary import formats
from termend.lint import runner


def _said(service: str, text: str) -> list[str]:
    contents = formats.parse("g.tsv", text.encode())
    options = runner.LintOptions(frozenset({f"limits-{service}"}), services=(service,))
    return [finding.message for finding in runner.lint([contents], options)]


@pytest.mark.parametrize(("service", "too_large"), [("deepl", True), ("microsoft", True), ("google", False)])
def test_four_million_chinese_characters(service: str, too_large: bool) -> None:
    rows = "".join(f"{'重庆' * 150}{n}\tChongqing {n}\n" for n in range(13_000))
    assert any(" are more than the " in message for message in _said(service, rows)) is too_large
