"""From `--model` to a loaded model."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from termend import resources
from termend.errors import InputError, ModelError, OptionError
from termend.repair.checkpoint import Checkpoint, inspect
from termend.repair.ctranslate2_backend import CTranslate2Rewriter
from termend.repair.rewriter import Rewriter
from termend.repair.transformers_backend import TransformersRewriter
from termend.repair.transformers_translator import Translator

SHIPPED = "repair"
_HUB_NAME = re.compile(r"[\w.-]+(?:/[\w.-]+)?")
# What may be fetched from a hub: weights without pickles, configuration, vocabularies; no code.
_SAFE_FILES = ("*.safetensors", "*.safetensors.index.json", "*.json", "*.spm", "*.model", "*.txt")


def shipped_folder() -> Path | None:
    """The folder of the repair model that travels with the program, or None where there is none."""
    try:
        folder = resources.models() / SHIPPED
    except InputError:
        return None
    return folder if (folder / "ctranslate2" / "model.bin").is_file() else None


@lru_cache(maxsize=2)
def shipped() -> Rewriter | None:
    """The model that travels with the program; None where there is none.

    Raises:
        ModelError: where it is broken.
    """
    folder = shipped_folder()
    return None if folder is None else CTranslate2Rewriter(folder)


@lru_cache(maxsize=2)
def named(name: str) -> Rewriter | Translator:
    """A model by folder or hub name. A repair model in the fast format runs by CTranslate2, others by transformers.

    Raises:
        ModelError: where it is missing, broken or of a kind that termend does not load.
        OptionError: where it needs packages that are not installed.
    """
    checkpoint = inspect(locate(name))
    if checkpoint.kind == "translator":
        return Translator(checkpoint)
    return CTranslate2Rewriter(checkpoint.folder) if checkpoint.exported else TransformersRewriter(checkpoint)


def locate(name: str) -> Path:
    """The folder of a model; one from a hub is fetched into the hub's cache.

    Raises:
        ModelError: where there is none of that name.
        OptionError: where fetching needs packages that are not installed.
    """
    path = Path(name)
    if path.exists() or not _HUB_NAME.fullmatch(name) or name.startswith("."):
        return path
    installed = _installed(name)
    if installed is not None:
        return installed
    try:
        from huggingface_hub import snapshot_download
    except ImportError as error:
        raise OptionError("A model from a hub needs transformers: pip install 'termend[torch]'") from error
    try:
        return Path(snapshot_download(name, allow_patterns=list(_SAFE_FILES)))
    except Exception as error:  # the hub's client raises a dozen kinds, all meaning that there is no such model here
        reason = str(error).strip().split("\n")[0][:160]
        raise ModelError(
            name, f"no such folder, and no such model on the hub ({reason})", "Check the name and the network"
        ) from error


def _installed(name: str) -> Path | None:
    return next((c.folder for c in installed() if c.folder.name == name), None)


def installed() -> list[Checkpoint]:
    """The models that travel with the program."""
    try:
        folders = sorted(p for p in resources.models().iterdir() if (p / "config.json").is_file())
    except InputError:
        return []
    found = []
    for folder in folders:
        try:
            found.append(inspect(folder))
        except ModelError:
            continue
    return found
