"""Which article a name calls for."""

from __future__ import annotations

import pytest

from termend.records import Term
from termend.repair.determiners import article_class


@pytest.mark.parametrize(
    ("target", "kind", "bears"),
    [
        ("Anna Lee", "person", "never"),
        ("Chengdu", "place", "never"),
        ("Min River", "place", "always"),
        ("Humen Bridge", "place", "either"),
        ("Nanhu Tower", "place", "either"),
        ("Nanhu Park", "place", "never"),
        ("Mao Zedong Thought", "doctrine", "never"),
        ("Deng Xiaoping Theory", "doctrine", "never"),
        ("The Paper", "media", "own"),
        ("Ministry of Water Resources", "organisation", "always"),
        ("14th Five-Year Plan", "plan", "always"),
        ("Hongyan Press", "media", "either"),
        ("Nanhu intelligent media platform", "organisation", "always"),
        ("Nanhu creative clusters", "organisation", "either"),
        ("media convergence", "term", "never"),
    ],
)
def test_article_of_a_name(target: str, kind: str, bears: str) -> None:
    assert article_class(Term("某", target, type=kind)) == bears
