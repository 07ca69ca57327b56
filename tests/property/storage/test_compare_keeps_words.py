"""Two versions without a common one, and conflict marks: no word of either side is lost."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from studio.storage.conflict_mark import read_marks
from studio.storage.merge import MergeResult, compare

SENTENCES = st.lists(st.sampled_from(["gate", "rain", "she", "ended", "lamp"]), min_size=1, max_size=4).map(
    lambda words: " ".join(words) + "."
)
TEXTS = st.lists(st.lists(SENTENCES, max_size=3).map(" ".join), max_size=6).map("\n".join)
LINES = st.lists(SENTENCES, max_size=4).map(lambda lines: "".join(f"{line}\n" for line in lines))


def words(text: str) -> Counter[str]:
    return Counter(text.replace(".", " ").split())


def sides(result: MergeResult) -> tuple[str, str]:
    return result.text, result.assembled(lambda _: "theirs")


@given(TEXTS, TEXTS)
@settings(max_examples=150)
def test_each_choice_gives_one_side_in_its_words(mine: str, theirs: str) -> None:
    result = compare(mine, theirs)
    assert result.text == mine
    assert sides(result)[1].split() == theirs.split()
    both = words(result.assembled(lambda _: "both"))
    assert not words(mine) - both
    assert not words(theirs) - both


@given(TEXTS)
def test_equal_texts_have_no_difference(text: str) -> None:
    assert compare(text, text).conflicts == ()


@given(st.lists(st.tuples(LINES, LINES, LINES), min_size=1, max_size=3), LINES)
@settings(max_examples=100)
def test_marks_give_both_sides_back(places: list[tuple[str, str, str]], end: str) -> None:
    def marked(before: str, mine: str, theirs: str) -> str:
        return f"{before}<<<<<<< mine\n{mine}=======\n{theirs}>>>>>>> theirs\n"

    found = read_marks("".join(marked(*place) for place in places) + end)
    mine = "".join(before + one for before, one, _ in places) + end
    theirs = "".join(before + other for before, _, other in places) + end
    if found is None:  # nowhere do the two differ in words
        assert all(one.split() == other.split() for _, one, other in places)
        return
    assert found.result.text == mine
    assert sides(found.result)[1].split() == theirs.split()
