"""What is painted, told by the picture itself."""

import pytest

from studio.proofing.finding import Category, Finding
from studio.text.span import Span
from studio.ui.editor.editor import Editor
from studio.ui.editor.mark_kind import mark_kind
from tests.helpers.window import finding

TEXT = "The ferry waits here.\n\n* * *\n\nAnother scene begins on the other side of the water."


def picture(editor: Editor) -> bytes:
    """The pixels of the page, without the caret."""
    editor.page.setCursorWidth(0)
    image = editor.page.viewport().grab().toImage()
    return bytes(image.constBits())  # the image must outlive its bits


def changed(one: bytes, other: bytes) -> int:
    """In how many bytes two pictures of one size differ."""
    return sum(a != b for a, b in zip(one, other, strict=True))


@pytest.fixture
def small(editor: Editor) -> Editor:
    editor.resize(420, 460)
    editor.show_chapter("a", TEXT)
    editor.go_to(len(TEXT))
    return editor


def test_kinds_of_one_family_look_alike_and_others_do_not(small: Editor) -> None:
    pictures: dict[object, set[bytes]] = {None: {picture(small)}}
    for category in Category:
        small.set_findings("a", Span(0, 5), [finding(TEXT, "ferry", category=category)])
        pictures.setdefault(mark_kind(category), set()).add(picture(small))
    by_shape = {kind.shape if kind else None: shown for kind, shown in pictures.items()}
    assert all(len(shown) == 1 for shown in by_shape.values())
    assert len(set.union(*by_shape.values())) == len(by_shape) == 7


def test_a_missing_word_has_a_wedge(small: Editor) -> None:
    gap = Finding(Span(9, 9), Category.MISSING_WORD, "test.gap", "A word is missing.", (" still",))
    before = picture(small)
    small.set_findings("a", Span(0, 20), [gap])
    assert changed(picture(small), before) > 20


def test_hidden_marks_are_not_painted(small: Editor) -> None:
    clean = picture(small)
    small.set_findings("a", Span(0, 5), [finding(TEXT, "ferry")])
    small.page.art.show_marks = False
    assert picture(small) == clean


def test_each_style_of_marks_is_another_picture(small: Editor) -> None:
    small.set_findings("a", Span(0, 5), [finding(TEXT, "ferry")])
    pictures = set()
    for style in ("shapes", "underline", "tint"):
        small.page.art.style = style
        pictures.add(picture(small))
    assert len(pictures) == 3


def test_a_scene_break_is_an_ornament_except_at_the_caret(small: Editor) -> None:
    away = picture(small)
    small.go_to(TEXT.index("* * *"))
    at_it = picture(small)
    small.page.art.ornaments = False
    small.go_to(len(TEXT))
    plain = picture(small)
    assert away != plain
    assert at_it == plain


def test_the_hit_that_is_shown_differs_from_the_others(small: Editor) -> None:
    clean = picture(small)
    small.show_matches([Span(4, 9), Span(10, 15)], 0)
    first = picture(small)
    small.show_matches([Span(4, 9), Span(10, 15)], 1)
    assert changed(first, clean) > 1000
    assert changed(picture(small), first) > 1000
