"""Saving where disks and names are poor: the text is whole somewhere, and the writer is told."""

from __future__ import annotations

import errno
import os
import shutil
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from studio.model.chapter import ChapterId
from studio.storage.chapter_file import READ_ONLY_ABOVE, read_chapter, write_chapter
from studio.storage.file_read import digest
from studio.storage.lock import StoryLock
from studio.storage.places import UserFolders
from tests.helpers.desk import ONE, TWO, Desk, make_story


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(make_story(tmp_path / "story", One="It began.\n", Two="It went on.\n"))


def refuse_renames(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "refused")

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(os, "rename", refuse)
    monkeypatch.setattr(os, "link", refuse)


def save(desk: Desk) -> None:
    desk.session.save_now()


def test_a_network_drive_that_refuses_renames(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_renames(monkeypatch)
    desk.type("Then.\n")
    save(desk)
    desk.type("And then.\n")
    save(desk)
    assert desk.on_disk() == "It began.\nThen.\nAnd then.\n"
    assert desk.told["chapter_saved"][-1].saved
    assert desk.sentences().count("does not let a new file take the place") == 1
    assert not list(desk.file().parent.glob(".studio-*"))


def test_chapters_are_renamed_removed_and_brought_back_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_renames(monkeypatch)
    desk.session.rename_chapter(ONE, "First")
    first = ChapterId("chapters/First.md")
    assert desk.on_disk(first) == "It began.\n"
    desk.session.delete_chapter(first)
    assert not desk.file(first).exists()
    desk.session.undo_structure()
    assert desk.on_disk(first) == "It began.\n"
    assert sorted(path.name for path in (desk.root / "chapters").iterdir()) == ["First.md", "Two.md"]


def test_a_dead_lock_gives_way_there(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.session.close()
    StoryLock(desk.root / ".story-studio" / "lock", host="elsewhere").acquire()
    os.utime(desk.root / ".story-studio" / "lock", (0, 0))
    refuse_renames(monkeypatch)
    assert not Desk(desk.root).session.read_only


def test_its_old_text_is_kept_before_it_is_written_over(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_renames(monkeypatch)
    desk.type("Then.\n")
    save(desk)
    kept = [path.read_text() for path in (desk.root / "history" / "One").iterdir()]
    assert kept == ["It began.\n"]


def test_a_save_that_a_crash_tore_is_completed_at_the_next_start(desk: Desk) -> None:
    desk.session.close()
    desk.file().write_bytes(b"It be\0\0\0")
    beside = desk.file().with_name(".studio-1.whole")
    beside.write_bytes(b"One.md\nIt began.\nAnd it was whole.\n")
    again = Desk(desk.root)
    assert again.open().text == "It began.\nAnd it was whole.\n"
    assert not beside.exists()


def test_a_torn_save_of_a_file_that_changed_since_is_in_the_trash(desk: Desk) -> None:
    desk.session.close()
    beside = desk.file().with_name(".studio-1.whole")
    beside.write_bytes(b"One.md\nAnother text.\n")
    again = Desk(desk.root)
    assert again.open().text == "It began.\n"
    assert "is in the trash" in again.sentences()
    assert [path.read_text() for path in (desk.root / "history" / "trash").glob("*.md")] == [
        "Another text.\n"
    ]
    assert not beside.exists()


def test_a_drive_without_sync_is_said_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def no_sync(handle: int) -> None:
        if "story" in str(Path(f"/proc/self/fd/{handle}").readlink()):
            raise OSError(errno.EINVAL, "no sync")
        real(handle)

    monkeypatch.setattr(os, "fsync", no_sync)
    for text in ("a", "b", "c"):
        desk.type(text)
        save(desk)
    assert desk.on_disk() == "It began.\nabc"
    assert desk.sentences().count("does not say whether") == 1


def test_a_full_disk_is_tried_again_at_the_next_edit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        desk.type("a")
        desk.scheduler.advance(40)
        assert "The disk is full" in desk.sentences()
    desk.type("b")  # there is room again
    desk.scheduler.advance(2)
    assert desk.on_disk() == "It began.\nab"


def test_room_that_comes_back_is_noticed_without_an_edit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        desk.type("a")
        desk.scheduler.advance(300)
    desk.scheduler.advance(11)
    assert desk.on_disk() == "It began.\na"


def test_chapters_whose_names_differ_only_in_case_or_form_keep_their_texts(tmp_path: Path) -> None:
    names = ["Cafe\u0301", unicodedata.normalize("NFC", "Cafe\u0301"), "one", "One", "ONE"]
    desk = Desk(make_story(tmp_path / "story", **{name: f"{n}.\n" for n, name in enumerate(names)}))
    assert desk.session.project is not None
    if len(desk.session.project.chapters) != len(names):
        pytest.skip("this disk takes such names for one")
    for number, name in enumerate(names):
        desk.type(f"More of {number}.\n", chapter_id=ChapterId(f"chapters/{name}.md"))
    save(desk)
    for number, name in enumerate(names):
        assert desk.on_disk(ChapterId(f"chapters/{name}.md")) == f"{number}.\nMore of {number}.\n"
    desk.crash()


@pytest.mark.parametrize("title", ["ONE", "one", "oNe"])
def test_a_new_chapter_never_takes_a_name_that_some_disk_takes_for_another(desk: Desk, title: str) -> None:
    desk.session.add_chapter(title)
    desk.session.rename_chapter(TWO, title)
    names = sorted(path.name.casefold() for path in (desk.root / "chapters").iterdir())
    assert len(set(names)) == 3
    assert desk.on_disk(ONE) == "It began.\n"


def test_names_as_long_as_a_disk_allows(tmp_path: Path) -> None:
    name = "ä" * 120 + "abcdefghijk"  # with ".md" 254 bytes
    desk = Desk(make_story(tmp_path / "story", **{name: "Long.\n"}))
    chapter = ChapterId(f"chapters/{name}.md")
    desk.type("More.\n", chapter_id=chapter)
    save(desk)
    assert desk.on_disk(chapter) == "Long.\nMore.\n"
    assert list(desk.kept(chapter).values()) == ["Long.\n"]
    desk.type("Typed.\n", chapter_id=chapter)
    desk.scheduler.advance(0.5)
    again = desk.crash()
    assert again.open(chapter).text == "Long.\nMore.\nTyped.\n"
    save(again)
    again.session.delete_chapter(chapter)
    again.session.undo_structure()
    assert again.on_disk(chapter) == "Long.\nMore.\nTyped.\n"
    assert desk.told["save_failed"] == again.told["save_failed"] == []


def test_a_folder_deep_below(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a folder with a long name " * 2] * 5)
    desk = Desk(make_story(deep / "story", One="Deep.\n"))
    assert len(str(desk.file())) > 250
    desk.type("More.\n")
    save(desk)
    assert desk.on_disk() == "Deep.\nMore.\n"


def test_a_link_to_a_chapter_is_written_through(desk: Desk) -> None:
    (desk.root / "notes").mkdir()
    (desk.root / "notes" / "real.md").write_text("Real.\n")
    (desk.root / "chapters" / "Link.md").symlink_to("../notes/real.md")
    again = Desk(desk.root) if desk.session.close() else desk
    again.type("More.\n", chapter_id=ChapterId("chapters/Link.md"))
    save(again)
    assert (desk.root / "chapters" / "Link.md").is_symlink()
    assert (desk.root / "notes" / "real.md").read_text() == "Real.\nMore.\n"


def test_a_link_out_of_the_story_is_left_out_with_a_sentence(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "out.md").write_text("Out.\n")
    (desk.root / "chapters" / "Link.md").symlink_to(tmp_path / "out.md")
    desk.session.close()
    again = Desk(desk.root)
    assert "is a link out of the story" in again.sentences()
    assert again.session.project is not None
    assert len(again.session.project.chapters) == 2


def test_a_file_made_read_only_is_not_written_until_it_may_be(desk: Desk) -> None:
    desk.open()
    desk.file().chmod(0o444)
    desk.type("a")
    desk.scheduler.advance(5)
    assert "is write-protected" in desk.sentences()
    assert desk.open().text == "It began.\na"
    desk.file().chmod(0o644)
    desk.scheduler.advance(11)
    assert desk.on_disk() == "It began.\na"


def test_a_folder_that_vanished_gives_the_text_back_to_the_writer(desk: Desk) -> None:
    desk.open()
    shutil.rmtree(desk.root)
    desk.type("a")
    desk.scheduler.advance(5)
    assert desk.open().text == "It began.\na"
    assert desk.told["conflict_found"][0].deleted
    assert desk.journals()
    desk.session.resolve_conflict(ONE, "It began.\na")
    assert desk.on_disk() == "It began.\na"


def test_fifty_megabytes_are_written_in_and_saved_whole(tmp_path: Path) -> None:
    text = ("The tide came in over the flats, slowly. " * 24 + "\n") * 50_000
    root = make_story(tmp_path / "story", One="")
    (root / ONE).write_text(text)
    assert (root / ONE).stat().st_size > 49_000_000
    desk = Desk(root)
    desk.type("Late ", 0)
    assert "writing in it is slow" in desk.sentences()
    assert desk.session.close()
    assert desk.on_disk() == f"Late {text}"


def test_what_is_larger_still_is_shown_without_being_touched(tmp_path: Path) -> None:
    text = "The tide came in over the flats, slowly.\n" * (READ_ONLY_ABOVE // 40)
    root = make_story(tmp_path / "story", One="")
    like = read_chapter(root / ONE)
    written = write_chapter(root / ONE, text, like, like.digest)
    desk = Desk(root)
    chapter = desk.open()
    assert text.startswith(chapter.text)
    assert len(chapter.text) > 300_000
    assert chapter.read_only
    assert "can be read but not changed" in desk.sentences()
    assert desk.session.close()
    assert digest((root / ONE).read_bytes()) == written.digest


def test_a_failed_sync_is_followed_by_a_new_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    real = os.fsync
    failing = True

    def sync(handle: int) -> None:
        where = str(Path(f"/proc/self/fd/{handle}").readlink())
        if "chapters/.studio-" in where:
            synced.append(where)
            if failing:
                raise OSError(errno.EIO, "pages are lost")
        real(handle)

    monkeypatch.setattr(os, "fsync", sync)
    desk.type("a")
    desk.scheduler.advance(1.1)
    assert desk.on_disk() == "It began.\n"
    assert "The disk reported an error" in desk.sentences()
    failing = False
    desk.scheduler.advance(10)
    assert desk.on_disk() == "It began.\na"
    assert len(synced) == len(set(synced)) == 2  # never the same file twice


def test_places_of_two_folders_that_differ_only_in_case_are_two(tmp_path: Path) -> None:
    folders = UserFolders.inside(tmp_path)
    kinds: Any = "story"
    assert folders.places(tmp_path / "A", kinds).journal != folders.places(tmp_path / "a", kinds).journal
