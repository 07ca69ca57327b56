import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.model.edit import TextEdit
from studio.text.span import Span
from studio.ui.editor.mark_list import MarkList
from tests.helpers.window import finding

TEXT = "He walks to teh ferry and teh boat."


@pytest.fixture
def marks() -> MarkList:
    made = MarkList()
    second = finding(TEXT, "teh boat", "the")
    made.replace(Span(0, len(TEXT)), [finding(TEXT, "walks", "walked"), finding(TEXT, "teh", "the"), second])
    return made


def places(marks: MarkList) -> list[tuple[int, int]]:
    return [(mark.start, mark.end) for mark in marks]


def test_marks_stand_in_order(marks: MarkList) -> None:
    assert places(marks) == [(3, 8), (12, 15), (26, 34)]


def test_an_edit_before_moves_them(marks: MarkList) -> None:
    assert not marks.edit(TextEdit(0, 2, "Nobody"))
    assert places(marks) == [(7, 12), (16, 19), (30, 38)]


def test_an_edit_inside_drops_the_mark(marks: MarkList) -> None:
    assert marks.edit(TextEdit(13, 0, "x"))
    assert places(marks) == [(3, 8), (27, 35)]


@pytest.mark.parametrize(("put", "left"), [("s", 2), (" ", 3), (",", 3)])
def test_only_a_letter_at_its_end_drops_it(marks: MarkList, put: str, left: int) -> None:
    marks.edit(TextEdit(15, 0, put))
    assert len(marks) == left


def test_findings_replace_those_of_their_stretch(marks: MarkList) -> None:
    marks.replace(Span(9, 21), [])
    assert places(marks) == [(3, 8), (26, 34)]


def test_the_mark_at_a_caret(marks: MarkList) -> None:
    assert [bool(marks.at(offset)) for offset in (2, 3, 8, 9)] == [False, True, True, False]


def test_next_and_previous_go_round(marks: MarkList) -> None:
    after, before = marks.after(30), marks.before(3)
    assert after is not None and after.start == 3
    assert before is not None and before.start == 26


def test_none_of_nothing() -> None:
    assert MarkList().after(0) is None
    assert MarkList().before(0) is None


@given(st.integers(0, 35), st.integers(0, 12), st.text("ab ,", max_size=6))
def test_a_mark_that_stays_stands_on_the_same_words(start: int, removed: int, put: str) -> None:
    removed = min(removed, len(TEXT) - start)
    found = [finding(TEXT, "walks"), finding(TEXT, "teh"), finding(TEXT, "boat")]
    marks = MarkList()
    marks.replace(Span(0, len(TEXT)), found)
    after = TextEdit(start, removed, put).apply(TEXT)
    marks.edit(TextEdit(start, removed, put))
    assert all(mark.span.of(after) == mark.finding.span.of(TEXT) for mark in marks)
