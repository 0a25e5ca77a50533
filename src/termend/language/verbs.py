"""Which English words are by their form verbs of reporting: in the past, or common irregular ones."""

from __future__ import annotations

_PAST = "ed"
_SHORTEST = 5  # letters of a word that ends so because it is a past: not bed, shed
_VERBS = frozenset((
    "spoke", "met", "took", "gave", "made", "went", "came", "rose", "fell", "won", "left", "found", "held", "led",
    "set", "began", "became", "saw", "wrote", "put", "ran", "stood", "sent", "bought", "sold", "brought", "built",
    "lay", "sat", "flew", "drew", "spent", "paid", "fought", "caught", "taught", "heard", "drove", "broke",
    "slept", "swam", "sang", "wore", "threw", "hid", "dealt", "froze", "sank", "shook", "understood",
    "cut", "hit", "beat", "shut", "let", "cost", "quit", "split", "spread", "bid", "burst",
    "says", "does", "did", "grew", "lost", "kept", "got", "knew", "felt", "chose", "plans", "hopes", "wants",
))  # fmt: skip


def is_past(word: str) -> bool:
    """Whether a word in small letters ends as a regular past does: opened."""
    return word.islower() and word.endswith(_PAST) and len(word) >= _SHORTEST


def is_verb(word: str) -> bool:
    """Whether a word is by its form a verb of reporting: past tense, or a common irregular one."""
    return word.lower() in _VERBS or is_past(word)
