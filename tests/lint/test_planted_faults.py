"""A thousand rows with a hundred faults of all kinds: each is found, and sound rows are left in peace.

A fault is found at its line, or where the finding on another line names it: two rows that share a target are one.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable

import pytest

from termend import resources
from termend.glossary import formats
from termend.lint import runner
from termend.records import Severity

COLUMNS = ("source", "target", "variants", "forbidden", "type", "case")
Row = dict[str, str]
SIZE, FAULTS, SEED = 1000, 100, 22


def sound_rows(rng: random.Random) -> list[Row]:
    rows = []
    for name in ("china-places", "china-government", "china-press"):
        contents = formats.read(resources.glossaries() / f"{name}.csv")
        rows += [{c: entry.fields.get(c, "") for c in COLUMNS} for entry in contents.entries]
    by_source = {row["source"]: row for row in rows}
    people = [{"source": s, "target": t, "type": "person"} for s, t in PEOPLE]
    chosen = rng.sample(sorted(by_source), SIZE - len(people))
    return [{c: row.get(c, "") for c in COLUMNS} for row in [*people, *(by_source[s] for s in chosen)]]


PEOPLE = [
    ("张军", "Zhang Jun"), ("李明", "Li Ming"), ("王晓红", "Wang Xiaohong"), ("陈建国", "Chen Jianguo"),
    ("刘洋", "Liu Yang"), ("赵敏", "Zhao Min"), ("周涛", "Zhou Tao"), ("吴刚", "Wu Gang"),
]  # fmt: skip
SLIPS = ["Zhang Jung", "Li Meng", "Wang Xiaohang", "Chen Jiangguo", "Liu Yong", "Zhao Ming", "Zhou Tau", "Wu Gong"]
TRADITIONAL = str.maketrans("国华东广门开区县报业业务发电视党会", "國華東廣門開區縣報業業務發電視黨會")


def changed(row: Row, **fields: str) -> Row:
    return {**row, **fields}


# kind: (rule that must find it, change of row number n, whether a row can carry it)
KINDS: dict[str, tuple[str, Callable[[Row, int], Row], Callable[[Row], bool]]] = {
    "outer space": ("stray-space", lambda r, n: changed(r, target=r["target"] + " "), lambda r: True),
    "two spaces": ("stray-space", lambda r, n: changed(r, target=r["target"].replace(" ", "  ", 1)), lambda r: " " in r["target"]),
    "space in Chinese": ("stray-space", lambda r, n: changed(r, source=r["source"][:1] + " " + r["source"][1:]), lambda r: len(r["source"]) > 3),
    "zero width": ("invisible-character", lambda r, n: changed(r, source=r["source"][:1] + "\u200b" + r["source"][1:]), lambda r: True),
    "byte-order mark": ("invisible-character", lambda r, n: changed(r, source="\ufeff" + r["source"]), lambda r: True),
    "control character": ("invisible-character", lambda r, n: changed(r, target=r["target"] + "\x07"), lambda r: True),
    "full width": ("mixed-width", lambda r, n: changed(r, target=chr(ord(r["target"][0]) + 0xFEE0) + r["target"][1:]), lambda r: r["target"][0].isascii() and r["target"][0].isupper()),
    "traditional": ("traditional-character", lambda r, n: changed(r, source=r["source"].translate(TRADITIONAL)), lambda r: r["source"].translate(TRADITIONAL) != r["source"]),
    "swapped": ("wrong-language", lambda r, n: changed(r, source=r["target"], target=r["source"]), lambda r: True),
    "Chinese in target": ("wrong-language", lambda r, n: changed(r, target=r["target"] + r["source"][:1]), lambda r: True),
    "Cyrillic": ("wrong-language", lambda r, n: changed(r, target="\u0421" + r["target"][1:]), lambda r: r["target"].startswith("C")),
    "lower case": ("target-case", lambda r, n: changed(r, target=r["target"].lower(), case=""), lambda r: r["target"].istitle() and r["type"] in ("place", "media", "organisation")),
    "no target": ("empty-field", lambda r, n: changed(r, target=""), lambda r: True),
    "enormous": ("enormous-field", lambda r, n: changed(r, target=r["target"] * 30), lambda r: len(r["target"]) > 8),
    "own target forbidden": ("rendering-conflict", lambda r, n: changed(r, forbidden=r["target"]), lambda r: True),
    "unknown case": ("unknown-column", lambda r, n: changed(r, case="upper"), lambda r: True),
}  # fmt: skip
# ruff: noqa: E501


def planted() -> tuple[list[Row], dict[int, set[str]]]:
    rng = random.Random(SEED)
    rows = sound_rows(rng)
    faults: dict[int, set[str]] = {}
    for index, slip in enumerate(SLIPS):
        rows[index]["target"] = slip
        faults[index] = {"person-pinyin"}
    free = list(range(len(SLIPS), SIZE))
    rng.shuffle(free)
    for pair in range(4):  # targets of two rows pasted into each other's place
        one, other = free.pop(), free.pop()
        rows[one]["target"], rows[other]["target"] = PASTED[pair], PASTED[pair]
        faults[one] = faults[other] = {"shared-target", "unexplained-target"}
    kinds = list(KINDS.items())
    while len(faults) < FAULTS - 8:
        _, (rule, change, able) = kinds[len(faults) % len(kinds)]
        index = next(i for i in free if able(rows[i]))
        free.remove(index)
        rows[index] = change(rows[index], index)
        faults[index] = {rule}
    for extra in range(8):  # rows said again, the same or otherwise, at the end
        row = rows[free.pop()]
        again = row if extra % 2 else changed(row, target="Another " + row["target"])
        faults[len(rows)] = {"duplicate-entry"} if extra % 2 else {"conflicting-targets"}
        rows.append(dict(again))
    return rows, faults


PASTED = [
    "Ministry of Foreign Affairs of Kazakhstan",
    "Lake Victoria Basin",
    "Hartford Insurance",
    "Springfield Museum",
]


@pytest.mark.slow
def test_every_planted_fault_is_found_and_sound_rows_are_left_in_peace() -> None:
    rows, faults = planted()
    assert len(faults) == FAULTS
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    found = runner.lint([formats.parse("planted.csv", out.getvalue().encode())])
    by_line: dict[int, set[str]] = {}
    for finding in found:
        for line in (finding.line, *(row.line for row in finding.related)):
            by_line.setdefault(line, set()).add(finding.rule)
    missed = {index + 2: rules for index, rules in faults.items() if not rules & by_line.get(index + 2, set())}
    assert not missed, {line: (rows[line - 2], rules) for line, rules in missed.items()}
    wrong = {f.line for f in found if f.severity is Severity.ERROR and f.line - 2 not in faults}
    assert len(wrong) <= 0.01 * (len(rows) - FAULTS), [f for f in found if f.line in wrong]
