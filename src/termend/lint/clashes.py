"""What in a pair of names cannot be the same thing, though every word of it may have its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from termend.lint import kinds, localities, ordinals

# Share of pairs with such a clash that are wrong, judged by hand on organisations with Chinese and English names.
_OTHER_KIND, _SECOND_BODY, _RAISED = 0.55, 0.45, 0.15
_OTHER_NUMBER, _FURTHER_NUMBER, _LOST_NUMBER = 0.5, 0.3, 0.55
_OTHER_PLACE, _FURTHER_PLACE = 0.5, 0.2
_NATION = "国家"


@dataclass(frozen=True, slots=True)
class Clash:
    """One reason to doubt a pair.

    Attributes:
        weight: how much doubt it leaves by itself, 0 to 1.
        says: in words, `研究所 is no Hospital`.
    """

    weight: float
    says: str


def clashes(
    source: str, target: str, words: Sequence[str], left: Sequence[str], used: frozenset[int] | set[int]
) -> Iterator[Clash]:
    """The clashes of a pair.

    Args:
        source: in simplified characters; `used` are indices of those characters that the target takes up.
        target: as it stands; `words` are its words, `left` those of them that nothing explains.
    """
    lowered = [word.lower() for word in words]
    other = kinds.clash(source, lowered)
    if other is not None:
        ending, head, beside = other
        if beside:
            yield Clash(_SECOND_BODY, f"it has no {head.capitalize()}")
        else:
            yield Clash(_OTHER_KIND, f"{ending} is no {head.capitalize()}")
    elif source.endswith("学院") and "university" in lowered and "大学" not in source:
        yield Clash(_RAISED, "学院 is seldom a University")
    number = ordinals.missing_in_source(source, target, words)
    if number is not None and (number in left or number.lower() != "first"):
        yield Clash(_OTHER_NUMBER if kinds.ending_of(source) else _FURTHER_NUMBER, f"nothing in it is {number}")
    lost = ordinals.missing_in_target(source, target, words) if "第" in source else None
    if lost is not None:
        yield Clash(_LOST_NUMBER, f"{lost} is lost")
    place = next((word for word in left if localities.chinese_of(word)), None)
    if place is not None:
        free = [source[a:b] for a, b in localities.within(source) if not any(i in used for i in range(a, b))]
        own = free[0] if free else _NATION if source.startswith(_NATION) else None
        if own is not None:
            yield Clash(_OTHER_PLACE, f"{own} is not {place}")
        else:
            yield Clash(_FURTHER_PLACE, f"nothing in it is {place}")
