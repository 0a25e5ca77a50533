"""The example that ships: its three texts belong together, and the command writes them."""

from termend import glossary, sample
from termend.cli.app import main


def lines(name):
    return sample.read(name).decode().splitlines()


def test_a_line_for_a_line():
    assert len(lines("draft.txt")) == len(lines("source.txt")) == len(lines("right.txt"))


def test_every_name_that_is_to_be_mended_stands_in_the_shipped_glossaries():
    renderings = {r.lower() for term in glossary.load().terms for r in term.renderings}
    for name in ("Chongqing Daily Press Group", "14th Five-Year Plan", "Tongliang District", "Rail Transit Media"):
        assert name in sample.read("right.txt").decode()
        assert name.lower() in renderings


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
