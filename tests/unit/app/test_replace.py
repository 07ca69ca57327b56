from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.app.exchange.replace import (
    FindOptions,
    apply_edits,
    find_all,
    hit_after,
    hit_before,
    replacement_edits,
)
from studio.model.edit import TextEdit
from studio.text.span import Span


def found(text: str, query: str, **options: bool) -> list[str]:
    return [hit.of(text) for hit in find_all(text, query, FindOptions(**options))]


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("The ferryman’s lamp", "ferryman's", ["ferryman’s"]),
        ("She said “go” twice", '"go"', ["“go”"]),
        ("river—and rain -- and fog", "river-and", ["river—and"]),
        ("rain -- and", "rain — and", ["rain -- and"]),
        ("Wait… what", "wait...", ["Wait…"]),
        ("Wait... what", "wait…", ["Wait..."]),
        ("the long\nroad home", "long road", ["long\nroad"]),
        ("the long\u00a0road", "long road", ["long\u00a0road"]),
        ("one paragraph.\n\nNext", "paragraph. next", []),
        ("cafe\u0301 and café", "café", ["cafe\u0301", "café"]),
        ("a.b axb", "a.b", ["a.b"]),
        ("Ünder ÜNDER", "ünder", ["Ünder", "ÜNDER"]),
        ("anything", "", []),
    ],
)
def test_marks_of_one_kind_are_the_same(text: str, query: str, hits: list[str]) -> None:
    assert found(text, query) == hits


def test_exact_marks_on_request() -> None:
    assert found("Ilva’s and Ilva's", "Ilva's", loose_marks=False) == ["Ilva's"]


def test_case_on_request() -> None:
    assert found("Gate gate GATE", "gate", match_case=True) == ["gate"]


def test_whole_words() -> None:
    assert found("an oar, oars, boar, oar", "oar", whole_word=True) == ["oar", "oar"]


def test_whole_word_with_a_mark_at_the_edge() -> None:
    assert found("“Go” and “Gone”", "“go", whole_word=True) == ["“Go"]


def test_replacement_keeps_the_capital_of_a_sentence() -> None:
    text = "Boat after boat. BOAT."
    edits = replacement_edits(text, find_all(text, "boat"), "boat", "skiff")
    assert apply_edits(text, edits) == "Skiff after skiff. Skiff."


def test_replacement_is_literal_when_case_counts() -> None:
    text = "Boat"
    options = FindOptions(match_case=True)
    edits = replacement_edits(text, find_all(text, "Boat", options), "Boat", "skiff", options)
    assert apply_edits(text, edits) == "skiff"


def test_replacement_is_no_pattern() -> None:
    edits = replacement_edits("a b", [Span(0, 1)], "a", r"\1\n$&")
    assert apply_edits("a b", edits) == r"\1\n$& b"


def test_equal_replacement_makes_no_edit() -> None:
    assert replacement_edits("lamp lamp", find_all("lamp lamp", "lamp"), "lamp", "lamp") == ()


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlaps"):
        apply_edits("abcdef", [TextEdit(0, 3, ""), TextEdit(2, 1, "")])


def test_walk_wraps_round_both_ends() -> None:
    hits = [Span(2, 3), Span(8, 9)]
    assert [hit_after(hits, at) for at in (0, 3, 9)] == [0, 1, 0]
    assert [hit_before(hits, at) for at in (0, 3, 9)] == [1, 0, 1]
    assert hit_after([], 0) is None
    assert hit_before([], 0) is None


ALPHABET = st.text(alphabet="aA bé’'\"“—-.… \n🌊e\u0301", max_size=60)


@given(text=ALPHABET, query=ALPHABET, whole=st.booleans(), loose=st.booleans(), case=st.booleans())
def test_hits_are_ordered_whole_and_apart(
    text: str, query: str, whole: bool, loose: bool, case: bool
) -> None:
    hits = find_all(text, query, FindOptions(case, whole, loose))
    assert all(hit.start < hit.end <= len(text) for hit in hits)
    assert all(first.end <= second.start for first, second in pairwise(hits))


@given(text=ALPHABET, query=st.text(alphabet="aAé’—🌊", min_size=1, max_size=3), new=ALPHABET)
def test_all_that_was_not_hit_stays(text: str, query: str, new: str) -> None:
    options = FindOptions(match_case=True, loose_marks=False)
    hits = find_all(text, query, options)
    after = apply_edits(text, replacement_edits(text, hits, query, new, options))
    between = [text[a.end : b.start] for a, b in zip((Span(0, 0), *hits), hits, strict=False)]
    assert after == "".join(part + new for part in between) + text[hits[-1].end if hits else 0 :]


@given(text=ALPHABET)
def test_a_text_finds_itself(text: str) -> None:
    stripped = text.strip()
    if stripped and "\n\n" not in stripped.replace(" ", ""):
        assert find_all(stripped, stripped)
