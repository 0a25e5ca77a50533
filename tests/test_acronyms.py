"""Letters that may be short for a name, and those that may not."""

import pytest

from termend.language.acronyms import is_acronym, may_be_short_for, stands_for


@pytest.mark.parametrize(
    ("text", "name", "is_so"),
    [
        ("HUST", "Huazhong University of Science and Technology", True),
        ("SUSTech", "Southern University of Science and Technology", True),
        ("CityU", "City University of Hong Kong", True),
        ("PolyU", "Hong Kong Polytechnic University", True),
        ("WHU", "Wuhan University", True),
        ("HKU", "University of Hong Kong", True),
        ("KMT", "Kuomintang", True),
        ("China CDC", "Chinese Center for Disease Control and Prevention", True),
        ("Japan CDC", "Chinese Center for Disease Control and Prevention", False),
        ("KMT", "Komsomol", False),
        ("WHU", "Beijing University", False),
        ("McMae", "McMaster", False),
        ("Wuhan", "Wuhan University", False),
        ("", "Wuhan University", False),
    ],
)
def test_may_be_short_for(text: str, name: str, is_so: bool) -> None:
    assert may_be_short_for(text, name) is is_so


@pytest.mark.parametrize("word", ["UNESCO", "CATL", "SUSTech", "PolyU", "AfDB"])
def test_is_acronym(word: str) -> None:
    assert is_acronym(word)


@pytest.mark.parametrize("word", ["A", "McKinsey", "iPhone", "Tencent", "word"])
def test_is_none(word: str) -> None:
    assert not is_acronym(word)


def test_letters_stand_in_order_and_the_first_one_first() -> None:
    assert stands_for("XHNA", "Xinhua News Agency")
    assert not stands_for("NAX", "Xinhua News Agency")
