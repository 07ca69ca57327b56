"""Compact word lists: asked word by word, and read as a whole."""

from __future__ import annotations

import importlib
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.proofing.engines.word_automaton import WordAutomaton
from studio.proofing.evidence import EngineError

SEPARATOR = "+"
WORDS = st.dictionaries(st.text("abcé", min_size=1, max_size=5), st.integers(0, 25), max_size=12)


def packed(words: dict[str, int]) -> bytes:
    """A word list in the compact form, without any letters in common: an arc is its flags, its label, and
    four bytes for the node it leads to."""
    entries = sorted(word.encode() + SEPARATOR.encode() + bytes((65 + f,)) for word, f in words.items())
    arcs = bytearray(7)  # the root's only arc, which leads to the first letters

    def node(rest: list[bytes]) -> int:
        firsts = sorted({entry[0] for entry in rest})
        targets = [node(tails) if any(tails := [e[1:] for e in rest if e[0] == f]) else 0 for f in firsts]
        at = len(arcs)
        for label, target in zip(firsts, targets, strict=True):
            arcs.extend((64 if label == firsts[-1] else 0, label, *_offset(target)))
        return at

    start = node(entries) if entries else 0
    arcs[:6] = bytes((64, 94, *_offset(start)))
    return bytes((*b"\\fsa", 0xC6, 0, 0, 0)) + bytes(arcs)


def _offset(value: int) -> tuple[int, ...]:
    low = [value >> shift & 127 for shift in (0, 7, 14, 21)]
    return (low[0] | 128, low[1] | 128, low[2] | 128, low[3])


@given(WORDS)
def test_a_list_gives_back_the_words_it_was_made_of(words: dict[str, int]) -> None:
    automaton = WordAutomaton(packed(words), SEPARATOR)
    listed = [pair for letter in "abcé" for pair in automaton.words(letter)]
    assert len(listed) == len(words)
    assert dict(listed) == words
    assert {word: automaton.frequency(word) for word in words} == words
    assert automaton.frequency("abcd") is None


def test_every_word_of_the_real_list_is_found_again() -> None:
    folder = Path(importlib.import_module("lingotweaker_data_en").data_dir()) / "en" / "hunspell"
    automaton = WordAutomaton.load(folder / "en_GB.dict")
    listed = [pair for letter in string.ascii_letters for pair in automaton.words(letter)]
    words = dict(listed)
    assert len(listed) == len(words) > 150_000
    assert {"colour", "naïve", "zygote", "I", "O'Brien"} <= set(words)
    asked = list(words)[::101]
    assert [words[word] for word in asked] == [automaton.frequency(word) for word in asked]


def test_a_foreign_file_is_refused_in_a_sentence() -> None:
    with pytest.raises(EngineError, match="cannot read"):
        WordAutomaton(b"PK\x03\x04nonsense", "+")
