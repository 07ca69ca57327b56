import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.ui.editor.utf16_index import Utf16Index, units

text = st.text(st.sampled_from("ab🙂𝒜é\n"), max_size=20)


@pytest.mark.parametrize(("given_text", "expected"), [("", 0), ("é", 1), ("🙂", 2), ("a🙂b", 4)])
def test_units(given_text: str, expected: int) -> None:
    assert units(given_text) == expected


@given(text)
def test_offsets_come_back(given_text: str) -> None:
    index = Utf16Index(given_text)
    for offset in range(len(given_text) + 1):
        assert index.to_position(offset) == units(given_text[:offset])
        assert index.to_offset(index.to_position(offset)) == offset


def test_the_middle_of_a_pair_is_its_character() -> None:
    assert Utf16Index("a🙂b").to_offset(2) == 1


@given(text, st.integers(0, 20), st.integers(0, 20), text)
def test_an_edit_gives_the_index_of_the_new_text(before: str, start: int, removed: int, put: str) -> None:
    start = min(start, len(before))
    removed = min(removed, len(before) - start)
    index = Utf16Index(before)
    index.edit(start, removed, put)
    after = before[:start] + put + before[start + removed :]
    assert [index.to_position(i) for i in range(len(after) + 1)] == [
        units(after[:i]) for i in range(len(after) + 1)
    ]
