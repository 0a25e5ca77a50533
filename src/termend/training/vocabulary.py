"""The repair model's vocabulary: SentencePiece pieces for words, one token for each sign of its language."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from termend.repair.coding import SPECIAL_TOKENS

PAD, EOS, UNK = "<pad>", "</s>", "<unk>"


def train(lines: Iterable[str], size: int, path: Path) -> None:
    """Learn a unigram vocabulary (Kudo 2018) from questions and write it as a SentencePiece model.

    Args:
        lines: questions; their signs are left out, they are tokens already.
        size: number of tokens, signs included.
    """
    import sentencepiece

    signs = set(SPECIAL_TOKENS)
    words = (" ".join(w for w in line.split() if w not in signs) for line in lines)
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([w for w in words if w]),
        model_writer=model,
        vocab_size=size,
        model_type="unigram",
        character_coverage=0.9998,
        normalization_rule_name="identity",
        user_defined_symbols=list(SPECIAL_TOKENS),
        pad_id=0,
        eos_id=1,
        unk_id=2,
        bos_id=-1,
        num_threads=1,
        minloglevel=2,
    )
    path.write_bytes(model.getvalue())


def write_tokenizer(spm: Path, folder: Path) -> None:
    """Write `tokenizer.json` and its configuration, with which transformers cuts a question as `Encoder` does."""
    import sentencepiece
    from tokenizers import AddedToken, Tokenizer
    from tokenizers.models import Unigram
    from tokenizers.pre_tokenizers import Metaspace, Sequence, WhitespaceSplit
    from tokenizers.processors import TemplateProcessing
    from transformers import PreTrainedTokenizerFast

    pieces = sentencepiece.SentencePieceProcessor(model_file=str(spm))
    vocabulary = [(pieces.id_to_piece(i), pieces.get_score(i)) for i in range(pieces.get_piece_size())]
    tokenizer: Any = Tokenizer(Unigram(vocabulary, unk_id=pieces.unk_id(), byte_fallback=False))
    tokenizer.pre_tokenizer = Sequence([WhitespaceSplit(), Metaspace(prepend_scheme="always", split=True)])
    tokenizer.add_special_tokens(
        [AddedToken(t, special=True, normalized=False) for t in (PAD, EOS, UNK, *SPECIAL_TOKENS)]
    )
    tokenizer.post_processor = TemplateProcessing(
        single=f"$A {EOS}", pair=f"$A {EOS} $B {EOS}", special_tokens=[(EOS, pieces.eos_id())]
    )
    fast: Any = PreTrainedTokenizerFast
    fast(
        tokenizer_object=tokenizer, pad_token=PAD, eos_token=EOS, unk_token=UNK, clean_up_tokenization_spaces=False
    ).save_pretrained(str(folder))
