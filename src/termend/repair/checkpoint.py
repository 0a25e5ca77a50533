"""Folders of transformers checkpoints: what is in one, and whether termend loads it. Needs no torch."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from termend import files
from termend.errors import ModelError
from termend.ledger import Role
from termend.repair.coding import FIX

Kind = Literal["rewriter", "translator"]

_MOST_BYTES = 16 * 1024 * 1024  # of a configuration
_SAFE = "model.safetensors"
_SAFE_INDEX = "model.safetensors.index.json"
_PICKLES = ("pytorch_model.bin", "pytorch_model.bin.index.json", "model.pt", "model.pkl")
ARCHITECTURES = {
    "marian": "MarianMTModel",
    "t5": "T5ForConditionalGeneration",
    "mt5": "MT5ForConditionalGeneration",
    "m2m_100": "M2M100ForConditionalGeneration",
    "nllb-moe": "NllbMoeForConditionalGeneration",
    "bart": "BartForConditionalGeneration",
    "mbart": "MBartForConditionalGeneration",
}
_FAMILIES = "Marian, T5, mT5, M2M100, NLLB, BART and mBART"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A folder that can be loaded.

    Attributes:
        model_type: transformers' name of the architecture.
        kind: `rewriter` speaks the repair language; a `translator` translates Chinese sentences.
        exported: whether the fast format lies beside it.
    """

    folder: Path
    model_type: str
    kind: Kind
    exported: bool


def inspect(folder: Path) -> Checkpoint:
    """What a folder holds.

    Raises:
        ModelError: where it is missing, has no or another architecture, has only a pickle, or is truncated.
    """
    if not folder.is_dir():
        raise ModelError(
            folder, "no such folder", "Name a folder with config.json and model.safetensors, or a hub name"
        )
    config = _config(folder)
    model_type = str(config.get("model_type", ""))
    if model_type not in ARCHITECTURES:
        raise ModelError(
            folder / "config.json",
            f"the architecture {model_type or 'is not named and'} is none that rewrites",
            f"Use a sequence-to-sequence model: {_FAMILIES}",
        )
    safe = [name for name in (_SAFE, _SAFE_INDEX) if (folder / name).is_file()]
    if not safe:
        pickles = [name for name in _PICKLES if (folder / name).exists()]
        if pickles:
            raise ModelError(
                folder / pickles[0],
                "weights as a pickle can run any program, so they are not loaded",
                "Save the model as safetensors: model.save_pretrained(folder, safe_serialization=True)",
            )
        raise ModelError(folder, "no weights here (model.safetensors)", "Copy the whole folder again")
    if safe[0] == _SAFE:
        _check_weights(folder / _SAFE)
    exported = (folder / "ctranslate2" / "model.bin").is_file()
    return Checkpoint(folder, model_type, "rewriter" if _speaks_repair(folder) else "translator", exported)


def _config(folder: Path) -> dict[str, Any]:
    path = folder / "config.json"
    if files.kind(path, ModelError) is files.Kind.NOTHING:
        raise ModelError(path, "the folder holds no model configuration", "Name a folder that transformers wrote")
    try:
        config = json.loads(files.read_bytes(path, Role.MODEL, _MOST_BYTES, ModelError))
    except (ValueError, RecursionError) as error:
        raise ModelError(path, f"the configuration cannot be read ({error})", "Copy the folder again") from error
    if not isinstance(config, dict):
        raise ModelError(path, "the configuration is no JSON object", "Copy the folder again")
    return config


def _check_weights(path: Path) -> None:
    """Compare the file's size with what its header says (the safetensors format: 8 bytes of length, then JSON)."""
    broken = ModelError(path, "the weights are truncated or no safetensors file", "Copy the file again")
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(8)
        length = int.from_bytes(head, "little")
        if len(head) < 8 or length > size - 8 or length > 100_000_000:
            raise broken
        try:
            header = json.loads(file.read(length))
            ends = [int(entry["data_offsets"][1]) for name, entry in header.items() if name != "__metadata__"]
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise broken from error
    if size != 8 + length + max(ends, default=0):
        raise broken


def _speaks_repair(folder: Path) -> bool:
    if not (folder / "vocabulary.spm").is_file():
        return False
    tokenizer = folder / "tokenizer.json"
    return tokenizer.is_file() and f'"{FIX}"' in tokenizer.read_text(encoding="utf-8", errors="replace")
