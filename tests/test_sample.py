"""The example that ships: its three texts belong together, and the command writes them."""

import pytest

from termend import glossary, sample
from termend.cli.app import main


@pytest.fixture(scope="module")
def fixed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    (folder / "draft.txt").write_bytes(sample.read("draft.txt"))
    assert main(["fix", str(folder / "draft.txt"), "--output", str(folder / "fixed.txt")]) == 0
    return (folder / "fixed.txt").read_text(encoding="utf-8").splitlines()


def lines(name):
    return sample.read(name).decode().splitlines()


def test_a_line_for_a_line():
    assert len(lines("draft.txt")) == len(lines("source.txt")) == len(lines("right.txt"))


def test_every_name_that_is_to_be_mended_stands_in_the_shipped_glossaries():
    renderings = {r.lower() for term in glossary.load().terms for r in term.renderings}
    for name in ("Chongqing Daily Press Group", "14th Five-Year Plan", "Tongliang District", "Rail Transit Media"):
        assert name in sample.read("right.txt").decode()
        assert name.lower() in renderings


@pytest.mark.parametrize(
    ("name", "times"),
    [
        ("Chongqing Daily Press Group", 5),
        ("15th Five-Year Plan", 1),
        ("Chongqing Media Centre", 1),
        ("Shapingba District", 1),
        ("Tongliang District", 1),
        ("Liangjiang New Area", 1),
        ("Alibaba Cloud", 1),
        ("Terminus Group", 1),
        ("Seres", 1),
        ("Upstream News", 1),
        ("Xi Jinping Thought on Culture", 1),
        ("Upstream Finance", 1),
        ("Rail Transit Media", 1),
    ],
)
def test_fix_puts_the_names_right(fixed, name, times):
    assert "\n".join(fixed).count(name) >= times


def test_fix_leaves_nothing_of_the_engine(fixed):
    assert not any(mark in line for line in fixed for mark in ("。", "::"))


def test_fix_leaves_alone_what_was_right(fixed):
    draft = lines("draft.txt")
    untouched = [n for n, (before, after) in enumerate(zip(draft, lines("right.txt"), strict=True)) if before == after]
    assert untouched
    assert [fixed[n] for n in untouched] == [draft[n] for n in untouched]


def test_the_right_text_is_left_alone(tmp_path, capsys):
    (tmp_path / "right.txt").write_bytes(sample.read("right.txt"))
    assert main(["check", str(tmp_path / "right.txt")]) == 0, capsys.readouterr().out


def test_sample_writes_and_does_not_overwrite(tmp_path, capsys):
    folder = tmp_path / "deep" / "sample"
    assert main(["sample", str(folder)]) == 0
    assert main(["sample", str(folder)]) == 0
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {n: sample.read(n) for n in sample.NAMES}
    (folder / "draft.txt").write_text("mine", encoding="utf-8")
    assert main(["sample", str(folder)]) == 2
    assert "draft.txt" in capsys.readouterr().err
    assert (folder / "draft.txt").read_text(encoding="utf-8") == "mine"
