"""Simplified characters."""

import sys

from termend.language.hanzi import _traditional, simplified


def test_no_traditional_character_is_missed():
    from opencc import OpenCC

    converter = OpenCC("t2s")
    characters = [chr(code) for code in range(0x3400, sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    assert [c for c in characters if converter.convert(c) != c and c not in _traditional()] == []


def test_traditional_characters_become_simplified():
    assert simplified("重慶日報 沙坪壩 重庆") == "重庆日报 沙坪坝 重庆"
