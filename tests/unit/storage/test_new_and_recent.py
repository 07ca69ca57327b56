from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from studio.storage.error import SaveError
from studio.storage.load import load_project
from studio.storage.places import UserFolders
from studio.storage.recent import MOST, Recents
from studio.storage.template import new_project, template_names

NOW = datetime(2026, 5, 6, 7, 8, 9)


def test_there_are_templates_for_a_novel_and_a_short_story() -> None:
    assert {"novel", "short story"} <= set(template_names())


@pytest.mark.parametrize("template", template_names())
def test_every_template_makes_a_story_without_problems(tmp_path: Path, template: str) -> None:
    path = new_project(tmp_path / "new", 'The "Gate"', "Ada", template=template, language="en-GB")
    result = load_project(path, UserFolders.inside(tmp_path).places)
    assert result.problems == ()
    assert result.project is not None
    assert (result.project.title, result.project.author) == ('The "Gate"', "Ada")
    assert result.project.settings.dialect == "en-GB"
    assert result.project.chapters


def test_a_folder_with_something_in_it_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(SaveError, match="exists already"):
        new_project(tmp_path, "New")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_unknown_template_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="no template called “poem”"):
        new_project(tmp_path / "new", "New", template="poem")


def test_stories_are_remembered_newest_first_and_once(tmp_path: Path) -> None:
    recents = Recents(tmp_path / "config" / "recents.toml")
    for number, name in enumerate(["a", "b", "a"]):
        (tmp_path / name).mkdir(exist_ok=True)
        recents.add(tmp_path / name, name.upper(), NOW + timedelta(minutes=number))
    assert [(recent.title, recent.opened) for recent in recents.load()] == [
        ("A", NOW + timedelta(minutes=2)),
        ("B", NOW + timedelta(minutes=1)),
    ]


def test_gone_and_forgotten_stories_are_not_shown(tmp_path: Path) -> None:
    recents = Recents(tmp_path / "recents.toml")
    for name in ("a", "b"):
        recents.add(tmp_path / name, name, NOW)
    (tmp_path / "a").mkdir()
    assert [recent.title for recent in recents.load()] == ["a"]
    recents.forget(tmp_path / "a")
    assert recents.load() == ()


def test_the_list_stays_short_and_survives_damage(tmp_path: Path) -> None:
    recents = Recents(tmp_path / "recents.toml")
    for number in range(MOST + 5):
        (tmp_path / f"{number}").mkdir()
        recents.add(tmp_path / f"{number}", "t", NOW)
    assert len(recents.load()) == MOST
    (tmp_path / "recents.toml").write_text("story = 5")
    assert recents.load() == ()
