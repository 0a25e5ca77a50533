"""From a network to a model folder: weights as safetensors, tokenizer, the int8 export of CTranslate2."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termend.errors import ModelError
from termend.repair.checkpoint import inspect
from termend.training.vocabulary import write_tokenizer

if TYPE_CHECKING:
    from transformers import T5ForConditionalGeneration

FOLDER = "ctranslate2"
VOCABULARY = "vocabulary.spm"


def write(model: T5ForConditionalGeneration, spm: Path, folder: Path) -> None:
    """Write a model folder that transformers and CTranslate2 both load; weights in half precision.

    The fast format is made from the halved weights, so that both say the same.
    """
    import torch

    folder.mkdir(parents=True, exist_ok=True)
    network: Any = model
    halved = network.to(torch.float16)
    halved.save_pretrained(str(folder), safe_serialization=True)
    network.to(torch.float32)
    shutil.copyfile(spm, folder / VOCABULARY)
    write_tokenizer(spm, folder)
    convert(folder)


def convert(folder: Path, output: Path | None = None) -> Path:
    """Make the fast format of a checkpoint: CTranslate2, int8.

    Args:
        output: where it goes; `ctranslate2` in the checkpoint's folder where none is given.

    Returns:
        the folder written; an earlier one is replaced only once the new one is whole.

    Raises:
        ModelError: where the checkpoint cannot be converted.
    """
    checkpoint = inspect(folder)
    target = output or folder / FOLDER
    from ctranslate2.converters import TransformersConverter

    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        made = Path(scratch) / FOLDER
        try:
            converter: Any = TransformersConverter(str(checkpoint.folder), low_cpu_mem_usage=False)
            converter.convert(str(made), quantization="int8", force=True)
        except (OSError, ValueError, RuntimeError, KeyError, AttributeError, ImportError) as error:
            reason = str(error).strip().split("\n")[0][:200]
            raise ModelError(
                folder, f"it cannot be turned into the fast format ({reason})", "Use it as it is: --model"
            ) from error
        if target.exists():
            shutil.rmtree(target)
        made.rename(target)
    return target
