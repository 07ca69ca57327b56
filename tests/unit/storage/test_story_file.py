from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from studio.model.project import StorySettings
from studio.model.tense import Tense
from studio.storage.error import SaveError
from studio.storage.story_change import set_order, set_settings, set_texts, set_title
from studio.storage.story_file import edit_story, parse_story, read_story

STORY = """\
# my story
title = "Low Water"   # working title
mood = "grey"
order = [
    "One.md",  # the storm
    "Two.md",
]

[proofreading]
tense = "present"
words = ["skerry"]

[plugin]
answer = 42
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "story.toml"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_everything_known_is_read(file: Path) -> None:
    story, problems = read_story(file)
    assert (story.title, story.order, problems) == ("Low Water", ("One.md", "Two.md"), ())
    assert story.settings == StorySettings(tense=Tense.PRESENT, words=("skerry",))


def test_comments_and_unknown_keys_survive(file: Path) -> None:
    edit_story(file, set_texts(author="Ada"), set_order(["Two.md", "Zero.md", "One.md"]))
    text = file.read_text(encoding="utf-8")
    assert "# my story" in text
    assert "# working title" in text
    table = tomllib.loads(text)
    assert (table["mood"], table["plugin"], table["author"]) == ("grey", {"answer": 42}, "Ada")
    assert table["order"] == ["Two.md", "Zero.md", "One.md"]


def test_adding_a_chapter_keeps_the_comments_beside_the_others(file: Path) -> None:
    edit_story(file, set_order(["One.md", "Between.md", "Two.md"]))
    assert '"One.md",  # the storm' in file.read_text(encoding="utf-8").replace(", #", ",  #")


def test_chapters_that_are_missing_for_now_keep_their_place(file: Path) -> None:
    edit_story(file, set_order(["Two.md"]))
    assert read_story(file)[0].order == ("One.md", "Two.md")
    edit_story(file, set_order(["Two.md"], gone=["One.md"]))
    assert read_story(file)[0].order == ("Two.md",)


def test_settings_come_back_as_they_were_saved(file: Path) -> None:
    settings = StorySettings(Tense.PAST, "en-GB", ("skerry", "haar"), ("k1",), ("r.a",), ("Ro",))
    edit_story(file, set_settings(settings))
    assert read_story(file)[0].settings == settings
    edit_story(file, set_settings(StorySettings()))
    assert read_story(file)[0].settings == StorySettings()


def test_titles_that_names_cannot_hold_are_kept_and_forgotten(file: Path) -> None:
    edit_story(file, set_title("What now.md", "What now?"))
    assert read_story(file)[0].titles == {"What now.md": "What now?"}
    edit_story(file, set_title("What now.md", None))
    assert read_story(file)[0].titles == {}


def test_a_change_that_changes_nothing_leaves_the_file_alone(file: Path) -> None:
    before = file.stat().st_ino
    edit_story(
        file, set_texts(title="Low Water"), set_settings(StorySettings(Tense.PRESENT, words=("skerry",)))
    )
    assert file.stat().st_ino == before
    assert file.read_text(encoding="utf-8") == STORY


def test_a_missing_file_is_made(tmp_path: Path) -> None:
    edit_story(tmp_path / "new" / "story.toml", set_texts(title="New"))
    assert read_story(tmp_path / "new" / "story.toml")[0].title == "New"


@pytest.mark.parametrize("data", [b"title = ", b"\xff\xfe\x00", b"a = " + b"[" * 50_000, b"a=1\na=2\n"])
def test_broken_files_open_empty_with_a_sentence(data: bytes) -> None:
    story, problems = parse_story(data)
    assert story.order == ()
    assert len(problems) == 1


def test_broken_files_are_never_written_over(file: Path) -> None:
    file.write_bytes(b"title = ")
    with pytest.raises(SaveError, match="mend it"):
        edit_story(file, set_texts(title="x"))
    assert file.read_bytes() == b"title = "


def test_values_of_the_wrong_kind_are_passed_over_one_by_one() -> None:
    story, problems = parse_story(b'title = 3\norder = ["a.md", 4]\nproofreading = 1\nauthor = "A"\n')
    assert (story.title, story.author, story.order) == ("", "A", ("a.md",))
    assert [problem.sentence.split("”")[0] for problem in problems] == ["“proofreading", "“title", "“order"]
