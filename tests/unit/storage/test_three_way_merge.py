from __future__ import annotations

import pytest

from studio.storage.merge import Hunk, merge

BASE = "The gate was shut. The rain fell.\n\nShe waited.\n\nNobody came.\n"


def test_one_side_alone_is_taken_whole() -> None:
    assert merge(BASE, BASE, "new").text == "new"
    assert merge(BASE, "new", BASE).text == "new"


def test_changes_of_different_paragraphs_go_together() -> None:
    mine = BASE.replace("She waited.", "She waited an hour.")
    theirs = BASE.replace("Nobody came.", "Nobody came back.")
    result = merge(BASE, mine, theirs)
    assert result.conflicts == ()
    assert result.text == mine.replace("Nobody came.", "Nobody came back.")


def test_changes_of_different_sentences_of_one_paragraph_go_together() -> None:
    mine = BASE.replace("was shut", "stood open")
    theirs = BASE.replace("rain fell", "snow fell")
    assert merge(BASE, mine, theirs).text == mine.replace("rain fell", "snow fell")


def test_equal_changes_count_once() -> None:
    mine = BASE.replace("She", "He")
    theirs = mine.replace("Nobody", "No one")
    assert merge(BASE, mine, theirs).text == theirs


def test_one_sentence_changed_by_both_is_a_conflict() -> None:
    mine, theirs = BASE.replace("waited", "slept"), BASE.replace("waited", "ran")
    result = merge(BASE, mine, theirs)
    assert result.conflicts == (Hunk("She waited.\n", "She slept.\n", "She ran.\n"),)
    assert result.text == mine
    assert result.assembled(lambda _: "theirs") == theirs
    assert "She slept.\nShe ran.\n" in result.assembled(lambda _: "both")
    assert result.assembled(lambda _: "base") == BASE


def test_a_paragraph_deleted_here_and_changed_there_is_a_conflict() -> None:
    mine, theirs = BASE.replace("She waited.\n", ""), BASE.replace("waited", "ran")
    assert merge(BASE, mine, theirs).conflicts == (Hunk("She waited.\n", "", "She ran.\n"),)


def test_two_insertions_at_one_place_are_a_conflict() -> None:
    result = merge(BASE, BASE + "Mine.\n", BASE + "Theirs.\n")
    assert result.conflicts == (Hunk("", "Mine.\n", "Theirs.\n"),)


def test_an_insertion_beside_a_change_goes_together_with_it() -> None:
    mine = BASE.replace("She waited.\n", "She slept.\n")
    theirs = BASE.replace("She waited.\n", "Night.\nShe waited.\n")
    assert merge(BASE, mine, theirs).text == BASE.replace("She waited.\n", "Night.\nShe slept.\n")


@pytest.mark.parametrize(
    ("mine", "theirs", "both"), [("a", "b", "a b"), ("a\n", "b\n", "a\nb\n"), ("", "b", "b")]
)
def test_both_keeps_every_word_apart(mine: str, theirs: str, both: str) -> None:
    assert Hunk("x", mine, theirs).chosen("both") == both


def test_a_long_chapter_full_of_equal_lines_merges_at_once() -> None:
    base = "".join(f"Line {n % 50}.\n\n" for n in range(4000))
    mine, theirs = base.replace("Line 7.", "Line seven.", 1), base + "The end.\n"
    assert merge(base, mine, theirs).text == mine + "The end.\n"


def test_a_last_paragraph_without_a_line_end_does_not_run_into_the_next() -> None:
    result = merge("\n\n", "\n\nMine.\nMore.", "\nTheirs.")
    assert result.conflicts == ()
    assert result.text.split("\n") == ["", "Theirs.", "Mine.", "More."]


def test_a_last_sentence_without_a_line_end_does_not_run_into_the_next() -> None:
    result = merge("One.\nTwo, three.\n", "One.\nTwo.\nFour.", "One.\nFive")
    assert "FiveFour" not in result.assembled(lambda _: "theirs")
    assert "FourFive" not in result.assembled(lambda _: "both")
