"""How old maps spelt Chinese places."""

from __future__ import annotations

import pytest

from termend.language.postal import is_spelling
from termend.language.romanised import pinyin_syllables

OLD = {
    "Nanking": "南京", "Tientsin": "天津", "Tsingtao": "青岛", "Chungking": "重庆", "Kweichow": "贵州",
    "Kwangtung": "广东", "Fukien": "福建", "Chekiang": "浙江", "Kiangsu": "江苏", "Hankow": "汉口",
    "Soochow": "苏州", "Hopeh": "河北", "Honan": "河南",
}  # fmt: skip


@pytest.mark.parametrize("name", OLD)
def test_old_maps(name: str) -> None:
    assert is_spelling(name.lower(), pinyin_syllables(OLD[name]))


@pytest.mark.parametrize(
    ("name", "chinese"),
    [("Nanjing", "南京"), ("Nanjng", "南京"), ("Tongleung", "铜梁"), ("Copper", "铜梁"), ("Fujien", "福建")],
)
def test_neither_pinyin_nor_a_slip(name: str, chinese: str) -> None:
    assert not is_spelling(name.lower(), pinyin_syllables(chinese))
