"""Any sequence-to-sequence checkpoint serves; a broken one says what is wrong with it."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from termend.cli.app import main
from termend.errors import ModelError
from termend.records import Document, Finding, Segment, Severity, Term
from termend.repair import opening, proposing
from termend.repair.checkpoint import inspect
from termend.repair.transformers_translator import Translator, taken_over

sys.path.insert(0, str(Path(__file__).parent))
import tiny

TERM = Term("明州日报社", "Mingzhou Daily Press", type="media")
DRAFT = "The bright state newspaper office said so."
SOURCE = "明州日报社在好说。"


def bilingual():
    finding = Finding("garbled-term", Severity.ERROR, 0, 4, 33, DRAFT[4:33], 0.9, term=TERM)
    return Document("draft.txt", DRAFT, (Segment(0, 0, DRAFT, SOURCE, 1.0),)), finding


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    made = {}

    def get(family):
        if family not in made:
            made[family] = tiny.save(family, tmp_path_factory.mktemp(family))
        return made[family]

    return get


@pytest.mark.slow
@pytest.mark.parametrize("family", ["marian", "t5", "mt5", "m2m_100", "bart", "mbart"])
def test_a_random_checkpoint_of_each_family_loads_and_never_loses_the_name(family, folders):
    document, finding = bilingual()
    model = opening.named(str(folders(family)))
    assert isinstance(model, Translator)
    (found,) = proposing.propose(document, [finding], None, str(folders(family)))
    assert all(TERM.target in proposal.text for proposal in found.proposals)
    assert found.proposals[-1].origin == "glossary"


@pytest.mark.slow
def test_a_translation_that_keeps_the_code_is_taken_over(folders, monkeypatch):
    monkeypatch.setattr(Translator, "translate", lambda self, sentences: ["X1 said so."] * len(sentences))
    document, finding = bilingual()
    (found,) = proposing.propose(document, [finding], None, str(folders("t5")))
    assert (found.proposals[0].text, found.proposals[0].origin) == (TERM.target, "seq2seq")
    assert DRAFT[found.proposals[0].start : found.proposals[0].end] == "The bright state newspaper office"


@pytest.mark.slow
def test_without_a_source_a_translation_model_leaves_the_glossary_form(folders):
    _, finding = bilingual()
    alone = Document("draft.txt", DRAFT, (Segment(0, 0, DRAFT),))
    (found,) = proposing.propose(alone, [finding], None, str(folders("t5")))
    assert [p.origin for p in found.proposals] == ["glossary"]


@pytest.mark.parametrize(
    ("draft", "span", "translation", "text"),
    [
        ("He saw the bright king on Monday.", "bright king", "He saw X1 on Monday.", "X1"),
        ("He saw the bright king on Monday.", "bright king", "On Monday he left.", None),
        ("He saw the bright king on Monday.", "bright king", "X1 and X1 met.", None),
        ("He saw the bright king on Monday.", "bright king", "It was long ago and far away that X1 came there.", None),
        ("A bright king's hat", "bright king", "A X1's hat", "X1"),
    ],
)
def test_what_is_taken_over_of_a_translation(draft, span, translation, text):
    start = draft.index(span)
    taken = taken_over(draft, start, start + len(span), translation, "X1")
    assert (taken and taken[2]) == text


def shrink(folder, name, share=0.5):
    path = folder / name
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])


def nothing(folder):
    shutil.rmtree(folder)


def other_architecture(folder):
    (folder / "config.json").write_text(json.dumps({"model_type": "gpt2"}), encoding="utf-8")


def pickle_only(folder):
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")


def no_config(folder):
    (folder / "config.json").unlink()


def config_of_no_sense(folder):
    (folder / "config.json").write_text("[", encoding="utf-8")


def no_weights(folder):
    (folder / "model.safetensors").unlink()


BROKEN = [
    (nothing, "no such folder"),
    (other_architecture, "architecture gpt2"),
    (pickle_only, "pickle"),
    (no_config, "no model configuration"),
    (config_of_no_sense, "cannot be read"),
    (no_weights, "no weights"),
    (lambda folder: shrink(folder, "model.safetensors"), "truncated"),
    (lambda folder: shrink(folder, "model.safetensors", 0.0001), "truncated"),
]


@pytest.fixture
def checkpoint(tmp_path):
    """A folder in the form of a checkpoint, with a small true safetensors file."""
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps({"model_type": "t5"}), encoding="utf-8")
    header = json.dumps({"w": {"dtype": "F32", "shape": [64], "data_offsets": [0, 256]}}).encode()
    (folder / "model.safetensors").write_bytes(len(header).to_bytes(8, "little") + header + bytes(256))
    return folder


def test_a_whole_checkpoint_is_accepted(checkpoint):
    found = inspect(checkpoint)
    assert (found.model_type, found.kind, found.exported) == ("t5", "translator", False)


@pytest.mark.parametrize(("break_it", "says"), BROKEN)
def test_a_broken_folder_says_what_is_wrong(break_it, says, checkpoint):
    break_it(checkpoint)
    with pytest.raises(ModelError, match=says) as caught:
        inspect(checkpoint)
    assert str(checkpoint) in str(caught.value)
    assert caught.value.remedy


def test_the_command_line_says_it_and_writes_nothing(checkpoint, tmp_path, capsys):
    pickle_only(checkpoint)
    draft, glossary, out = tmp_path / "draft.txt", tmp_path / "glossary.csv", tmp_path / "out.txt"
    draft.write_text("The Mingzhou Daly Press said so.\n", encoding="utf-8")
    glossary.write_text("source,target\n明州日报社,Mingzhou Daily Press\n", encoding="utf-8")
    arguments = [str(draft), "--glossary", str(glossary), "--model", str(checkpoint)]
    assert main(["fix", *arguments, "--output", str(out)]) == 2
    assert "pickle" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.slow
def test_a_vocabulary_of_another_model_is_refused(folders, tmp_path):
    folder = shutil.copytree(folders("t5"), tmp_path / "wrong")
    raw = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    for n in range(200):
        raw["model"]["vocab"][f"word{n}"] = len(raw["model"]["vocab"])
    (folder / "tokenizer.json").write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(ModelError, match="vocabulary"):
        opening.named(str(folder))
