from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from studio.storage.conflict_copy import alike, copies_of, copy_names, split_copies
from studio.storage.load import load_project
from studio.storage.places import UserFolders
from tests.helpers.desk import make_story

TEXT = "The tide went out further than anyone had seen, and the ferry lay on its side in the mud.\n"


@pytest.mark.parametrize(
    ("stem", "maker", "who", "at"),
    [
        ("Low Water (Ann's conflicted copy 2024-05-01)", "Dropbox", "Ann", datetime(2024, 5, 1)),
        ("Low Water (Ann’s conflicted copy 2024-05-01) (1)", "Dropbox", "Ann", datetime(2024, 5, 1)),
        ("Low Water (James' conflicted copy 2024-05-01)", "Dropbox", "James", datetime(2024, 5, 1)),
        ("Low Water (Ann's Conflicted Copy)", "Dropbox", "Ann", None),
        ("Low Water (conflicted copy 2024-05-01)", "Dropbox", "", datetime(2024, 5, 1)),
        ("Low Water (Case Conflict)", "Dropbox", "", None),
        ("Low Water (Case Conflict 2)", "Dropbox", "", None),
        ("Low Water (conflicted copy 2024-05-01 101112)", "Nextcloud", "", datetime(2024, 5, 1, 10, 11, 12)),
        (
            "Low Water (conflicted copy ann 2024-05-01 101112)",
            "Nextcloud",
            "ann",
            datetime(2024, 5, 1, 10, 11, 12),
        ),
        ("Low Water_conflict-20240501-101112", "ownCloud", "", datetime(2024, 5, 1, 10, 11, 12)),
        ("Low Water_conflict-ann-20240501-101112", "ownCloud", "ann", datetime(2024, 5, 1, 10, 11, 12)),
        (
            "Low Water.sync-conflict-20240501-101112-ABCDEFG",
            "Syncthing",
            "ABCDEFG",
            datetime(2024, 5, 1, 10, 11, 12),
        ),
        (
            "Low Water (SFConflict ann@example.org 2024-05-01-10-11-12)",
            "Seafile",
            "ann@example.org",
            datetime(2024, 5, 1, 10, 11, 12),
        ),
    ],
)
def test_names_that_say_it_plainly(stem: str, maker: str, who: str, at: datetime | None) -> None:
    first = next(copy_names(stem))
    assert (first.base, first.maker, first.who, first.at, first.plain) == ("Low Water", maker, who, at, True)


@pytest.mark.parametrize("stem", ["Low Water 2", "Low Water (1)", "Low Water-LAPTOP", "Low Water-Anns-Mac"])
def test_names_that_only_may_be_copies(stem: str) -> None:
    found = list(copy_names(stem))
    assert "Low Water" in {name.base for name in found}
    assert not any(name.plain for name in found)


@pytest.mark.parametrize(
    "stem", ["Low Water", "Conflict", "The Conflict (again)", "Chapter 1", "sync-conflict"]
)
def test_ordinary_titles_are_no_plain_copies(stem: str) -> None:
    assert not any(name.plain for name in copy_names(stem))


def texts(folder: Path, **chapters: str) -> list[Path]:
    paths = []
    for name, text in chapters.items():
        path = folder / f"{name}.md"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


@pytest.mark.parametrize("name", ["Low 2", "Low (1)", "Low-LAPTOP"])
def test_a_doubtful_name_is_a_copy_only_if_the_text_is_much_the_same(tmp_path: Path, name: str) -> None:
    same = texts(tmp_path, **{"Low": TEXT, name: TEXT.replace("mud", "sand")})
    chapters, copies = split_copies(same, lambda _: False)
    assert (chapters, [copy.path for copy in copies]) == ([same[0]], [same[1]])
    assert not copies[0].sure
    same[1].write_text("Nine days later the letter came, and she read it on the stairs before breakfast.\n")
    assert split_copies(same, lambda _: False) == (same, [])


def test_empty_chapters_with_numbers_are_chapters(tmp_path: Path) -> None:
    paths = texts(tmp_path, **{"New chapter": "", "New chapter 2": "", "New chapter 3": ""})
    assert split_copies(paths, lambda _: False)[1] == []


def test_a_copy_whose_chapter_is_gone_is_the_chapter(tmp_path: Path) -> None:
    paths = texts(tmp_path, **{"Low (Ann's conflicted copy 2024-05-01)": TEXT})
    assert split_copies(paths, lambda _: False) == (paths, [])


def test_a_copy_of_a_copy_belongs_to_the_chapter(tmp_path: Path) -> None:
    twice = "Low (Ann's conflicted copy 2024-05-01) (Bo's conflicted copy 2024-05-02)"
    paths = texts(tmp_path, **{"Low": TEXT, "Low (Ann's conflicted copy 2024-05-01)": "", twice: ""})
    _, copies = split_copies(paths, lambda _: False)
    assert {copy.chapter for copy in copies} == {paths[0]}
    paths.pop(1)
    _, copies = split_copies(paths, lambda _: False)
    assert [copy.chapter for copy in copies] == [paths[0]]


def test_a_file_that_the_order_lists_is_a_chapter(tmp_path: Path) -> None:
    name = "Low (Ann's conflicted copy 2024-05-01)"
    story = make_story(tmp_path / "story", **{"Low": TEXT, name: TEXT})
    load = load_project(story, UserFolders.inside(tmp_path / "home").places)
    assert load.project is not None
    assert ([chapter.title for chapter in load.project.chapters], load.copies) == (["Low", name], ())


def test_copies_are_not_listed_and_no_problem(tmp_path: Path) -> None:
    story = make_story(tmp_path / "story", Low=TEXT, High=TEXT)
    copy = story / "chapters" / "Low.sync-conflict-20240501-101112-ABCDEFG.md"
    copy.write_text(TEXT)
    load = load_project(story, UserFolders.inside(tmp_path / "home").places)
    assert load.project is not None
    assert [chapter.title for chapter in load.project.chapters] == ["Low", "High"]
    assert [(each.path, each.chapter.stem) for each in load.copies] == [(copy, "Low")]
    assert load.problems == ()


def test_loose_folders_and_single_files_know_copies_too(tmp_path: Path) -> None:
    folder = tmp_path / "loose"
    folder.mkdir()
    chapter, copy = texts(folder, **{"Low": TEXT, "Low (Case Conflict)": TEXT})
    texts(folder, **{"Low 2": TEXT})
    places = UserFolders.inside(tmp_path / "home").places
    assert len(load_project(folder, places).copies) == 2
    assert [each.path for each in load_project(chapter, places).copies] == [copy]
    assert copies_of(chapter, ["Low.md", "Low (Case Conflict).md", "Low 2.md"])[0].maker == "Dropbox"


def test_alike_is_about_words(tmp_path: Path) -> None:
    assert alike(TEXT, TEXT.upper())
    assert not alike("", "")
    assert not alike("One two three.", "One two three.")


def test_a_copy_of_a_characters_sheet_is_no_character_but_said(tmp_path: Path) -> None:
    story = make_story(tmp_path / "story", Low=TEXT)
    sheets = story / "characters"
    sheets.mkdir()
    texts(sheets, **{"Ilvane": "Tall.\n", "Ilvane (Ann's conflicted copy 2024-05-01)": "Short.\n"})
    load = load_project(story, UserFolders.inside(tmp_path / "home").places)
    assert load.project is not None
    assert [sheet.name for sheet in load.project.sheets] == ["Ilvane"]
    assert [problem.sentence.split(";")[0] for problem in load.problems] == [
        "Dropbox left a second version of the sheet “Ilvane”"
    ]
