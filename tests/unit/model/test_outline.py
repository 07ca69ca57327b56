"""The outline of a chapter."""

from __future__ import annotations

from studio.model.outline import outline
from studio.text.scene import BreakKind

TEXT = (
    "# The Ferry\n\nOrla waited.\n\n* * *\n\n"
    "It was eight in the evening when the bell rang, twice.\n\n## The Weir\n\nHe fell."
)


def test_scenes_have_titles_words_and_spans() -> None:
    found = outline(TEXT)
    assert [(s.title, s.words, s.kind) for s in found] == [
        ("The Ferry", 2, BreakKind.HEADING),
        ("It was eight in the evening when…", 11, BreakKind.MARK),
        ("The Weir", 2, BreakKind.HEADING),
    ]
    assert found[1].span.of(TEXT).startswith("It was") and found[1].span.of(TEXT).endswith("twice.")
    assert found[0].span.of(TEXT) == "# The Ferry\n\nOrla waited."


def test_a_chapter_without_breaks_is_one_scene() -> None:
    (only,) = outline("She *did* wait.")
    assert (only.title, only.kind, only.guessed) == ("She did wait.", None, False)


def test_an_empty_chapter_has_no_scene() -> None:
    assert outline(" \n\n") == ()


def test_a_heading_with_nothing_below_is_kept() -> None:
    assert [(s.title, s.words) for s in outline("# One\n\n# Two\n\nText here.\n\n# Three")] == [
        ("One", 0),
        ("Two", 2),
        ("Three", 0),
    ]


def test_the_mark_after_a_heading_hides_neither() -> None:
    assert [s.title for s in outline("# One\n\n***\n\nText here.")] == ["One"]
