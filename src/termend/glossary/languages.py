"""Which language codes stand for the Chinese and the English of a glossary."""

from __future__ import annotations

_CHINESE = ("zh", "cmn", "yue", "zho", "chi")
_TRADITIONAL, _SIMPLIFIED = frozenset(("tw", "hk", "mo", "hant", "yue")), frozenset(("hans",))
_ENGLISH = ("en", "eng")


def is_chinese(code: str) -> bool:
    """Whether a language code is Chinese in any of its forms: zh, zh-CN, zh_Hant, cmn …"""
    return _primary(code) in _CHINESE


def is_english(code: str) -> bool:
    """Whether a language code is English in any of its forms: en, en-GB, EN_US …"""
    return _primary(code) in _ENGLISH


def is_traditional(code: str) -> bool:
    """Whether a code says that its Chinese is written in traditional characters: zh-TW, zh-HK, zh-Hant …"""
    parts = code.strip().lower().replace("_", "-").split("-")
    return is_chinese(code) and not _SIMPLIFIED & set(parts) and bool(_TRADITIONAL & set(parts))


def _primary(code: str) -> str:
    return code.strip().lower().replace("_", "-").partition("-")[0]
