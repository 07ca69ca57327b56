from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio.storage.load import LoadResult, load_project
from studio.storage.places import UserFolders


def write(root: Path, **files: str) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def story(tmp_path: Path) -> Path:
    files = {
        "story.toml": 'title = "Low Water"\norder = ["Two.md", "One.md"]\n',
        "chapters/One.md": "One.",
        "chapters/Two.md": "Two.",
        "characters/Ro Vane.md": '+++\naliases = ["Ro"]\n+++\n\nTall.\n',
    }
    return write(tmp_path / "story", **files)


def load(path: Path) -> LoadResult:
    return load_project(path, UserFolders.inside(path.parent / "home").places)


def titles(path: Path) -> list[str]:
    project = load(path).project
    assert project is not None
    return [chapter.title for chapter in project.chapters]


def sentences(path: Path) -> str:
    return " ".join(problem.sentence for problem in load(path).problems)


def test_a_story_opens_with_its_order_and_sheets(story: Path) -> None:
    result = load(story)
    assert result.project is not None
    assert (result.project.kind, result.project.title, result.problems) == ("story", "Low Water", ())
    assert titles(story) == ["Two", "One"]
    assert [sheet.aliases for sheet in result.project.sheets] == [("Ro",)]


def test_its_toml_file_opens_the_story(story: Path) -> None:
    assert titles(story / "story.toml") == ["Two", "One"]


def test_a_loose_folder_opens_in_natural_order_and_stays_clean(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "loose", **{"b 10.txt": "", "b 9.txt": "", "a/x.md": "", "n.docx": "", ".h.md": ""}
    )
    before = sorted(folder.rglob("*"))
    assert titles(folder) == ["x", "b 9", "b 10"]
    assert sorted(folder.rglob("*")) == before


def test_one_file_opens_alone(story: Path) -> None:
    project = load(story / "chapters" / "One.md").project
    assert project is not None
    assert (project.kind, [chapter.id for chapter in project.chapters]) == ("file", ["One.md"])


def test_nothing_at_the_path_is_a_sentence(tmp_path: Path) -> None:
    assert load(tmp_path / "gone").project is None
    assert "There is no file or folder “gone”" in sentences(tmp_path / "gone")


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000])
def test_impossible_paths_are_a_sentence(tmp_path: Path, path: str) -> None:
    result = load(tmp_path / path)
    assert result.project is None
    assert result.problems


def test_missing_and_unlisted_chapters_are_said(story: Path) -> None:
    (story / "chapters" / "One.md").rename(story / "chapters" / "Three.md")
    assert titles(story) == ["Two", "Three"]
    assert "“One.md” is listed, but its file is missing" in sentences(story)
    assert "“Three.md” is not in the order" in sentences(story)


def test_names_match_whatever_their_case_and_unicode_form(story: Path) -> None:
    write(story, **{"story.toml": 'order = ["CAFE\u0301.md"]\n', "chapters/café.md": ""})
    assert titles(story)[0] == "café"


def test_a_broken_story_file_still_opens_the_chapters(story: Path) -> None:
    (story / "story.toml").write_text("order = [", encoding="utf-8")
    assert titles(story) == ["One", "Two"]
    assert "has a mistake" in sentences(story)


def test_a_lost_story_file_still_opens_the_story(story: Path) -> None:
    (story / "story.toml").unlink()
    (story / ".story-studio").mkdir()
    assert load(story).project.kind == "story"  # type: ignore[union-attr]
    assert "“story.toml” is missing" in sentences(story)


def test_texts_beside_the_story_file_are_found(story: Path) -> None:
    (story / "chapters").rename(story / "texts")
    write(story, **{"Alone.md": "x"})
    assert titles(story) == ["Alone"]
    assert "folder “chapters” is missing" in sentences(story)


@pytest.mark.parametrize("entry", ["../secret.md", "/etc/passwd", "..\\\\x.md", "C:/x.md"])
def test_the_order_cannot_lead_out_of_the_story(story: Path, entry: str) -> None:
    write(story.parent, **{"secret.md": "x"})
    write(story, **{"story.toml": f'order = ["{entry}"]\n'})
    assert sorted(titles(story)) == ["One", "Two"]
    assert "leads out of the story" in sentences(story)


def test_links_out_of_the_story_are_left_out(story: Path, tmp_path: Path) -> None:
    write(tmp_path, **{"secret.md": "x"})
    (story / "chapters" / "Link.md").symlink_to(tmp_path / "secret.md")
    (story / "chapters" / "Dead.md").symlink_to(story / "nothing.md")
    assert "Link" not in titles(story)
    assert "is a link out of the story" in sentences(story)
    assert "is a link to nothing" in sentences(story)


def test_links_inside_the_story_count(story: Path) -> None:
    (story / "chapters" / "Again.md").symlink_to(story / "chapters" / "One.md")
    assert "Again" in titles(story)


def test_a_history_outside_the_story_makes_it_read_only(story: Path, tmp_path: Path) -> None:
    (story / "history").symlink_to(tmp_path)
    assert load(story).read_only


def test_circles_of_folders_end(story: Path) -> None:
    (story / "chapters" / "round").symlink_to(story / "chapters")
    assert titles(story) == ["Two", "One"]


def test_pipes_and_nameless_files_are_passed_over(story: Path) -> None:
    os.mkfifo(story / "chapters" / "Pipe.md")
    Path(os.fsdecode(os.fsencode(story / "chapters") + b"/\xff.md")).write_bytes(b"x")
    assert titles(story) == ["Two", "One"]
    assert "not an ordinary file" in sentences(story)
    assert "is not valid text" in sentences(story)


def test_a_title_that_no_name_can_hold_comes_from_the_story_file(story: Path) -> None:
    write(story, **{"story.toml": '[titles]\n"One.md" = "One?"\n'})
    assert "One?" in titles(story)


@pytest.mark.parametrize("name", [".story-studio/step.json", "history/trash/about.json"])
def test_a_file_of_the_studio_that_leads_out_makes_it_read_only(story: Path, name: str) -> None:
    secret = story.parent / "secret.txt"
    secret.write_text("Mine.")
    (story / name).parent.mkdir(parents=True, exist_ok=True)
    (story / name).symlink_to(secret)
    assert load(story).read_only
    (story / name).unlink()
    (story / name).symlink_to(story / "story.toml")
    assert not load(story).read_only
