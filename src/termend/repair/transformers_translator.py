"""A translation model of the user's own, in bilingual work: the sentence anew, the name held by a code.

The term's Chinese in the source is replaced by a code of capital letters and a digit, the sentence is translated, and
of the translation only what stands around the code is taken over: the piece alignment of draft and translation (longest
common subsequences) says which words of the draft the code's neighbourhood stands for. Where the code was lost, or the
two sentences do not meet around the finding, the glossary's form is the proposal.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from termend.repair.checkpoint import Checkpoint
from termend.repair.pieces import Piece, cut
from termend.repair.transformers_backend import load_network

CODE = "X1"
_MARGIN = 2
_LONGEST = 256
_LANGUAGES = {"m2m_100": ("zh", "en"), "mbart": ("zh_CN", "en_XX")}
_NLLB = ("zho_Hans", "eng_Latn")


class Translator:
    """Loads a checkpoint with its tokenizer.

    Raises:
        ModelError: where it cannot be loaded.
        OptionError: where transformers is not installed.
    """

    def __init__(self, checkpoint: Checkpoint) -> None:
        from termend.errors import ModelError

        self.name = checkpoint.folder.name
        self._network = load_network(checkpoint)
        from transformers import AutoTokenizer

        try:
            tokenizers: Any = AutoTokenizer
            self._tokenizer: Any = tokenizers.from_pretrained(str(checkpoint.folder), trust_remote_code=False)
        except Exception as error:  # tokenizers fail in as many ways as there are libraries behind them
            reason = str(error).strip().split("\n")[0][:200]
            raise ModelError(
                checkpoint.folder, f"the vocabulary cannot be read ({reason})", "Copy the folder again"
            ) from error
        if len(self._tokenizer) > self._network.config.vocab_size:
            raise ModelError(
                checkpoint.folder,
                f"the vocabulary has {len(self._tokenizer)} tokens, the network {self._network.config.vocab_size}",
                "Use the vocabulary that the model was trained with",
            )
        self._target = self._set_languages(checkpoint.model_type)

    def _set_languages(self, model_type: str) -> int | None:
        codes = _LANGUAGES.get(model_type)
        known: dict[str, int] = self._tokenizer.get_vocab()
        if _NLLB[0] in known:
            codes = _NLLB
        if codes is None or not hasattr(self._tokenizer, "src_lang"):
            return None
        self._tokenizer.src_lang = codes[0]
        if hasattr(self._tokenizer, "get_lang_id"):
            return int(self._tokenizer.get_lang_id(codes[1]))
        return int(self._tokenizer.convert_tokens_to_ids(codes[1]))

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """English of Chinese sentences, greedily; an overlong sentence is cut."""
        import torch

        out = []
        for sentence in sentences:
            question = self._tokenizer(sentence, return_tensors="pt", truncation=True, max_length=_LONGEST)
            arguments: dict[str, Any] = {} if self._target is None else {"forced_bos_token_id": self._target}
            with torch.inference_mode():
                ids = self._network.generate(
                    input_ids=question["input_ids"],
                    attention_mask=question["attention_mask"],
                    num_beams=1,
                    do_sample=False,
                    max_new_tokens=_LONGEST,
                    **arguments,
                )
            out.append(str(self._tokenizer.decode(ids[0], skip_special_tokens=True)))
        return out


def with_code(source: str, name: str) -> str:
    """The source with the name's first mention held by the code."""
    return source.replace(name, CODE, 1)


def taken_over(draft: str, start: int, end: int, translation: str, target: str) -> tuple[int, int, str] | None:
    """What of a translation replaces a finding.

    Args:
        draft: the segment's English.
        start, end: the finding in it.
        translation: the sentence anew, with the code.
        target: the approved name.

    Returns:
        start, end and text of the replacement, which holds the name once and reaches at most two pieces beyond the
        finding; None where the sentences do not meet around it.
    """
    ours = cut(draft, (start, end))
    theirs = cut(translation)
    codes = [n for n, piece in enumerate(theirs) if piece.text == CODE]
    if len(codes) != 1:
        return None
    first = next((n for n, p in enumerate(ours) if p.start >= start), len(ours))
    last = next((n for n, p in enumerate(ours) if p.start >= end), len(ours))
    matcher = SequenceMatcher(None, [p.text.lower() for p in ours], [p.text.lower() for p in theirs], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal" or not c <= codes[0] < d:
            continue
        if not (a <= first and last <= b) or first - a > _MARGIN or b - last > _MARGIN:
            return None
        if d - c - 1 > (b - a) - (last - first) + _MARGIN:
            return None
        if b == a:
            return None
        return ours[a].start, ours[b - 1].end, _text(theirs[c:d], translation).replace(CODE, target)
    return None


def _text(pieces: Sequence[Piece], translation: str) -> str:
    return translation[pieces[0].start : pieces[-1].end]
