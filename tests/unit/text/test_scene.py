"""Scene breaks: marks, headings, guesses."""

from __future__ import annotations

import pytest

from studio.text.scene import BreakKind, is_heading, is_scene_mark, scene_breaks

LONG = "The lamp burned low and nobody in the room spoke of it. " * 8


@pytest.mark.parametrize(
    "line",
    ["* * *", "***", "#", "###", "---", "~", "⁂", "-oOo-", "• • •", "x x x", "~*~", "[break]"],
)
def test_marks(line: str) -> None:
    assert is_scene_mark(line)


@pytest.mark.parametrize("line", ["...", "…", "So.", "I", "Ox", "* He left.", "Oh", "no"])
def test_no_marks(line: str) -> None:
    assert not is_scene_mark(line)


@pytest.mark.parametrize("line", ["# The Ferry", "Chapter 4", "CHAPTER XII. The Weir", "Epilogue", "IV"])
def test_headings(line: str) -> None:
    assert is_heading(line)


@pytest.mark.parametrize("line", ["Part one of the plan had failed.", "Book the room.", "#tag"])
def test_no_headings(line: str) -> None:
    assert not is_heading(line)


def test_spans_leave_white_space_out() -> None:
    text = "One.\n\n  * * *  \n\nTwo."
    (found,) = scene_breaks(text)
    assert (found.span.of(text), found.kind) == ("* * *", BreakKind.MARK)


def test_a_wide_gap_is_a_guess() -> None:
    text = f"{LONG}\n\n{LONG}\n\n{LONG}\n\n\n\n{LONG}\n\n" + "\n\n".join([LONG] * 6)
    (found,) = scene_breaks(text)
    assert found.kind is BreakKind.GUESS
    assert text[found.span.start - 4 : found.span.start] == "\n" * 4


def test_a_leap_in_time_is_a_guess() -> None:
    text = f"{LONG * 4}\n\nThe next morning it rained. {LONG * 4}"
    assert [b.kind for b in scene_breaks(text)] == [BreakKind.GUESS]


def test_no_guess_beside_marks() -> None:
    text = f"{LONG * 4}\n\nThe next morning it rained. {LONG * 4}\n\n***\n\n{LONG}"
    assert [b.kind for b in scene_breaks(text)] == [BreakKind.MARK]


def test_no_guess_in_a_short_text() -> None:
    assert scene_breaks("He slept.\n\nThe next morning it rained.\n\n\n\nHe left.") == ()
