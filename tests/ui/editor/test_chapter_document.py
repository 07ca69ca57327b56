from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor

from studio.model.edit import TextEdit
from studio.text.span import Span
from studio.ui.editor.chapter_document import ChapterDocument
from studio.ui.editor.prose_look import ProseLook

TEXT = "The ferry was *late*.\n\n* * *\n\nNobody 🙂 minded."


class Mirror:
    """Follows a document by its edits alone."""

    def __init__(self, document: ChapterDocument) -> None:
        self.text = document.text
        self.edits: list[TextEdit] = []
        document.edited.connect(self._on_edited)

    def _on_edited(self, edit: TextEdit, before: str) -> None:
        assert before == self.text
        self.text = edit.apply(self.text)
        self.edits.append(edit)


@pytest.fixture
def make(look: ProseLook) -> Callable[[str], ChapterDocument]:
    return lambda text: ChapterDocument(text, look)


def test_nothing_is_reported_for_the_first_text(make: Callable[[str], ChapterDocument]) -> None:
    document = make(TEXT)
    assert document.text == TEXT
    assert not document.qt.isUndoAvailable()


@pytest.mark.parametrize(
    "text", ["", "\n", "a\n", "\u2028b\u2029", "\r\n", "\ufdd0", "a\xa0b", "\U0001f642\n\U0001f642"]
)
def test_any_text_comes_back_as_it_was(make: Callable[[str], ChapterDocument], text: str) -> None:
    document = make(text)
    document.apply([TextEdit(len(text), 0, "x")])
    assert document.text == text + "x"


def test_typing_is_one_small_edit(make: Callable[[str], ChapterDocument]) -> None:
    document = make(TEXT)
    mirror = Mirror(document)
    document.cursor_at(Span(4, 4)).insertText("old ")
    assert mirror.edits == [TextEdit(4, 0, "old ")]


def test_edits_behind_a_wide_character_count_code_points(make: Callable[[str], ChapterDocument]) -> None:
    document = make(TEXT)
    mirror = Mirror(document)
    at = TEXT.index("minded")
    document.cursor_at(Span(at, at)).insertText("much ")
    assert mirror.edits == [TextEdit(at, 0, "much ")]


def test_emphasis_is_shown_without_an_edit_or_an_undo_step(make: Callable[[str], ChapterDocument]) -> None:
    document = make("plain *so* plain")
    formats = document.qt.firstBlock().layout().formats()
    assert [(f.start, f.length, f.format.fontItalic()) for f in formats] == [
        (6, 1, False),
        (7, 2, True),
        (9, 1, False),
    ]
    assert not document.qt.isUndoAvailable()


def test_emphasis_ends_when_its_mark_goes(make: Callable[[str], ChapterDocument]) -> None:
    document = make("plain *so* plain")
    document.apply([TextEdit(6, 1, "")])
    assert not document.qt.firstBlock().layout().formats()


def test_several_edits_are_one_undo_step(make: Callable[[str], ChapterDocument]) -> None:
    document = make("one two three")
    document.apply([TextEdit(0, 3, "1"), TextEdit(8, 5, "3")])
    assert document.text == "1 two 3"
    document.qt.undo()
    assert document.text == "one two three"


def test_becoming_another_text_touches_only_the_difference(make: Callable[[str], ChapterDocument]) -> None:
    document = make("one two three")
    assert document.become("one 2 three") == TextEdit(4, 3, "2")
    assert document.text == "one 2 three"


def test_restyling_is_no_edit(make: Callable[[str], ChapterDocument], look: ProseLook) -> None:
    document = make(TEXT)
    mirror = Mirror(document)
    document.restyle(look)
    assert not mirror.edits
    assert not document.qt.isUndoAvailable()


letters = st.text(st.sampled_from("ab \n*_é—\xa0🙂𝒜\u2029\r’"), max_size=5)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(0, 60), letters),
        st.tuples(st.just("cut"), st.integers(0, 60), st.integers(1, 9)),
        st.tuples(st.sampled_from(["undo", "redo", "back", "enter", "half"]), st.integers(0, 60)),
    ),
    max_size=25,
)


def take(document: ChapterDocument, step: tuple[object, ...]) -> None:
    """Do to the document what a writer, or Qt, might do."""
    kind, at = step[0], min(int(str(step[1])), len(document.text))
    cursor = QTextCursor(document.qt)
    cursor.setPosition(document.position(at))
    if kind == "put":
        cursor.insertText(str(step[2]))
    elif kind == "cut":
        cursor.setPosition(document.position(at + int(str(step[2]))), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    elif kind == "back":
        cursor.deletePreviousChar()
    elif kind == "enter":
        cursor.insertBlock()
    elif kind == "half":  # a place inside a surrogate pair, which no key reaches
        cursor.setPosition(min(int(str(step[1])), document.qt.characterCount() - 1))
        cursor.insertText("x")
    else:
        getattr(document.qt, str(kind))()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=letters, steps=steps)
def test_the_mirror_never_differs_from_the_page(
    make: Callable[[str], ChapterDocument], text: str, steps: list[tuple[object, ...]]
) -> None:
    document = make(text)
    mirror = Mirror(document)
    for step in steps:
        take(document, step)
        assert document.text == mirror.text
        shown = document.qt.toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
        assert len(shown) == len(mirror.text) or "\ufffd" in mirror.text


def history(document: ChapterDocument) -> list[str]:
    """The texts that one comes through by undoing everything and doing it again."""
    texts = [document.text]
    for move, possible in (
        (document.qt.undo, document.qt.isUndoAvailable),
        (document.qt.redo, document.qt.isRedoAvailable),
    ):
        while possible():
            move()
            if document.text != texts[-1]:
                texts.append(document.text)
    return texts


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=letters, steps=steps, undone=st.integers(0, 4))
def test_another_leading_keeps_every_undo_step(
    make: Callable[[str], ChapterDocument],
    look: ProseLook,
    text: str,
    steps: list[tuple[object, ...]],
    undone: int,
) -> None:
    changed, as_it_was = make(text), make(text)
    for document in (changed, as_it_was):
        for step in [*steps, *[("undo", 0)] * undone]:
            take(document, step)
    mirror = Mirror(changed)
    changed.restyle(replace(look, leading=2.0))
    assert changed.text == as_it_was.text
    assert not mirror.edits
    assert history(changed) == history(as_it_was)


def test_another_leading_counts_for_every_paragraph(
    make: Callable[[str], ChapterDocument], look: ProseLook
) -> None:
    document = make(TEXT)
    document.apply([TextEdit(0, 0, "x")])
    document.restyle(replace(look, leading=2.0))
    wanted = replace(look, leading=2.0).block_format(indented=False).lineHeight()
    blocks = [document.qt.findBlockByNumber(at) for at in range(document.qt.blockCount())]
    assert {block.blockFormat().lineHeight() for block in blocks} == {wanted}
