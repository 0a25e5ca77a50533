"""Kinds, numbers and places that cannot be the same thing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.lint import kinds, localities, ordinals

WORD = re.compile(r"[A-Za-z]+")


@pytest.mark.parametrize(
    ("source", "target", "clash"),
    [
        ("江北肿瘤研究所", "Jiangbei Cancer Hospital", ("研究所", "hospital", False)),
        ("江北区科学技术局", "Jiangbei Science Commission", ("局", "commission", False)),
        ("江北职业技术学院", "Jiangbei University of Technology", ("职业技术学院", "university", False)),
        ("江北医院", "Hospital of Jiangbei Medical University", ("医院", "university", True)),
        ("江北大学附属医院", "Hospital of Jiangbei University", None),
        ("国家自然科学基金委员会", "National Natural Science Foundation", None),
        ("江北学院", "Jiangbei University", None),
        ("江北设计院有限公司", "Jiangbei Design Institute", None),
        ("中央政治局", "Political Bureau of the Central Committee", None),
        ("江北", "Jiangbei Hospital", None),
    ],
)
def test_kinds(source: str, target: str, clash: tuple[str, str, bool] | None) -> None:
    assert kinds.clash(source, [word.lower() for word in WORD.findall(target)]) == clash


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("江北大学地下工程研究所", ("江北大学", "地下工程研究所")),
        ("江北集团技术研发中心", ("江北集团", "技术研发中心")),
        ("江北大学有限公司", None),
        ("江北大学", None),
        ("江北", None),
    ],
)
def test_holder(source: str, parts: tuple[str, str] | None) -> None:
    assert kinds.holder(source) == parts


@pytest.mark.parametrize(
    ("source", "target", "in_source", "in_target"),
    [
        ("江北第二医院", "Jiangbei Second Hospital", None, None),
        ("江北第二医院", "Jiangbei No. 2 Hospital", None, None),
        ("江北第二医院", "Jiangbei Hospital", None, "第二"),
        ("江北医院", "Jiangbei No. 2 Hospital", "2", None),
        ("江北医院", "Third Hospital of Jiangbei", "Third", None),
        ("十八局", "18th Bureau", None, None),
        ("九八八医院", "The 988th Hospital", None, None),
        ("九二共识", "1992 Consensus", None, None),
        ("江北医药", "3D Medicines", None, None),
        ("江北第二外国语学院", "Jiangbei Institute of Languages", None, None),
        ("读秒", "Counting each second", None, None),
    ],
)
def test_numbers(source: str, target: str, in_source: str | None, in_target: str | None) -> None:
    words = WORD.findall(target)
    assert ordinals.missing_in_source(source, target, words) == in_source
    assert ordinals.missing_in_target(source, target, words) == in_target


@given(st.integers(1, 99))
def test_a_number_in_figures_is_found_in_its_characters(number: int) -> None:
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    chinese = (digits[tens] if tens > 1 else "") + "十" * (tens > 0) + (digits[ones] if ones else "")
    assert ordinals.missing_in_source(f"第{chinese}医院", f"No. {number} Hospital", []) is None


def test_places() -> None:
    assert localities.chinese_of("Xi'an")[0] == "西安"
    assert localities.chinese_of("Taiwan") == ()
    assert localities.chinese_of("Press") == ()
    assert localities.within("河南和重庆日报") == [(0, 2), (3, 5)]
