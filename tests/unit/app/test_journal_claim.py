from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.helpers.desk import ONE, TWO, Desk, make_story

LONG = "The tide went out further than anyone had seen, and the ferry lay on its side in the mud.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(make_story(tmp_path / "story", One="It began.\n", Two=LONG))
    desk.type("Unsaved.")
    desk.scheduler.advance(0.5)
    return desk


def crashed(desk: Desk) -> Path:
    """The process is gone; its lock is stale."""
    assert desk.session.story is not None
    desk.session.story.places.lock.unlink()
    return desk.root


def test_a_story_that_was_renamed_after_a_crash_finds_its_journal(desk: Desk, tmp_path: Path) -> None:
    again = Desk(crashed(desk).rename(tmp_path / "Another Name"))
    assert again.open().text == "It began.\nUnsaved."
    assert again.told["recovered"][0].applied
    again.scheduler.advance(2)
    assert again.on_disk() == "It began.\nUnsaved."
    assert again.journals() == []


def test_a_story_moved_with_another_in_its_place_finds_its_journal(desk: Desk, tmp_path: Path) -> None:
    moved = crashed(desk).rename(tmp_path / "old")
    other = Desk(make_story(tmp_path / "story", Three="Another story.\n"))
    other.session.close()
    kept = list((tmp_path / "story" / "history").rglob("*.md"))
    again = Desk(moved)
    text = again.open().text
    assert text == "It began.\nUnsaved." or any("Unsaved." in path.read_text() for path in kept)


def test_a_moved_story_whose_file_changed_is_asked(desk: Desk, tmp_path: Path) -> None:
    desk.type("Unsaved too.", chapter_id=TWO)
    desk.scheduler.advance(0.5)
    moved = crashed(desk).rename(tmp_path / "new")
    (moved / TWO).write_text(f"Prologue.\n\n{LONG}")
    again = Desk(moved)
    assert again.open(TWO).text == f"Prologue.\n\n{LONG}"
    offer = next(each for each in again.told["recovered"] if each.id == TWO)
    assert (offer.applied, offer.after) == (False, f"Prologue.\n\n{LONG}Unsaved too.")


def test_a_chapter_renamed_after_a_crash_finds_its_journal(desk: Desk) -> None:
    root = crashed(desk)
    (root / ONE).rename(root / "chapters" / "Uno.md")
    again = Desk(root)
    assert again.session.project is not None
    uno = next(chapter.id for chapter in again.session.project.chapters if chapter.title == "Uno")
    assert again.open(uno).text == "It began.\nUnsaved."


def test_a_single_file_that_was_renamed_finds_its_journal(tmp_path: Path) -> None:
    path = tmp_path / "letters" / "draft.txt"
    path.parent.mkdir()
    path.write_text("Dear Ann,\n")
    desk = Desk(path)
    assert desk.session.project is not None
    desk.type("it rains.", chapter_id=desk.session.project.chapters[0].id)
    desk.scheduler.advance(0.5)
    crashed(desk)
    again = Desk(path.rename(path.with_name("letter.txt")), start=False)
    again.home = desk.home
    again.session._places_factory = desk.home.places
    again.session.open(path.with_name("letter.txt"))
    assert again.session.project is not None
    assert again.open(again.session.project.chapters[0].id).text == "Dear Ann,\nit rains."


def test_a_copy_of_a_story_does_not_take_the_journal_of_the_first(desk: Desk, tmp_path: Path) -> None:
    root = crashed(desk)
    copy = Desk(Path(shutil.copytree(root, tmp_path / "copy")))
    assert copy.open().text == "It began.\n"
    assert Desk(root).open().text == "It began.\nUnsaved."


def test_the_journal_of_a_running_program_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(desk.root, tmp_path / "copy"))
    (copy / ".story-studio" / "lock").unlink()
    desk.file().write_text("Changed outside.\n")
    assert Desk(copy).open().text == "It began.\n"
    assert len(desk.journals()) == 1


def test_a_damaged_note_is_as_none(desk: Desk, tmp_path: Path) -> None:
    for note in desk.home.state.rglob("place.json"):
        note.write_text("[1")
    again = Desk(crashed(desk).rename(tmp_path / "new"))
    assert again.open().text == "It began.\n"
    assert len(desk.journals()) == 1


def test_an_offer_that_was_declined_is_not_made_again(desk: Desk) -> None:
    desk.file().write_text("It began anew.\n")
    again = desk.crash()
    again.open()
    again.session.keep_file(again.told["recovered"][0])
    assert again.journals() == []
    assert again.kept()["recovered typing"] == "It began.\nUnsaved."
    third = again.crash()
    third.open()
    assert third.told["recovered"] == []


def test_a_copy_gets_nothing_even_when_the_first_was_changed_since(desk: Desk, tmp_path: Path) -> None:
    root = crashed(desk)
    copied = Path(shutil.copytree(root, tmp_path / "copy"))
    desk.file().write_text("It began anew.\n")
    copy = Desk(copied)
    assert copy.open().text == "It began.\n"
    assert copy.told["recovered"] == []
    first = Desk(root)
    first.open()
    assert "Unsaved." in first.told["recovered"][0].after


def test_a_copy_of_a_story_that_is_gone_says_where_the_typing_comes_from(desk: Desk, tmp_path: Path) -> None:
    root = crashed(desk)
    copied = Path(shutil.copytree(root, tmp_path / "copy"))
    shutil.rmtree(root)
    copy = Desk(copied)
    assert copy.open().text == "It began.\nUnsaved."
    assert f"was typed in “{root}”, which is gone" in copy.sentences()


def test_a_moved_story_is_known_and_asks_nothing(desk: Desk, tmp_path: Path) -> None:
    again = Desk(crashed(desk).rename(tmp_path / "new"))
    assert again.open().text == "It began.\nUnsaved."
    assert not again.sentences()


def test_another_story_in_the_same_place_leaves_the_typing_to_its_own(desk: Desk, tmp_path: Path) -> None:
    moved = crashed(desk).rename(tmp_path / "old")
    other = Desk(make_story(tmp_path / "story", One="Quite another story.\n"))
    assert other.open().text == "Quite another story.\n"
    assert other.told["recovered"] == []
    assert "which lay in this folder before, was not brought in" in other.sentences()
    other.type("More of it. ", 0)
    other.session.close()
    assert not list((tmp_path / "story" / "history").rglob("*recovered*"))
    again = Desk(moved)
    assert again.open().text == "It began.\nUnsaved."


def test_a_story_put_back_from_a_copy_still_gets_its_typing(desk: Desk, tmp_path: Path) -> None:
    root = crashed(desk)
    shutil.copytree(root, tmp_path / "backup")
    shutil.rmtree(root)
    shutil.copytree(tmp_path / "backup", tmp_path / "elsewhere")
    (tmp_path / "elsewhere").rename(root)
    again = Desk(root)
    assert again.open().text == "It began.\nUnsaved."
