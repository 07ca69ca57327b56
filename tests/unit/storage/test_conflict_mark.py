from __future__ import annotations

import pytest

from studio.storage.conflict_mark import read_marks
from studio.storage.merge import Hunk

TWO_WAY = """It began.

<<<<<<< HEAD
She waited an hour.
=======
She waited all night.
>>>>>>> second-draft

It ended.
"""
DIFF3 = """It began.
<<<<<<< ours
She slept. Nobody came. The rain fell.
||||||| 4f2a91c
She waited. Nobody came. The rain fell.
=======
She ran. Nobody came. The snow fell.
>>>>>>> theirs
It ended.
"""


def test_the_marks_of_git() -> None:
    found = read_marks(TWO_WAY)
    assert found is not None
    assert (found.mine, found.theirs) == ("HEAD", "second-draft")
    assert found.result.conflicts == (Hunk("", "She waited an hour.\n", "She waited all night.\n"),)
    assert found.result.assembled(lambda _: "theirs") == "It began.\n\nShe waited all night.\n\nIt ended.\n"


def test_with_what_both_started_from_equal_and_single_changes_go_together() -> None:
    found = read_marks(DIFF3)
    assert found is not None
    assert found.result.conflicts == (Hunk("She waited. ", "She slept. ", "She ran. "),)
    assert found.result.text == "It began.\nShe slept. Nobody came. The snow fell.\nIt ended.\n"


def test_one_side_may_be_empty_and_the_file_may_end_without_a_line_end() -> None:
    found = read_marks("<<<<<<< a\nOne.\n=======\n>>>>>>> b")
    assert found is not None
    assert found.result.conflicts == (Hunk("", "One.\n", ""),)


@pytest.mark.parametrize(
    "text",
    [
        "Title\n=======\n\nText.\n",
        "<<<<<<< a\nOne.\n",
        "<<<<<<< a\nOne.\n>>>>>>> b\n",
        ">>>>>>> b\n<<<<<<< a\n=======\n",
        "<<<<<<< a\n<<<<<<< b\n=======\n>>>>>>> b\n=======\n>>>>>>> a\n",
        "She said <<<<<<< and >>>>>>> to me.\n",
    ],
)
def test_what_is_no_conflict_stays_text(text: str) -> None:
    assert read_marks(text) is None


def test_equal_sides_need_no_answer() -> None:
    both = "<<<<<<< a\nOne.\n=======\nOne.\n>>>>>>> b\n"
    found = read_marks(both + TWO_WAY)
    assert found is not None
    assert len(found.result.conflicts) == 1
    assert found.result.text.startswith("One.\nIt began.")
