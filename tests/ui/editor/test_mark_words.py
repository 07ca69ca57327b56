import pytest

from studio.proofing.finding import Category
from studio.ui.editor.mark_kind import mark_kind
from studio.ui.editor.mark_words import announcement, can_add, fix_words
from tests.helpers.window import finding


@pytest.mark.parametrize(
    ("marked", "suggestion", "label"),
    [
        ("teh", "the", "the"),
        ("the", "", "Remove “the”"),
        ("", "a ", "Insert “a␣”"),
        ("  ", " ", "␣"),
    ],
)
def test_what_a_fix_is_called(marked: str, suggestion: str, label: str) -> None:
    assert fix_words(marked, suggestion).label == label


def test_what_a_screen_reader_says() -> None:
    found = finding("he walks on", "walks", "walked", category=Category.TENSE_SHIFT)
    assert announcement(found, "walks") == "tense: walks, suggestion walked"


def test_a_finding_without_a_fix_is_announced_too() -> None:
    assert announcement(finding("teh", "teh"), "teh") == "spelling: teh"


def test_only_one_word_can_be_added() -> None:
    assert can_add(finding("teh boat", "teh"), "teh")
    assert not can_add(finding("teh boat", "teh boat"), "teh boat")


@pytest.mark.parametrize("category", list(Category))
def test_every_kind_has_a_name_and_a_line(category: Category) -> None:
    assert mark_kind(category).label


def test_kinds_with_another_colour_have_another_shape() -> None:
    looks = {(mark_kind(c).shape, mark_kind(c).tone) for c in Category}
    assert len(looks) == len({shape for shape, _ in looks}) == len({tone for _, tone in looks})
