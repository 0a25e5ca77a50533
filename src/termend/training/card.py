"""The card that lies beside a model: what it is, what it learned from, how good it is, where it fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from termend.files import write_atomically
from termend.training.settings import Settings

_SOURCES = Path(__file__).parent / "data" / "sources.md"


def write(folder: Path, settings: Settings, measured: dict[str, Any], curve: Path) -> None:
    """Write `README.md` of a model folder.

    Args:
        measured: as `termend.training.scores.measure` returns it.
        curve: lines of step, seconds and share of exact answers.
    """
    text = f"""# A repair model

A T5 of {settings.encoder_layers} + {settings.decoder_layers} layers, width {settings.width}, from random weights. It
reads a finding with a few words on each side, the other findings of the clause as names already put right, and says
whether it is to be repaired, and how the approved name, held by a placeholder, takes its place: article, plural, and
how far the exchange reaches. `model.safetensors` (half precision) is for transformers, `ctranslate2/` (int8) is what
termend runs; `vocabulary.spm` and `tokenizer.json` are the same vocabulary. `training.json` holds the settings of the
run. It is made by `termend train`.

## Learned from
{_SOURCES.read_text(encoding="utf-8")}
It first copied and restored {settings.denoising_pairs} windows of these sentences. Then names were put into them and
garbled by the channel's own sampler: {settings.warm_up_pairs} pairs that are all garbled, then {settings.pairs} of
which about half are sound. {settings.steps} steps of at most {settings.batch_tokens} tokens in all.
No benchmark text was used. Weights: GPL-3.0-or-later.

## Scores
On {measured["questions"]} held-out findings: names, text and clauses never trained on, by the int8 model, greedy.
Signature: `{measured["signature"]}`

| | |
| --- | --- |
| whole answer exact, where there is something to repair | {measured["exact"]} |
| the same, told that it is to be repaired (how termend uses it) | {measured["repaired"]} |
| sound findings kept | {measured["kept"]} |
| verdicts right | {measured["verdicts"]} |

| kind of name | exact | findings |
| --- | --- | --- |
{_rows(measured["by_kind"])}

| how the words came about | exact | findings |
| --- | --- | --- |
{_rows(measured["by_way"])}

## What more time buys
| step | seconds | exact on 320 held-out findings |
| --- | --- | --- |
{_curve(curve)}

## Known failures
- It reads no Chinese: what it knows of the source are the channel's signals and the other names of the clause's source.
  A right name that no list and no glossary knows, and that says much of the term, is taken for its garble.
- An organisation's name that may stand with `the` or without keeps what the draft has: that is house style.
- A surname alone, or a name with a part left out, is taken for a garble only where the source is at hand.
- It repairs article, number and extent; a verb that then disagrees is left to the editor.
- A finding of more than 24 words is answered by the glossary's form.
"""
    write_atomically(folder / "README.md", text.encode("utf-8"))


def _rows(table: dict[str, list[float]]) -> str:
    return "\n".join(f"| {name} | {share} | {count} |" for name, (share, count) in table.items())


def _curve(path: Path) -> str:
    notes = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []
    return "\n".join(f"| {n['step']} | {n['seconds']} | {n['exact']} |" for n in notes)
