"""The model that travels with the program: its files, its two forms, and the clauses it has to get right."""

import json
import re
from pathlib import Path

import pytest

from termend import edits
from termend.records import Document, Finding, Segment, Severity, Term
from termend.repair import opening, proposing, signals
from termend.repair.asking import ask
from termend.repair.checkpoint import inspect
from termend.repair.coding import question_text

CASES = Path(__file__).parents[1] / "cases" / "repair"
FILES = ("clauses", "further_clauses", "fresh_clauses")
SETS = {n: [json.loads(x) for x in (CASES / f"{n}.jsonl").read_text(encoding="utf-8").splitlines()] for n in FILES}
CLAUSES = SETS["clauses"]
MARKED = re.compile(r"(\[.*?\])")
FOLDER = opening.shipped_folder()


def read(case):
    """The draft without its brackets, as a document, and what they mark as findings."""
    text, spans = "", []
    for part in MARKED.split(case["draft"]):
        if MARKED.fullmatch(part):
            spans.append((len(text), len(text) + len(part) - 2))
            part = part[1:-1]
        text += part
    rows = zip(
        case.get("sources") or [case["source"]],
        case.get("targets") or [case["target"]],
        case.get("types") or [case["type"]],
        strict=True,
    )
    findings = [
        Finding("garbled-term", Severity.ERROR, 0, a, b, text[a:b], 0.9, term=Term(source, target, type=kind))
        for (a, b), (source, target, kind) in zip(spans, rows, strict=True)
    ]
    return Document("draft.txt", text, (Segment(0, 0, text),)), findings


def repaired(case):
    document, findings = read(case)
    found = proposing.propose(document, findings, None)
    return edits.apply(document.text, edits.from_findings(document.text, found))


def questions():
    senses = signals.shipped()
    for case in CLAUSES:
        document, findings = read(case)
        for asked in ask(document, findings, range(len(findings))):
            yield question_text(asked.question, senses)


def test_it_is_there_small_and_without_a_pickle():
    assert FOLDER is not None
    files = [f for f in FOLDER.rglob("*") if f.is_file()]
    assert sum(f.stat().st_size for f in files) < 20_000_000
    assert {f.suffix for f in files} <= {".json", ".safetensors", ".bin", ".spm", ".md"}
    assert [f.relative_to(FOLDER).as_posix() for f in files if f.suffix == ".bin"] == ["ctranslate2/model.bin"]
    assert inspect(FOLDER).kind == "rewriter"
    assert "licence" in (FOLDER / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_the_clauses_come_out_as_a_copy_editor_prints_them(name):
    wrong = [(case["fixed"], got) for case in SETS[name] if (got := repaired(case)) != case["fixed"]]
    assert len(wrong) <= 0.03 * len(SETS[name]), wrong


def test_repairing_is_the_same_every_time():
    assert [repaired(case) for case in CLAUSES[:6]] == [repaired(case) for case in CLAUSES[:6]]


@pytest.mark.slow
def test_transformers_and_the_fast_format_give_the_same_answers():
    from transformers import AutoTokenizer

    from termend.repair.transformers_backend import TransformersRewriter

    lines = list(questions())
    slow, fast = TransformersRewriter(inspect(FOLDER)), opening.shipped()
    assert [slow.answer([line]) for line in lines] == [fast.answer([line]) for line in lines]
    told = zip(slow.rewrite(lines, 1), fast.rewrite(lines, 1), strict=True)
    for one, two in told:
        assert one.candidates[0].tokens == two.candidates[0].tokens
        assert one.fix_probability == pytest.approx(two.fix_probability, abs=0.05)
    tokenizer = AutoTokenizer.from_pretrained(str(FOLDER))
    assert [tokenizer(line).input_ids for line in lines] == [slow._words.ids(line) for line in lines]
