"""A repair model run by transformers: for checkpoints in training, for a GPU, and to hold the fast format against."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from termend.errors import ModelError, OptionError
from termend.repair.checkpoint import Checkpoint
from termend.repair.coding import FIX
from termend.repair.rewriter import Candidate, Rewriting
from termend.repair.vocabulary import END, Vocabulary

_LONGEST_QUESTION = 192
_LONGEST_ANSWER = 8


def load_network(checkpoint: Checkpoint) -> Any:
    """The network of a checkpoint, from safetensors, with no code of the checkpoint's own.

    Raises:
        OptionError: where transformers is not installed.
        ModelError: where the weights do not fit the configuration or the memory.
    """
    try:
        import torch
        from transformers import AutoModelForSeq2SeqLM
    except ImportError as error:
        raise OptionError("This model needs transformers and torch: pip install 'termend[torch]'") from error
    import transformers.utils.logging as quiet

    hush: Any = quiet.disable_progress_bar
    hush()
    try:
        network: Any = AutoModelForSeq2SeqLM.from_pretrained(
            str(checkpoint.folder), use_safetensors=True, trust_remote_code=False, dtype=torch.float32
        )
    except MemoryError as error:
        raise ModelError(checkpoint.folder, "too large for this machine's memory", "Use a smaller model") from error
    except (OSError, ValueError, RuntimeError, KeyError, ImportError) as error:
        reason = str(error).strip().split("\n")[0][:200]
        raise ModelError(
            checkpoint.folder, f"the model cannot be loaded ({reason})", "Copy the folder again"
        ) from error
    return network.eval()


def on_one_thread() -> None:
    """Let torch compute on one thread from here on."""
    import torch

    torch.set_num_threads(1)


class TransformersRewriter:
    """Loads a checkpoint that speaks the repair language.

    Raises:
        ModelError: where it is missing, broken, or its vocabulary is not the network's.
    """

    def __init__(self, checkpoint: Checkpoint) -> None:
        self.name = checkpoint.folder.name
        self._words = Vocabulary(checkpoint.folder / "vocabulary.spm")
        self._network = load_network(checkpoint)
        if self._network.config.vocab_size != len(self._words):
            raise ModelError(
                checkpoint.folder,
                f"the vocabulary has {len(self._words)} tokens, the network {self._network.config.vocab_size}",
                "Use the vocabulary that the model was trained with",
            )
        self._fix = self._words.ids(FIX)[0]

    def rewrite(self, lines: Sequence[str], candidates: int) -> list[Rewriting]:
        return [self._rewrite_one(line, candidates) for line in lines]

    def answer(self, lines: Sequence[str]) -> list[tuple[str, ...]]:
        import torch

        answers = []
        for line in lines:
            ids = torch.tensor([self._words.ids(line)[:_LONGEST_QUESTION]])
            with torch.inference_mode():
                out = self._network.generate(
                    input_ids=ids, num_beams=1, do_sample=False, max_new_tokens=_LONGEST_ANSWER
                )
            answers.append(self._tokens(out[0].tolist()[1:]))
        return answers

    def _rewrite_one(self, line: str, candidates: int) -> Rewriting:
        import torch

        ids = torch.tensor([self._words.ids(line)[:_LONGEST_QUESTION]])
        start = self._network.config.decoder_start_token_id
        prefix = torch.tensor([[start, self._fix]])
        with torch.inference_mode():
            # logits: (1, 2, vocabulary)
            logits = self._network(input_ids=ids, decoder_input_ids=prefix).logits.log_softmax(-1)
            probability = float(logits[0, 0, self._fix].exp())
            out = self._network.generate(
                input_ids=ids,
                decoder_input_ids=prefix,
                num_beams=max(1, candidates),
                num_return_sequences=max(1, candidates),
                do_sample=False,
                max_new_tokens=_LONGEST_ANSWER,
                output_scores=True,
                return_dict_in_generate=True,
            )
        scores = out.sequences_scores.tolist() if candidates > 1 else [0.0]
        return Rewriting(
            probability,
            tuple(Candidate(self._tokens(s[1:]), p) for s, p in zip(out.sequences.tolist(), scores, strict=True)),
        )

    def _tokens(self, ids: Sequence[int]) -> tuple[str, ...]:
        tokens = [self._words.token(i) for i in ids]
        return tuple(tokens[: tokens.index(END)] if END in tokens else (t for t in tokens if t != "<pad>"))
