from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.model.alignment import Block, matching_blocks

PARTS = st.lists(st.sampled_from(["", "a", "b", "gate", "rain", "x"]), max_size=30)


@given(PARTS, PARTS)
def test_blocks_are_equal_in_order_and_apart(a: list[str], b: list[str]) -> None:
    end_a = end_b = 0
    for at_a, at_b, length in matching_blocks(a, b):
        assert length > 0
        assert at_a >= end_a
        assert at_b >= end_b
        assert a[at_a : at_a + length] == b[at_b : at_b + length]
        end_a, end_b = at_a + length, at_b + length


@given(PARTS)
def test_the_same_sequence_is_one_block(a: list[str]) -> None:
    assert matching_blocks(a, list(a)) == ([Block(0, 0, len(a))] if a else [])


@given(PARTS, PARTS, PARTS)
def test_an_insertion_leaves_both_sides_matched(head: list[str], new: list[str], tail: list[str]) -> None:
    blocks = matching_blocks(head + tail, head + new + tail)
    assert sum(block.length for block in blocks) == len(head + tail)


def test_unique_parts_hold_against_frequent_ones() -> None:
    a = ["", "one", "", "two", "", "three", ""]
    b = ["", "three", "", "new", "", "one", "", "two", ""]
    matched = {a[block.at_a + n] for block in matching_blocks(a, b) for n in range(block.length)}
    assert {"one", "two"} <= matched
