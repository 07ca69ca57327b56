from __future__ import annotations

import contextlib
import errno
import os
import random
import tempfile
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.model.project import Kind
from studio.storage.backup import Backup, BackupMade, list_backups, make_backup, rotate, superfluous
from studio.storage.backup_list import OWN_FOLDER, Contents, Entry, contents
from studio.storage.backup_restore import look_inside, restore_backup
from studio.storage.error import ReadError, SaveError
from studio.storage.places import Places, UserFolders
from studio.storage.temporary import is_temporary
from tests.helpers.desk import make_story
from tests.helpers.fault import FaultyCalls

NOON = datetime(2026, 3, 27, 12)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = make_story(tmp_path / "Low Water", One="One.\n", Two="Zwei – äöü\n" * 200)
    (root / ".story-studio").mkdir()
    (root / ".story-studio" / "lock").write_text("{}")
    (root / ".git").mkdir()
    (root / ".git" / "HEAD").write_text("ref")
    (root / "history" / "One").mkdir(parents=True)
    (root / "history" / "One" / "2026-03-01 10.00.00 mine.md").write_text("Old.\n")
    return root


def places_of(root: Path, kind: Kind = "story") -> Places:
    return UserFolders.inside(root.parent / "home").places(root, kind)


def what(root: Path) -> Contents:
    chapters = sorted((root / "chapters").iterdir())
    places = places_of(root)
    return contents(places, "story", chapters, places.backups)


def back_up(root: Path, at: datetime = NOON) -> BackupMade:
    return make_backup(what(root), places_of(root).backups, "Low Water", at)


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_all_of_the_story_but_what_is_hidden_comes_back_byte_for_byte(root: Path, tmp_path: Path) -> None:
    made = back_up(root)
    assert (made.new, made.files, made.chapters) == (True, 4, 2)
    assert look_inside(made.backup.path).files == 4
    back = restore_backup(made.backup.path, tmp_path, "Low Water")
    assert back == tmp_path / "Low Water 2"
    assert files(back) == {n: d for n, d in files(root).items() if not n.startswith(".")}


def test_an_unchanged_story_is_not_backed_up_again(root: Path) -> None:
    first = back_up(root)
    again = back_up(root, NOON + timedelta(hours=1))
    assert (again.new, again.backup) == (False, first.backup)
    (root / "chapters" / "One.md").write_text("One and more.\n")
    assert back_up(root, NOON + timedelta(hours=2)).new


def test_the_same_story_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    first = back_up(root)
    for path in root.rglob("*.md"):
        os.utime(path, (0, 0))
    other = make_backup(what(root), tmp_path / "elsewhere", "Low Water", NOON)
    assert first.backup.path.read_bytes() == other.backup.path.read_bytes()


def test_two_backups_of_one_second_have_two_names(root: Path) -> None:
    first = back_up(root)
    (root / "chapters" / "One.md").write_text("New.\n")
    second = back_up(root)
    assert first.backup.path != second.backup.path
    assert len(list_backups(first.backup.path.parent)) == 2


def test_links_are_kept_as_files_if_they_stay_in_the_story(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("Not mine.\n")
    (root / "chapters" / "Away.md").symlink_to(tmp_path / "secret.md")
    (root / "chapters" / "Again.md").symlink_to("One.md")
    (root / "chapters" / "Round").symlink_to(root)
    made = back_up(root)
    assert ["Away.md" in problem.sentence for problem in made.problems] == [True]
    names = zipfile.ZipFile(made.backup.path).namelist()
    assert "chapters/Again.md" in names
    assert "chapters/Away.md" not in names


def test_a_backup_folder_in_the_story_does_not_back_itself_up(root: Path) -> None:
    places, folder = places_of(root), root / "backups"
    for hour in range(3):
        (root / "chapters" / "One.md").write_text(f"{hour}\n")
        listed = contents(places, "story", (), folder)
        make_backup(listed, folder, "Low Water", NOON + timedelta(hours=hour))
    assert {e.name.partition("/")[0] for e in contents(places, "story", (), folder).entries} == {
        "chapters",
        "history",
        "story.toml",
    }


def test_loose_texts_are_backed_up_with_the_notes_about_them(tmp_path: Path) -> None:
    root = tmp_path / "texts"
    root.mkdir()
    (root / "a.txt").write_text("A.\n")
    (root / "photo.jpg").write_bytes(b"...")
    places = places_of(root, "folder")
    places.characters.mkdir(parents=True)
    places.story_file.write_text('title = "T"\n')
    (places.characters / "Ann.md").write_text("Ann.\n")
    listed = contents(places, "folder", [root / "a.txt"], places.backups)
    made = make_backup(listed, places.backups, "texts", NOON)
    back = restore_backup(made.backup.path, tmp_path, "texts back")
    assert set(files(back)) == {"a.txt", f"{OWN_FOLDER}/story.toml", f"{OWN_FOLDER}/characters/Ann.md"}


def test_a_name_that_no_zip_can_hold_gets_one(root: Path, tmp_path: Path) -> None:
    odd = os.fsencode(root / "chapters") + b"/bad\xff.md"
    with open(odd, "wb") as file:  # noqa: PTH123 - no str can name it
        file.write(b"Kept.\n")
    back = restore_backup(back_up(root).backup.path, tmp_path, "Back")
    assert b"Kept.\n" in files(back).values()


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS])
def test_whichever_call_fails_nothing_unfinished_is_left(root: Path, error: int) -> None:
    folder = places_of(root).backups
    counted = FaultyCalls()
    make_backup(what(root), folder, "Low Water", NOON, counted)
    (root / "chapters" / "One.md").write_text("New.\n")
    for step in range(len(counted.names)):
        try:
            make_backup(what(root), folder, "Low Water", NOON, FaultyCalls(step, error))
        except SaveError as failure:
            assert failure.sentence.endswith(".")
        kept = [path for path in folder.iterdir() if not is_temporary(path.name)]
        leftovers = [path for path in folder.iterdir() if is_temporary(path.name)]
        assert len(leftovers) <= (counted.names[step] == "unlink")
        for path in leftovers:
            path.unlink()
        for path in kept:
            assert zipfile.ZipFile(path).testzip() is None
        if len(kept) == 2:
            kept[-1].unlink() if kept[-1].name.endswith("(2).zip") else kept[0].unlink()


def test_short_writes_are_completed(root: Path) -> None:
    made = make_backup(what(root), places_of(root).backups, "A", NOON, FaultyCalls(short_writes=True))
    assert zipfile.ZipFile(made.backup.path).testzip() is None


def test_an_unreadable_chapter_means_no_backup_and_a_sentence(root: Path) -> None:
    listed = what(root)
    (root / "chapters" / "One.md").unlink()
    with pytest.raises(SaveError, match=r"no new backup: “One\.md” is missing"):
        make_backup(listed, places_of(root).backups, "A", NOON)
    assert list(places_of(root).backups.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_a_sentence(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SaveError, match="choose another one"):
        make_backup(what(root), tmp_path / "file" / "inside", "A", NOON)


def test_rotation_keeps_the_last_ones_and_one_a_day_a_week_a_month() -> None:
    every = [Backup(Path(f"{n}.zip"), NOON - timedelta(hours=6 * n), 1) for n in range(4 * 500)]
    gone = set(superfluous(every, 5, NOON))
    kept = [backup for backup in every if backup not in gone]
    assert kept[:5] == every[:5]
    days = [b.at.date() for b in kept if NOON - b.at < timedelta(days=31)]
    assert len(set(days)) >= 31
    assert all(days.count(day) == 1 for day in days if day < NOON.date() - timedelta(days=2))
    weeks = [b.at.isocalendar()[:2] for b in kept if timedelta(days=31) <= NOON - b.at < timedelta(days=366)]
    assert len(weeks) == len(set(weeks))
    assert len(set(weeks)) >= 47


def test_rotation_removes_only_what_the_studio_made(root: Path) -> None:
    folder = places_of(root).backups
    for minute in range(4):
        (root / "chapters" / "One.md").write_text(f"{minute}\n")
        back_up(root, NOON + timedelta(minutes=minute))
    stranger = folder / "Low Water 2026-03-27 11.00.00.zip"
    with zipfile.ZipFile(stranger, "w") as archive:
        archive.writestr("a", "b")
    (folder / "notes.txt").write_text("mine")
    assert rotate(folder, 2, NOON + timedelta(minutes=5)) == 2
    assert stranger.exists()
    assert (folder / "notes.txt").exists()
    assert len(list_backups(folder)) == 3


@pytest.mark.parametrize("name", ["../out.md", "/abs.md", "a/../../out.md", "a\\..\\out.md", ".."])
def test_a_backup_that_wants_out_is_not_opened(tmp_path: Path, name: str) -> None:
    bad = tmp_path / "in" / "bad.zip"
    bad.parent.mkdir()
    with zipfile.ZipFile(bad, "w") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = name
        archive.writestr(info, "x")
    with pytest.raises(ReadError, match="no backup has"):
        restore_backup(bad, tmp_path / "in", "Story")
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "bad.zip"]


def test_a_link_in_a_backup_is_not_made(tmp_path: Path) -> None:
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(bad, "w") as archive:
        info = zipfile.ZipInfo("link")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc")
    with pytest.raises(ReadError):
        restore_backup(bad, tmp_path, "Story")


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.md", b"0" * 2_000_000)
    data = bytearray(bad.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (4_000_000_000).to_bytes(4, "little")
    bad.write_bytes(data)
    with pytest.raises(ReadError, match="far more"):
        restore_backup(bad, tmp_path, "Story")


@pytest.mark.parametrize("at", [0, 40, 200, -30])
def test_a_damaged_backup_is_a_sentence_and_leaves_nothing(root: Path, tmp_path: Path, at: int) -> None:
    path = back_up(root).backup.path
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(data)
    before = set(tmp_path.iterdir())
    try:
        restore_backup(path, tmp_path, "Back")
    except ReadError as error:
        assert error.sentence.endswith(".")
        assert set(tmp_path.iterdir()) == before
    else:
        assert files(tmp_path / "Back") == {n: d for n, d in files(root).items() if not n.startswith(".")}


def test_every_damaged_byte_is_found(tmp_path: Path) -> None:
    chapter = tmp_path / "One.md"
    chapter.write_bytes(random.Random(1).randbytes(400) + b"It began. " * 300)
    what = Contents((Entry("One.md", chapter, chapter=True),))
    data = make_backup(what, tmp_path / "backups", "Story", NOON).backup.path.read_bytes()
    bad = tmp_path / "bad.zip"
    for at in range(40, data.rindex(b"PK\x01\x02"), 9):
        bad.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        with contextlib.suppress(ReadError):  # nothing else may come of it
            back = restore_backup(bad, tmp_path / "out", "Back")
            assert (back / "One.md").read_bytes() == chapter.read_bytes()


def test_a_folder_that_cannot_be_read_is_a_sentence(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    places = UserFolders.inside(tmp_path / "home").places(root, "story")
    with pytest.raises(SaveError, match="no new backup"):
        contents(places, "story", [], tmp_path / "backups")


def test_no_zip_at_all(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_text("nonsense")
    with pytest.raises(ReadError, match="damaged"):
        restore_backup(tmp_path / "a.zip", tmp_path, "Back")
    with pytest.raises(ReadError, match="missing"):
        look_inside(tmp_path / "gone.zip")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.dictionaries(
        st.text(alphabet="aÄé b.", min_size=1, max_size=8).filter(lambda name: not name.startswith(".")),
        st.binary(max_size=300),
        max_size=6,
    )
)
def test_any_files_come_back_as_they_were(tree: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "story"
        (root / "chapters" / "inside").mkdir(parents=True)
        for number, (name, data) in enumerate(tree.items()):
            (root / "chapters" / ("inside" if number % 2 else "") / name).write_bytes(data)
        places = places_of(root)
        made = make_backup(contents(places, "story", (), places.backups), places.backups, "T", NOON)
        back = restore_backup(made.backup.path, Path(folder), "back")
        assert files(back) == files(root)
