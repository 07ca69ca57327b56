from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from studio.app.versions.backup_service import BackupPlan, BackupService, BackupState
from studio.storage.backup import Backup, list_backups
from studio.storage.error import SaveError
from tests.helpers.desk import ONE, Desk, make_story


class Backed:
    """A desk with backups."""

    def __init__(self, root: Path, plan: BackupPlan | None = None) -> None:
        self.desk = Desk(root, start=False)
        session, runner, scheduler = self.desk.session, self.desk.runner, self.desk.scheduler
        self.service = BackupService(
            session, runner, scheduler, plan or BackupPlan(), self.desk.home.data / "backups", self.desk.clock
        )
        self.told: list[BackupState] = []
        self.service.told.connect(self.told.append)
        session.open(root)

    def zips(self) -> list[Path]:
        return sorted(self.desk.home.data.rglob("*.zip"))

    def text_in(self, path: Path) -> str:
        return zipfile.ZipFile(path).read(ONE).decode()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_story(tmp_path / "story", One="One.\n", Two="Two.\n")


@pytest.fixture
def backed(root: Path) -> Backed:
    return Backed(root)


def test_what_is_typed_is_saved_and_backed_up_by_interval(backed: Backed) -> None:
    backed.desk.scheduler.advance(121)
    assert len(backed.zips()) == 1
    backed.desk.type("More.\n")
    backed.desk.scheduler.advance(30 * 60)
    assert [backed.text_in(path) for path in backed.zips()] == ["One.\n", "One.\nMore.\n"]
    assert backed.told[-1].sentence.startswith("Backed up at 12:32 to “")


def test_nothing_is_made_while_nothing_changes(backed: Backed) -> None:
    backed.desk.scheduler.advance(5 * 3600)
    assert len(backed.zips()) == 1
    assert len(backed.told) == 1


def test_unsaved_text_is_in_a_backup_that_is_asked_for(backed: Backed) -> None:
    backed.desk.type("Now.\n")
    backed.service.back_up_now()
    assert backed.text_in(backed.zips()[0]) == "One.\nNow.\n"
    assert (backed.told[0].asked, backed.told[0].ok) == (True, True)
    backed.service.back_up_now()
    assert backed.told[1].sentence.startswith("Nothing has changed since the backup of 2026-03-27 12:00")


def test_leaving_and_ending_back_up(backed: Backed, tmp_path: Path) -> None:
    backed.desk.type("Then.\n")
    backed.desk.session.open(make_story(tmp_path / "other", Two="Two.\n"))
    assert [backed.text_in(path) for path in backed.zips()] == ["One.\nThen.\n"]
    backed.desk.session.close()
    assert backed.service.finish(1)
    assert len(backed.zips()) == 2
    assert backed.desk.scheduler.waiting == 0


def test_switched_off_there_is_none(root: Path) -> None:
    backed = Backed(root, BackupPlan(on=False))
    backed.desk.type("More.\n")
    backed.desk.scheduler.advance(9999)
    backed.service.finish(1)
    assert backed.zips() == []
    assert backed.told == []


def test_a_chosen_folder_is_used_and_old_ones_go(root: Path, tmp_path: Path) -> None:
    chosen = tmp_path / "stick"
    chosen.mkdir()
    backed = Backed(root, BackupPlan(folder=str(chosen), keep=2))
    for number in range(4):
        backed.desk.type(f"{number}\n")
        backed.desk.scheduler.advance(60)
        backed.service.back_up_now()
    assert len(list(chosen.rglob("*.zip"))) == 2
    assert backed.zips() == []


def test_a_chosen_folder_that_is_away_is_said_and_tried_again(root: Path, tmp_path: Path) -> None:
    chosen = tmp_path / "stick"
    backed = Backed(root, BackupPlan(folder=str(chosen)))
    backed.desk.scheduler.advance(121)
    assert not chosen.exists()
    assert "the folder is gone" in backed.told[0].sentence
    assert "Meanwhile there is one in" in backed.told[0].sentence
    assert len(backed.zips()) == 1
    chosen.mkdir()
    backed.desk.scheduler.advance(61)
    assert backed.told[-1].ok
    assert len(list(chosen.rglob("*.zip"))) == 1


def test_a_backup_that_fails_is_tried_ever_more_rarely_and_then_made(backed: Backed) -> None:
    backed.desk.home.data.mkdir(parents=True)
    blocking = backed.desk.home.data / "backups"
    blocking.write_text("in the way")
    backed.desk.scheduler.advance(120 + 60 + 120 + 240 + 1)
    assert [state.ok for state in backed.told] == [False] * 4
    blocking.unlink()
    backed.desk.scheduler.advance(500)
    assert backed.told[-1].ok
    assert len(backed.zips()) == 1


def test_a_story_read_in_a_second_window_is_not_backed_up_there(backed: Backed, root: Path) -> None:
    second = Backed(root)
    second.desk.scheduler.advance(9999)
    assert second.zips() == []
    second.service.back_up_now()
    assert "only be read here" in second.told[0].sentence


def test_a_backup_comes_back_beside_the_story(backed: Backed, root: Path) -> None:
    backed.service.back_up_now()
    got: list[object] = []
    seen: list[Backup] = []
    backed.service.list(seen.extend)
    backed.service.restore(seen[0].path, root.parent, "story", lambda *answer: got.append(answer))
    assert got == [(root.parent / "story 2", "")]
    assert (root.parent / "story 2" / ONE).read_text() == "One.\n"
    backed.service.restore(root / ONE, root.parent, "story", lambda *answer: got.append(answer))
    assert got[1] == (None, "“One.md” is damaged, so it was not opened.")


def test_a_story_that_was_moved_still_has_its_backups(backed: Backed, root: Path, tmp_path: Path) -> None:
    backed.service.back_up_now()
    backed.desk.session.close()
    backed.service.finish(1)
    make_story(tmp_path / "other", Two="Another story.\n")
    root.rename(tmp_path / "moved")
    moved = Backed(tmp_path / "moved")
    seen: list[Backup] = []
    moved.service.list(seen.extend)
    assert [backup.path for backup in seen] == backed.zips()


def test_a_story_that_vanished_is_no_reason_to_make_an_empty_backup(backed: Backed, root: Path) -> None:
    backed.service.back_up_now()
    folder = backed.service.folder()
    assert folder is not None
    shutil.rmtree(root)
    backed.service.back_up_now()
    assert len(list_backups(folder)) == 1
    assert "not in its place" in backed.told[-1].sentence


def test_a_backup_that_was_given_up_leaves_nothing_and_is_said_once(backed: Backed) -> None:
    backed.service.give_up(wished=True)
    backed.desk.scheduler.advance(121)
    assert backed.told[-1].sentence == "The backup was stopped."
    assert [path.name for path in backed.desk.home.data.rglob("*") if path.is_file()] == []
    said: list[str] = []
    backed.service.missed(said.append)
    assert said == []  # there was none under way when it was given up


def test_a_backup_that_fails_at_the_end_is_said_at_the_next_start(
    backed: Backed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise SaveError("There is no room.")

    monkeypatch.setattr("studio.storage.backup.make_backup", full)
    backed.desk.session.close()
    assert backed.service.finish(1)
    said: list[str] = []
    backed.service.missed(said.append)
    backed.service.missed(said.append)
    assert said == ["“Low Water” could not be backed up when you quit. There is no room."]
