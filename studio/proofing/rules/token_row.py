"""Looks along a row of tokens."""

from __future__ import annotations

from collections.abc import Sequence

from studio.proofing.evidence import Token

NOUNS = ("NN", "NNS", "NNP", "NNPS")
FINITE = ("VBD", "VBZ", "VBP", "MD")


def at(tokens: Sequence[Token], index: int) -> Token | None:
    """The token at ``index``, None beyond either end."""
    return tokens[index] if 0 <= index < len(tokens) else None


def tag_at(tokens: Sequence[Token], index: int) -> str:
    """Its tag, "" beyond either end."""
    return tokens[index].tag if 0 <= index < len(tokens) else ""


def lower_at(tokens: Sequence[Token], index: int) -> str:
    """Its word in lower case, "" beyond either end."""
    return tokens[index].lower if 0 <= index < len(tokens) else ""


def apart(tokens: Sequence[Token], first: int, text: str) -> bool:
    """Whether exactly white space parts the token at ``first`` from the next one."""
    if first + 1 >= len(tokens):
        return False
    between = text[tokens[first].end : tokens[first + 1].start]
    return bool(between) and between.isspace()


def opens_noun(tokens: Sequence[Token], index: int) -> bool:
    """Whether a noun begins at ``index``, adjectives before it allowed."""
    while tag_at(tokens, index) in ("JJ", "JJR", "JJS") or (
        tag_at(tokens, index) == "," and tag_at(tokens, index + 1) == "JJ"
    ):
        index += 1
    return tag_at(tokens, index) in NOUNS
