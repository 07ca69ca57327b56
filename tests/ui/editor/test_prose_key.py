import pytest

from studio.text.span import Span
from studio.ui.editor.prose_key import scene_break, toggle_emphasis


@pytest.mark.parametrize(
    ("text", "chosen", "mark", "expected"),
    [
        ("so late", Span(3, 7), "*", "so *late*"),
        ("so *late*", Span(4, 8), "*", "so late"),
        ("so late", Span(3, 7), "**", "so **late**"),
        ("so **late**", Span(5, 9), "**", "so late"),
        ("so **late**", Span(5, 9), "*", "so ***late***"),
        ("so late", Span(5, 5), "*", "so *late*"),
        ("so late ", Span(3, 8), "*", "so *late* "),
        ("", Span(0, 0), "*", "**"),
    ],
)
def test_emphasis(text: str, chosen: Span, mark: str, expected: str) -> None:
    edit, _ = toggle_emphasis(text, chosen, mark)
    assert edit.apply(text) == expected


def test_the_words_stay_selected() -> None:
    edit, chosen = toggle_emphasis("so late", Span(3, 7), "*")
    assert chosen.of(edit.apply("so late")) == "late"


@pytest.mark.parametrize(
    ("text", "caret", "spaced", "expected"),
    [
        ("One.\n\nTwo.", 2, True, "One.\n\n* * *\n\nTwo."),
        ("One.\nTwo.", 2, False, "One.\n* * *\nTwo."),
        ("One.", 4, True, "One.\n\n* * *\n\n"),
    ],
)
def test_a_scene_break_stands_between_paragraphs(text: str, caret: int, spaced: bool, expected: str) -> None:
    edit, after = scene_break(text, caret, spaced=spaced)
    assert edit.apply(text) == expected
    assert expected[:after].rstrip().endswith("* * *")
