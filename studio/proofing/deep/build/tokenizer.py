"""The language model's tokenizer, from what its model file tells."""

from __future__ import annotations

from typing import Any

from studio.proofing.deep.build.gguf_file import GgufFile


def make_tokenizer(file: GgufFile) -> Any:
    """A byte-level BPE tokenizer (`tokenizers.Tokenizer`) that takes digits one by one ("smollm")."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers

    words, merges = file.facts["tokenizer.ggml.tokens"], file.facts["tokenizer.ggml.merges"]
    assert isinstance(words, list)
    assert isinstance(merges, list)
    pairs = [tuple(merge.split(" ")) for merge in merges]
    tokenizer = Tokenizer(models.BPE({word: i for i, word in enumerate(words)}, pairs))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer
