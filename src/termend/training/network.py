"""The repair model's network: a small T5 (Raffel et al. 2020, section 2.1) from random weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from termend.training.settings import Settings

if TYPE_CHECKING:
    from transformers import T5ForConditionalGeneration

# Embeddings that begin at T5's standard deviation of 1 hardly move under Adam within a short run.
_EMBEDDING_DEVIATION = 0.3
_LONGEST_ANSWER = 8
_LIKING = 3.0


def _look_at_neighbours(bias: Any) -> None:
    """Let each head of the encoder begin with a liking for a distance: what decides a repair stands beside it.

    The idea is that of linear biases (Press, Smith & Lewis 2022, section 3), put into T5's buckets: below 8, bucket n
    is n pieces to the left, bucket 16 + n as many to the right.

    Args:
        bias: shape (buckets, heads), changed in place.
    """
    liked = ((0,), (1,), (17,), (1, 2, 3), (17, 18, 19))
    for head, buckets in enumerate(liked[: bias.shape[1]]):
        for bucket in buckets:
            bias[bucket, head] += _LIKING


def build(settings: Settings) -> T5ForConditionalGeneration:
    """A network with weights drawn from the settings' seed."""
    import torch
    from transformers import GenerationConfig, T5Config, T5ForConditionalGeneration

    configuration: Any = T5Config
    generation: Any = GenerationConfig
    torch.manual_seed(settings.seed)
    config = configuration(
        vocab_size=settings.vocabulary,
        d_model=settings.width,
        d_kv=settings.width // settings.heads,
        d_ff=settings.feed_forward,
        num_heads=settings.heads,
        num_layers=settings.encoder_layers,
        num_decoder_layers=settings.decoder_layers,
        dropout_rate=settings.dropout,
        feed_forward_proj="relu",
        pad_token_id=0,
        eos_token_id=1,
        decoder_start_token_id=0,
    )
    model = T5ForConditionalGeneration(config)
    with torch.no_grad():
        model.shared.weight.normal_(0.0, _EMBEDDING_DEVIATION)
        _look_at_neighbours(model.encoder.block[0].layer[0].SelfAttention.relative_attention_bias.weight)
    model.generation_config = generation(
        max_new_tokens=_LONGEST_ANSWER, num_beams=1, do_sample=False, pad_token_id=0, eos_token_id=1,
        decoder_start_token_id=0,
    )  # fmt: skip
    return model
