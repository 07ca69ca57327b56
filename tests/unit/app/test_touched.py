from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from studio.app.checking.touched import Touched
from studio.model.edit import TextEdit
from studio.text.span import Span


def test_what_is_typed_in_a_row_is_one_stretch() -> None:
    touched = Touched()
    for n in range(5):
        touched.edit(TextEdit(10 + n, 0, "x"))
    assert touched.spans == (Span(10, 15),)


def test_places_far_apart_stay_apart_and_move_with_the_text() -> None:
    touched = Touched()
    touched.edit(TextEdit(100, 2, "x"))
    touched.edit(TextEdit(3, 0, "one "))
    assert touched.spans == (Span(3, 7), Span(104, 105))


def test_many_places_become_one_stretch() -> None:
    touched = Touched()
    for n in range(40):
        touched.edit(TextEdit(10 * n, 1, "x"))
    assert len(touched.spans) <= 16
    assert touched.spans[0].start == 0
    assert touched.spans[-1].end == 391


@given(st.text(alphabet="ab", min_size=1, max_size=30), st.data())
def test_all_that_differs_lies_in_the_stretches(text: str, data: st.DataObject) -> None:
    """Every character is written in capitals, so what is new is known by itself."""
    touched, now = Touched(), text
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(now)))
        edit = TextEdit(
            start, data.draw(st.integers(0, len(now) - start)), data.draw(st.text(alphabet="X", max_size=3))
        )
        now = edit.apply(now)
        touched.edit(edit)
    assert all(any(at in s for s in touched.spans) for at, letter in enumerate(now) if letter == "X")
    ends = [(s.start, s.end) for s in touched.spans]
    assert all(a[1] < b[0] for a, b in pairwise(ends))
    assert not ends or ends[-1][1] <= len(now)
