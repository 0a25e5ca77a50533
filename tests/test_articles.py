"""Which article a name takes."""

from __future__ import annotations

import pytest

from termend.kinds import ORGANISATION
from termend.language.articles import indefinite_article, stands_bare

SAID_AS_WORDS = ("NATO", "UNESCO", "ASEAN", "OPEC", "UNICEF", "COSCO")
SPELT_OUT = ("UN", "OECD", "NDRC", "CPPCC", "IAEA", "USTC")


@pytest.mark.parametrize("name", SAID_AS_WORDS)
def test_what_is_said_as_a_word_stands_bare(name: str) -> None:
    assert stands_bare(name, ORGANISATION)


@pytest.mark.parametrize("name", SPELT_OUT)
def test_what_is_spelt_out_does_not(name: str) -> None:
    assert not stands_bare(name, ORGANISATION)


@pytest.mark.parametrize(
    ("name", "article"),
    [("NATO", "a"), ("ASEAN", "an"), ("NDRC", "an"), ("USTC", "a"), ("UN", "a"), ("FBI", "an")],
)
def test_the_indefinite_article_goes_by_the_sound(name: str, article: str) -> None:
    assert indefinite_article(name) == article
