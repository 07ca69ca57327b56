"""Words and lines in little memory say the same as sets and dictionaries."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.proofing.engines.compact_words import SortedLines, WordHashes

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=12)


@given(st.dictionaries(WORDS, st.lists(WORDS, max_size=3)), WORDS)
def test_lines_are_found_by_their_first_word(lines: dict[str, list[str]], other: str) -> None:
    found = SortedLines(" ".join((word, *rest)) for word, rest in lines.items())
    for word in (*lines, other, ""):
        assert found.rest(word) == (" ".join(lines[word]) if word in lines else None)


@given(st.sets(WORDS), WORDS)
def test_words_are_found(words: set[str], other: str) -> None:
    found = WordHashes(words)
    assert all(word in found for word in words)
    assert (other in found) == (other in words)
