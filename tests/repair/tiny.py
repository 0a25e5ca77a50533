"""Tiny random checkpoints of the families that --model loads, made by the tests themselves."""

import string

ALPHABET = [*string.ascii_letters, *string.digits, " ", ".", ",", "明", "州", "日", "报", "社", "说", "在", "好"]
SPECIAL = ["<pad>", "</s>", "<unk>", "<s>"]


def tokenizer():
    from tokenizers import Tokenizer, decoders
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Split
    from tokenizers.processors import TemplateProcessing
    from transformers import PreTrainedTokenizerFast

    vocabulary = {token: n for n, token in enumerate([*SPECIAL, *ALPHABET])}
    raw = Tokenizer(WordLevel(vocabulary, unk_token="<unk>"))
    raw.pre_tokenizer = Split("", "isolated")
    raw.decoder = decoders.Fuse()
    raw.post_processor = TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    return PreTrainedTokenizerFast(
        tokenizer_object=raw, pad_token="<pad>", eos_token="</s>", unk_token="<unk>", bos_token="<s>"
    )


def network(family, vocabulary):
    import torch
    import transformers as hub

    torch.manual_seed(5)
    ids = {"vocab_size": vocabulary, "pad_token_id": 0, "eos_token_id": 1, "decoder_start_token_id": 0}
    stack = {
        "d_model": 12, "encoder_layers": 1, "decoder_layers": 1, "encoder_attention_heads": 2,
        "decoder_attention_heads": 2, "encoder_ffn_dim": 16, "decoder_ffn_dim": 16, "bos_token_id": 3,
        "max_position_embeddings": 512, "forced_eos_token_id": None,
    }  # fmt: skip
    t5 = {"d_model": 12, "d_kv": 6, "d_ff": 16, "num_layers": 1, "num_heads": 2}
    if family == "marian":
        return hub.MarianMTModel(hub.MarianConfig(**ids, **stack))
    if family == "t5":
        return hub.T5ForConditionalGeneration(hub.T5Config(**ids, **t5))
    if family == "mt5":
        return hub.MT5ForConditionalGeneration(hub.MT5Config(**ids, **t5))
    if family == "m2m_100":
        return hub.M2M100ForConditionalGeneration(hub.M2M100Config(**ids, **stack))
    if family == "bart":
        return hub.BartForConditionalGeneration(hub.BartConfig(**ids, **stack))
    assert family == "mbart"
    return hub.MBartForConditionalGeneration(hub.MBartConfig(**ids, **stack))


def save(family, folder):
    words = tokenizer()
    model = network(family, len(words))
    model.generation_config.max_new_tokens = 16
    model.save_pretrained(str(folder), safe_serialization=True)
    words.save_pretrained(str(folder))
    return folder
