import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.app.checking.finding_store import ChapterMarks
from studio.model.edit import TextEdit
from studio.proofing.finding import Category, Finding
from studio.text.span import Span


def mark(start: int, end: int) -> Finding:
    return Finding(Span(start, end), Category.SPELLING, "s.x", "m")


def marks(*spans: tuple[int, int], paragraph: tuple[int, int] = (0, 50)) -> ChapterMarks:
    out = ChapterMarks()
    out.answer(0, Span(*paragraph), tuple(mark(*s) for s in spans))
    return out


def test_findings_behind_an_edit_move_with_the_text() -> None:
    chapter = marks((2, 5), (20, 25))
    chapter.edit(TextEdit(10, 2, "abcde"))
    assert [f.span for f in chapter.findings] == [Span(2, 5), Span(23, 28)]


def test_a_finding_that_is_typed_into_goes() -> None:
    chapter = marks((2, 5))
    chapter.edit(TextEdit(4, 0, "x"))
    assert chapter.findings == []


def test_a_letter_at_the_end_of_a_marked_word_drops_the_mark_but_a_space_does_not() -> None:
    first, second = marks((2, 5)), marks((2, 5))
    first.edit(TextEdit(5, 0, "s"))
    second.edit(TextEdit(5, 0, " "))
    assert (len(first.findings), len(second.findings)) == (0, 1)


def test_an_answer_for_an_untouched_paragraph_is_shifted_to_where_it_is_now() -> None:
    chapter = marks()
    chapter.edit(TextEdit(0, 0, "12345\n"))
    assert chapter.answer(0, Span(10, 30), (mark(12, 15),)) == Span(16, 36)
    assert chapter.findings == [mark(18, 21)]


def test_an_answer_for_a_paragraph_edited_meanwhile_is_stale() -> None:
    chapter = marks()
    chapter.edit(TextEdit(12, 0, "x"))
    assert chapter.answer(0, Span(10, 30), (mark(12, 15),)) is None
    assert chapter.findings == []


def test_an_answer_replaces_what_was_found_there_before_and_nothing_else() -> None:
    chapter = marks((2, 5), paragraph=(0, 9))
    chapter.answer(0, Span(10, 30), (mark(12, 15),))
    chapter.answer(0, Span(10, 30), (mark(20, 22),))
    assert [f.span for f in chapter.findings] == [Span(2, 5), Span(20, 22)]


def test_an_answer_from_before_a_replaced_text_is_stale() -> None:
    assert ChapterMarks(revision=7).answer(6, Span(0, 5), (mark(0, 2),)) is None


def test_once_a_text_is_asked_about_anew_earlier_answers_are_stale_and_later_ones_are_placed() -> None:
    chapter = marks((2, 5))
    chapter.edit(TextEdit(10, 0, "12"))
    chapter.expect_anew()
    assert chapter.unsettled == 0
    assert chapter.answer(0, Span(20, 30), (mark(22, 25),)) is None
    chapter.edit(TextEdit(0, 0, "x "))
    assert chapter.answer(1, Span(20, 30), (mark(22, 25),)) == Span(22, 32)
    assert [f.span for f in chapter.findings] == [Span(4, 7), Span(24, 27)]


@given(st.text(alphabet="ab \n", min_size=1, max_size=40), st.data())
def test_surviving_marks_still_cover_the_same_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    chapter = marks((start, end), paragraph=(0, len(text)))
    at = data.draw(st.integers(0, len(text)))
    edit = TextEdit(
        at, data.draw(st.integers(0, len(text) - at)), data.draw(st.text(alphabet="xy ", max_size=4))
    )
    chapter.edit(edit)
    assert all(f.span.of(edit.apply(text)) == text[start:end] for f in chapter.findings)


def shifted_one_by_one(findings: list[Finding], edit: TextEdit) -> list[Finding]:
    """What the store must give, said plainly: a store of one finding shifts that one."""
    out: list[Finding] = []
    for finding in findings:
        alone = ChapterMarks()
        alone.answer(0, Span(0, 10_000), (finding,))
        alone.edit(edit)
        out += alone.findings
    return out


@given(st.lists(st.integers(1, 6), max_size=12), st.data())
def test_a_row_of_edits_leaves_the_findings_where_each_alone_would_be(
    widths: list[int], data: st.DataObject
) -> None:
    expected, at = [], 0
    for width in widths:
        expected.append(mark(at + 1, at + 1 + width))
        at += width + 2
    chapter = ChapterMarks()
    chapter.answer(0, Span(0, at), tuple(expected))
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, at))
        edit = TextEdit(
            start, data.draw(st.integers(0, at - start)), data.draw(st.text(alphabet="x ", max_size=5))
        )
        at += edit.growth
        chapter.edit(edit)
        expected = shifted_one_by_one(expected, edit)
        if data.draw(st.booleans()):
            here = Span(data.draw(st.integers(0, at)), at)
            assert chapter.within(here) == [f for f in expected if here.start <= f.span.start <= here.end]
    assert chapter.findings == expected


def test_a_key_shifts_nothing_that_stands_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    chapter = marks(*((10 * n, 10 * n + 4) for n in range(1, 400)), paragraph=(0, 5000))
    chapter.edit(TextEdit(0, 0, "x"))
    moved: list[int] = []
    shift = Finding.shift
    monkeypatch.setattr(Finding, "shift", lambda self, by: moved.append(by) or shift(self, by))
    for n in range(50):
        chapter.edit(TextEdit(n, 0, "x"))
    assert moved == []
    assert chapter.within(Span(61, 62)) == [mark(61, 65)]
    assert len(moved) == 1
