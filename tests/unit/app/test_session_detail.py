from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from studio.model.sheet import CharacterSheet
from studio.storage.snapshot import Snapshot
from tests.helpers.desk import ONE, TWO, Desk, make_story


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(make_story(tmp_path / "story", One="One.\n", Two="Two.\n"))


def snapshots(desk: Desk) -> Sequence[Snapshot]:
    got: list[Sequence[Snapshot]] = []
    desk.session.snapshots(ONE, got.append)
    return got[0]


def test_settings_are_saved_at_once_and_told(desk: Desk) -> None:
    desk.session.update_settings(words=("skerry",), title="High Water")
    assert desk.told["settings_changed"][-1].settings.words == ("skerry",)
    desk.session.close()
    project = Desk(desk.root).session.project
    assert project is not None
    assert (project.title, project.settings.words) == ("High Water", ("skerry",))


def test_settings_that_are_not_written_yet_are_not_undone_by_a_look(desk: Desk) -> None:
    desk.runner.hold("io")
    desk.session.check_files()
    desk.session.update_settings(words=("skerry",))
    desk.runner.run_held("io")
    assert desk.session.project is not None
    assert desk.session.project.settings.words == ("skerry",)


def test_settings_of_a_single_file_stay_out_of_its_folder(desk: Desk) -> None:
    desk.session.close()
    alone = Desk(desk.file())
    alone.session.update_settings(words=("skerry",))
    alone.session.close()
    again = Desk(desk.file()).session.project
    assert again is not None
    assert again.settings.words == ("skerry",)
    assert len(list(desk.file().parent.glob("*.*"))) == 2


def test_sheets_are_saved_renamed_and_deleted(desk: Desk) -> None:
    desk.session.save_sheet(CharacterSheet("Ro Vane", ("Ro",), "Tall.\n"))
    desk.session.save_sheet(CharacterSheet("Ro Marsh", ("Ro",), "Tall.\n"), old_name="Ro Vane")
    project = Desk(desk.root).session.project
    assert project is not None
    assert [(sheet.name, sheet.note) for sheet in project.sheets] == [("Ro Marsh", "Tall.\n")]
    desk.session.delete_sheet("Ro Marsh")
    assert list((desk.root / "characters").iterdir()) == []
    assert len(list((desk.root / "history" / "trash").glob("*.md"))) == 2


def test_a_version_comes_back_and_the_present_one_is_kept(desk: Desk) -> None:
    desk.open()
    desk.session.take_snapshot("good", ONE)
    desk.type("Worse.\n")
    desk.session.restore(ONE, snapshots(desk)[0])
    assert desk.open().text == "One.\n"
    assert desk.told["chapter_replaced"][-1].reason == "restore"
    assert desk.kept()["before restore"] == "One.\nWorse.\n"
    desk.scheduler.advance(2)
    assert desk.on_disk() == "One.\n"


def test_a_version_that_vanished_changes_nothing(desk: Desk) -> None:
    desk.open()
    desk.session.take_snapshot("good", ONE)
    snapshot = snapshots(desk)[0]
    snapshot.path.unlink()
    desk.session.restore(ONE, snapshot)
    assert "could not be read" in desk.sentences()
    assert desk.open().text == "One.\n"


def test_a_snapshot_of_the_story_holds_typing_that_is_not_saved(desk: Desk) -> None:
    desk.type("x")
    desk.session.take_snapshot("before the trip")
    assert desk.kept(ONE) == {"before the trip": "One.\nx"}
    assert desk.kept(TWO) == {"before the trip": "Two.\n"}


def test_a_replaced_text_is_told_and_the_old_one_kept(desk: Desk) -> None:
    desk.open()
    desk.session.replace_text(ONE, "New.\r\nText.\r\n")
    fact = desk.told["chapter_replaced"][0]
    assert (fact.old, fact.new, fact.reason) == ("One.\n", "New.\nText.\n", "program")
    assert desk.kept()["before replacing"] == "One.\n"
