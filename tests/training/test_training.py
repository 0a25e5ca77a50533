"""Training on a few invented names and sentences: pairs, a short run, the same again, on from a checkpoint."""

import dataclasses
import json
import random
import re
from itertools import islice

import pytest

from termend.cli.app import main
from termend.records import Term
from termend.repair.coding import KEEP, MOST_TAKEN, read_answer
from termend.training import corpus, run
from termend.training.settings import Settings

NAMES = [
    ("明州大学", "Mingzhou University"),
    ("清溪医院", "Qingxi Hospital"),
    ("东港博物馆", "Donggang Museum"),
    ("北山科学院", "Beishan Academy of Sciences"),
    ("南湖图书馆", "Nanhu Library"),
    ("西岭农业局", "Xiling Bureau of Agriculture"),
    ("长河出版社", "Changhe Publishing House"),
    ("白云气象台", "Baiyun Observatory"),
    ("金沙银行", "Bank of Jinsha"),
    ("石桥中学", "Shiqiao Middle School"),
]
SENTENCES = [
    "Last week the National Weather Office warned of heavy rain in Springfield and along the coast.",
    "He told the Harbour Commission that Anna Lee would come to London on Monday with a small group.",
    "A report by the Ministry of Works, which Peter Young read, says that the Old Bridge is safe.",
    "People from Newtown asked the Central Library for more books and longer opening hours.",
]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    (folder / "ror-orgs").mkdir()
    rows = [f"id\tCN\tEducation\tTown\t{zh}\t{en}\t" for zh, en in NAMES]
    (folder / "ror-orgs" / "ror_zh_en_orgs.tsv").write_text("header\n" + "\n".join(rows) + "\n", encoding="utf-8")
    (folder / "geonames-zh").mkdir()
    towns = zip("明清东北南西长白", "州溪港山湖岭河云", strict=True)
    places = [f"{n}	CN	33	1	Place{chr(97 + n)}	{a}{b}" for n, (a, b) in enumerate(towns)]
    (folder / "geonames-zh" / "cities500_zh_en.tsv").write_text("\n".join(places) + "\n", encoding="utf-8")
    (folder / "gum-wikinews").mkdir()
    (folder / "gum-wikinews" / "gum_wikinews_sents.txt").write_text("\n".join(SENTENCES * 5) + "\n", encoding="utf-8")
    return folder


SMALL = Settings(
    pairs=220, denoising_pairs=30, warm_up_pairs=40, held_out=30, steps=4, batch_tokens=900, width=12, feed_forward=16,
    heads=2, encoder_layers=1, decoder_layers=1, vocabulary=420, rise=2, fall=2, save_every=2,
)  # fmt: skip


def test_pairs_are_made_of_answers_that_can_be_read(data):
    pairs = list(islice(corpus.maker(data, "training", 3).pairs(random.Random(1)), 120))
    answers = [read_answer(pair.answer.split(" ")) for pair in pairs]
    assert all(answers)
    assert all(abs(a.left) <= MOST_TAKEN and abs(a.right) <= MOST_TAKEN for a in answers)
    kept = [pair for pair in pairs if pair.answer == KEEP]
    assert 0.2 < len(kept) / len(pairs) < 0.6
    assert {"right", "near-miss", "phrase", "generic"} >= {pair.way for pair in kept}
    assert all("<same>" in pair.question.split() for pair in pairs if pair.way == "right")
    said = {}
    assert all(said.setdefault(pair.question, pair.answer) == pair.answer for pair in pairs)
    assert pairs == list(islice(corpus.maker(data, "training", 3).pairs(random.Random(1)), 120))


def test_the_warm_up_copies_and_restores_windows_of_clean_text():
    from termend.repair import signals
    from termend.repair.coding import shape
    from termend.repair.pieces import cut
    from termend.training import denoising

    senses = signals.shipped()
    sentences = [" ".join(shape(piece.text, senses) for piece in cut(text)) for text in SENTENCES]
    made = list(islice(denoising.pairs(SENTENCES, senses, random.Random(1)), 200))
    restored = [re.sub("<s>.*<e>", p.answer, p.question).removeprefix("<window> ") for p in made]
    assert all(any(window in sentence for sentence in sentences) for window in restored)
    shown = {p.way: [q for q in made if q.way == p.way] for p in made}
    assert set(shown) == {"copied", "hidden", "permuted", "deleted"}
    assert all(f"<s> {p.answer} <e>" in p.question for p in shown["copied"])
    assert all("<s> <other> <e>" in p.question for p in shown["hidden"])
    assert all(sorted(_held(p)) == sorted(p.answer.split()) for p in shown["permuted"])
    assert all(len(_held(p)) == len(p.answer.split()) - 1 for p in shown["deleted"])
    assert made == list(islice(denoising.pairs(SENTENCES, senses, random.Random(1)), 200))
    with pytest.raises(ValueError, match="no sentences"):
        next(denoising.pairs(["One"], senses, random.Random(1)))


def _held(pair):
    return pair.question.split("<s>")[1].split("<e>")[0].split()


def test_garbles_are_never_an_accepted_rendering():
    from termend.channel import lexicon, sound
    from termend.channel.sampling import Sampler

    sampler = Sampler(lexicon.shipped(), sound.shipped(), {})
    term = Term("明州大学", "Mingzhou University", ("University of Mingzhou",), type="organisation")
    garbles = [sampler.sample(term, random.Random(seed)) for seed in range(60)]
    texts = {g.text for g in garbles if g}
    assert len(texts) > 30
    assert not texts & {"Mingzhou University", "University of Mingzhou"}
    assert garbles == [sampler.sample(term, random.Random(seed)) for seed in range(60)]


@pytest.mark.slow
def test_a_run_is_the_same_again_and_goes_on_where_it_was_broken_off(data, tmp_path):
    def weights(model):
        return {name: tensor.tolist() for name, tensor in model.state_dict().items()}

    said = []
    whole = weights(run.train(data, tmp_path / "one", SMALL, said.append))
    assert any("held-out answers exact" in line for line in said)
    again = weights(run.train(data, tmp_path / "two", SMALL, said.append))
    assert whole == again
    halved = tmp_path / "three"
    with pytest.raises(KeyboardInterrupt):
        run.train(data, halved, SMALL, _stop_after_the_first_checkpoint)
    resumed = []
    assert weights(run.train(data, halved, SMALL, resumed.append)) == whole
    assert any("resuming at step 2" in line for line in resumed)


def _stop_after_the_first_checkpoint(line):
    if line.startswith("step 4"):
        raise KeyboardInterrupt


def test_a_folder_with_another_run_is_refused(tmp_path, data, capsys):
    work = tmp_path / "work"
    work.mkdir()
    dataclasses.replace(SMALL, seed=99).write(work / "settings.json")
    arguments = ["train", "--data", str(data), "--output", str(tmp_path / "model"), "--work", str(work)]
    assert main([*arguments, "--steps", "1"]) == 2
    assert "other settings" in capsys.readouterr().err


def test_a_data_folder_without_names_is_refused(tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    assert main(["train", "--data", str(tmp_path / "no"), "--output", str(tmp_path / "model")]) == 2
    assert "no folder" in capsys.readouterr().err


@pytest.mark.slow
def test_the_command_writes_a_model_that_repairs(data, tmp_path, monkeypatch):
    monkeypatch.setattr("termend.cli.train._DEFAULT", SMALL)
    output = tmp_path / "model"
    assert (
        main(
            [
                "train",
                "--data",
                str(data),
                "--output",
                str(output),
                "--steps",
                "4",
                "--pairs",
                "220",
                "--held-out",
                "30",
                "--width",
                "12",
            ]
        )
        == 0
    )
    scores = json.loads((output / "scores.json").read_text(encoding="utf-8"))
    assert scores["questions"] == 30
    assert "| kind of name |" in (output / "README.md").read_text(encoding="utf-8")
    draft, glossary, out = tmp_path / "d.txt", tmp_path / "g.csv", tmp_path / "o.txt"
    draft.write_text("The mingzhou universty opened.\n", encoding="utf-8")
    glossary.write_text("source,target\n明州大学,Mingzhou University\n", encoding="utf-8")
    assert main(["fix", str(draft), "--glossary", str(glossary), "--model", str(output), "--output", str(out)]) == 0
    assert "Mingzhou University" in out.read_text(encoding="utf-8")
