from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.storage.error import SaveError
from studio.storage.story_change import set_texts
from studio.storage.story_file import edit_story, parse_story, read_story
from studio.storage.story_mark import MARKED, find_story_marks, read_story_marks

MARKED_STORY = """\
# my story
title = "Low Water"
<<<<<<< HEAD
order = ["One.md", "Between.md", "Two.md"]
author = "Ada"
=======
order = ["One.md", "Two.md", "Three.md"]
author = "Bea"
>>>>>>> feature

[proofreading]
words = ["skerry"]
"""


def test_it_opens_with_both_put_together() -> None:
    story, problems = parse_story(MARKED_STORY.encode())
    assert story.title == "Low Water"
    assert story.author == "Ada"
    assert story.order == ("One.md", "Between.md", "Two.md", "Three.md")
    assert story.settings.words == ("skerry",)
    assert [problem.sentence for problem in problems] == [MARKED]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_sides_are_whole_texts(ends: str) -> None:
    marks = read_story_marks(MARKED_STORY.replace("\n", ends))
    assert marks is not None
    assert marks.names == ("HEAD", "feature")
    assert tomllib.loads(marks.chosen("mine"))["author"] == "Ada"
    assert tomllib.loads(marks.chosen("theirs"))["order"] == ["One.md", "Two.md", "Three.md"]
    assert "# my story" in marks.chosen("both")


def test_the_base_of_the_longer_style_is_left_out() -> None:
    text = MARKED_STORY.replace("=======\n", "||||||| base\nauthor = 'Eve'\n=======\n")
    marks = read_story_marks(text)
    assert marks is not None
    assert "Eve" not in marks.mine + marks.theirs


def test_a_side_that_cannot_be_read_leaves_the_other() -> None:
    text = MARKED_STORY.replace('author = "Bea"', 'author = "Bea')
    story, problems = parse_story(text.encode())
    assert (story.author, story.order[1]) == ("Ada", "Between.md")
    assert problems[0].sentence == MARKED
    marks = read_story_marks(text)
    assert marks is not None
    for choice in ("theirs", "both"):
        with pytest.raises(SaveError, match="choose the other one"):
            marks.chosen(choice)  # type: ignore[arg-type]
    assert tomllib.loads(marks.chosen("mine"))["author"] == "Ada"


@pytest.mark.parametrize(
    "text",
    [
        "",
        'title = "a"\n',
        MARKED_STORY.replace(">>>>>>> feature\n", ""),
        MARKED_STORY.replace("<<<<<<< HEAD\n", ""),
        MARKED_STORY.replace("=======\n", ""),
        f"{MARKED_STORY}<<<<<<< HEAD\n",
    ],
)
def test_marks_that_do_not_fit_together_are_none(text: str) -> None:
    assert read_story_marks(text) is None


def test_where_neither_side_can_be_read_it_opens_without_settings() -> None:
    story, problems = parse_story(MARKED_STORY.replace('title = "Low Water"', "title = [").encode())
    assert story.order == ()
    assert "has a mistake" in problems[0].sentence


def test_nothing_is_written_over_the_marks(tmp_path: Path) -> None:
    file = tmp_path / "story.toml"
    file.write_text(MARKED_STORY, encoding="utf-8")
    with pytest.raises(SaveError, match="two versions"):
        edit_story(file, set_texts(author="Eve"))
    assert file.read_text(encoding="utf-8") == MARKED_STORY
    assert read_story(file)[0].author == "Ada"
    marks = find_story_marks(file)
    assert marks is not None
    assert marks.marked == MARKED_STORY


_NAMES = st.lists(st.sampled_from([f"{n}.md" for n in range(8)]), unique=True)
_SIDE = st.fixed_dictionaries(
    {}, optional={"order": _NAMES, "words": _NAMES, "title": st.sampled_from("abc")}
)


@given(mine=_SIDE, theirs=_SIDE)
def test_both_together_has_what_either_has(mine: dict[str, object], theirs: dict[str, object]) -> None:
    sides = ["".join(f"{key} = {value!r}\n" for key, value in side.items()) for side in (mine, theirs)]
    marks = read_story_marks(f"x = 1\n<<<<<<< a\n{sides[0]}=======\n{sides[1]}>>>>>>> b\n")
    assert marks is not None
    both = tomllib.loads(marks.chosen("both"))
    assert both == marks.table()
    for side in (mine, theirs):
        for key, value in side.items():
            if isinstance(value, list):
                assert set(value) <= set(both[key])
                assert len(both[key]) == len(set(both[key]))
            else:
                assert both[key] == mine.get(key, value)
