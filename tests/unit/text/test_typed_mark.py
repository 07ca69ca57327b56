"""Marks as they are typed: curly or straight by the story's habit, dashes, dots, elisions."""

from __future__ import annotations

import pytest

from studio.text.typed_mark import Habit, MarkCount, TypingStyle, typed_mark, typing_style

PRINT = TypingStyle(ellipsis=True)


def written(keys: str, style: TypingStyle = PRINT, text: str = "") -> str:
    """What stands there after ``keys`` were typed at the end of ``text``."""
    for key in keys:
        mark = typed_mark(text, len(text), key, lambda: style)
        text = text + key if mark is None else text[: mark.start] + mark.inserted
    return text


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ('"No," she said. "Not now."', "“No,” she said. “Not now.”"),
        ("It's the boys' boat.", "It’s the boys’ boat."),
        ("'Go,' he said, 'or don't.'", "‘Go,’ he said, ‘or don’t.’"),
        ("\"He said 'no' and left.\"", "“He said ‘no’ and left.”"),
        ("\"He said 'no.'\"", "“He said ‘no.’”"),
        ('*"Never,"* she said.', "*“Never,”* she said."),
        ('"*Never,*" she said.', "“*Never,*” she said."),
        ('("Well?")', "(“Well?”)"),
        ('"I thought--" He stopped.', "“I thought—” He stopped."),
        ('She began--"the boat"--and fell silent.', "She began—“the boat”—and fell silent."),
        ('A plank of 6" or so.', 'A plank of 6" or so.'),
        ('"I am 16"', "“I am 16”"),
        ("'Tis late, 'twas worse in the '80s, tell 'em.", "’Tis late, ’twas worse in the ’80s, tell ’em."),
        ('"Get \'em"', "“Get ’em”"),
        ("rock 'n' roll", "rock ’n’ roll"),
        ("Wait... no....", "Wait… no…."),
        ("well-known", "well-known"),
        ("one -- two", "one — two"),
        ("---", "---"),
        ("<!-- note", "<!-- note"),
        ('"One\n"Two"', "“One\n“Two”"),
    ],
)
def test_as_in_print(keys: str, expected: str) -> None:
    assert written(keys) == expected


def test_nothing_is_changed_where_nothing_is_wanted() -> None:
    keys = "\"It's--well... 'tis,\" she said."
    assert written(keys, TypingStyle(double=False, single=False, dash="", spaced_dash="")) == keys


def style_of(chapter: str, others: str = "", **habits: Habit) -> TypingStyle:
    return typing_style(MarkCount.of(chapter), MarkCount.of(others), **habits)


def test_a_straight_story_stays_straight_and_a_curly_one_curly() -> None:
    straight = style_of('"It\'s late." ' * 5)
    assert not straight.double
    assert not straight.single
    curly = style_of("“It’s late.” " * 5)
    assert curly.double
    assert curly.single


def test_the_kinds_are_told_apart() -> None:
    style = style_of("“It's late, isn't it?” " * 5)
    assert style.double
    assert not style.single


def test_a_new_chapter_does_as_the_others_do() -> None:
    assert not style_of("", '"No." ' * 9).double
    assert style_of('"No."', "“No.” " * 9).double
    assert not style_of('"No." ' * 9, "“No.” " * 90).double


def test_an_empty_story_is_set_as_in_print_but_keeps_three_dots() -> None:
    assert style_of("") == TypingStyle()


def test_of_a_kind_that_is_nowhere_the_other_one_tells() -> None:
    assert not style_of('"No." "Yes." ' * 3).single
    assert not style_of("It's his. " * 9).double


def test_foreign_marks_are_left_alone() -> None:
    assert not style_of("«Non.» " * 9).double


def test_two_hyphens_stay_where_the_story_has_them() -> None:
    assert style_of("one--two " * 9).dash == ""
    assert style_of("one--two " * 9, dashes=Habit.ALWAYS).dash == "—"
    assert style_of("one—two " * 9, dashes=Habit.NEVER).dash == ""


def test_spaced_dashes_are_short_where_the_story_has_them_short() -> None:
    style = style_of("one – two " * 9)
    assert written("one -- two", style) == "one – two"
    assert written("one--two", style) == "one—two"


def test_the_sign_for_dots_where_the_story_has_it() -> None:
    assert style_of("So… " * 9).ellipsis
    assert not style_of("So... " * 9).ellipsis
    assert style_of("So... " * 9, ellipses=Habit.ALWAYS).ellipsis


def test_the_writer_may_choose() -> None:
    text = '"It\'s late." ' * 5
    assert style_of(text, quotes=Habit.ALWAYS).double
    assert not style_of("“It’s late.” " * 5, quotes=Habit.NEVER).single
