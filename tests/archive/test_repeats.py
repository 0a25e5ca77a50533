"""What is printed by many is done once, and nobody sees a difference unless they ask for it."""

import random

import pytest

import termend
from termend.archive.making import Made, checked, mended
from termend.archive.repeats import ArchiveRepeats, PartitionRepeats
from termend.archive.rows import Row
from termend.edits import apply
from termend.records import Edit

GARBLED = "Nine works from Sand Ping Dam District won a prize."
AGENCY = "Sand Ping Dam District opened nine new offices in the city on Monday."
CLEAN = "It rained on Monday, and people of the town went home early."
HEAD = "Rain"


@pytest.fixture(scope="module")
def checker():
    return termend.Checker(["chongqing-media"])


def row(name, *paragraphs, **more):
    return Row(name, "\n".join(paragraphs), **more)


def done(repeats, rows, work):
    """The answers for one partition, and what was asked for."""
    asked, answers = repeats.plan(rows)
    return [answer.made for answer in answers([work(one) for one in asked])], asked


def test_a_document_of_the_same_partition_is_done_once(checker):
    rows = [row("a", GARBLED), row("b", CLEAN), row("a", GARBLED), row("c", GARBLED, source="沙坪坝区")]
    asked, answers = PartitionRepeats().plan(rows)
    assert [one.id for one in asked] == ["a", "b", "c"]
    found = answers([checked(one, checker) for one in asked])
    assert [answer.repeats for answer in found] == [None, None, "a", None]
    assert [answer.made for answer in found] == [checked(one, checker) for one in rows]


def test_what_holds_no_text_repeats_nothing():
    rows = [Row("a", None, trouble="t"), Row("b", None, trouble="t")]
    for repeats in (PartitionRepeats(), ArchiveRepeats()):
        _, answers = repeats.plan(rows)
        assert [answer.repeats for answer in answers([Made(trouble="t")] * 2)] == [None, None]


@pytest.mark.parametrize("work", [checked, mended])
def test_a_paragraph_of_an_earlier_document_is_not_looked_at_again(checker, work):
    first, later = row("a", HEAD, AGENCY, CLEAN), row("b", "Our own report", "", GARBLED, AGENCY, "End")
    with ArchiveRepeats() as repeats:
        (one,), _ = done(repeats, [first], lambda r: work(r, checker))
        (two,), (asked,) = done(repeats, [later], lambda r: work(r, checker))
    assert one == work(first, checker)
    assert asked.text == f"Our own report\n\n{GARBLED}\nEnd"
    known = {AGENCY: one, GARBLED: work(row("x", GARBLED), checker)}
    for made, document in ((one, first), (two, later)):
        for item in made.items:
            before = item.get("text", item.get("before"))
            assert document.text[item["start"] : item["end"]] == before
            assert document.text.split("\n")[item.get("segment", 0)].count(before) or "segment" not in item
    assert len(two.items) == sum(len(made.items) for made in known.values())
    assert len(two.items) > 1
    if work is mended:
        assert two.mended == apply(later.text, [Edit(**item) for item in two.items])


def test_a_document_of_known_paragraphs_alone_is_not_done(checker):
    with ArchiveRepeats() as repeats:
        done(repeats, [row("a", AGENCY, CLEAN)], lambda r: checked(r, checker))
        (made,), asked = done(repeats, [row("b", CLEAN, "", AGENCY)], lambda r: checked(r, checker))
    assert asked == []
    assert [item["segment"] for item in made.items] == [2] * len(made.items)
    assert made.items
    assert made.words == 25


def test_headings_count_as_nobody_elses(checker):
    with ArchiveRepeats() as repeats:
        done(repeats, [row("a", HEAD, CLEAN)], lambda r: checked(r, checker))
        _, (asked,) = done(repeats, [row("b", HEAD, GARBLED)], lambda r: checked(r, checker))
    assert asked.text == f"{HEAD}\n{GARBLED}"


def test_what_cannot_be_done_is_told_of_its_repeats(checker):
    with ArchiveRepeats() as repeats:
        done(repeats, [row("a", CLEAN)], lambda r: Made(trouble="workers die of it"))
        (made,), _ = done(repeats, [row("b", CLEAN, GARBLED)], lambda r: checked(r, checker))
    assert "workers die of it" in made.trouble


def test_a_run_that_goes_on_knows_what_the_undisturbed_one_knew(checker):
    rng = random.Random(7)
    lines = [AGENCY, GARBLED, CLEAN, HEAD, f"{AGENCY} {CLEAN}", ""]
    parts = [[row(f"{p}{n}", *rng.choices(lines, k=rng.randint(1, 5))) for n in range(4)] for p in range(5)]
    parts = [[r if r.text.strip() else Row(r.id, r.text, trouble="t") for r in part] for part in parts]
    memory = {}

    def work(one):
        if one not in memory:
            memory[one] = checked(one, checker)
        return memory[one]

    with ArchiveRepeats() as whole, ArchiveRepeats() as resumed:
        for number, part in enumerate(parts):
            made, _ = done(whole, part, work)
            if number < 3:
                resumed.known(part, made)
            else:
                assert done(resumed, part, work)[0] == made
