from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from studio.model.chapter import ChapterId
from studio.storage.chapter_file import ChapterText
from studio.storage.snapshot import SESSION_START, Snapshot, SnapshotStore, too_many

ID = ChapterId("chapters/The Ferry.md")
NOON = datetime(2026, 3, 27, 12, 0, 5)


@pytest.fixture
def store(tmp_path: Path) -> SnapshotStore:
    return SnapshotStore(tmp_path / "history")


def keep(
    store: SnapshotStore, text: str, reason: str = SESSION_START, at: datetime = NOON
) -> Snapshot | None:
    return store.keep_text(ID, text, ChapterText(), reason, at)


def test_a_snapshot_is_a_plain_file_with_a_speaking_name(store: SnapshotStore, tmp_path: Path) -> None:
    keep(store, "Text.\n", "before the storm: 2?")
    path = tmp_path / "history" / "The Ferry" / "2026-03-27 12.00.05 before the storm 2.md"
    assert path.read_text() == "Text.\n"


def test_the_same_text_is_kept_once(store: SnapshotStore) -> None:
    assert keep(store, "Text.\n") is not None
    assert keep(store, "Text.\n", at=NOON + timedelta(hours=1)) is None
    assert len(store.list(ID)) == 1


def test_snapshots_are_listed_newest_first_and_can_be_read(store: SnapshotStore) -> None:
    for hour, text in enumerate(["one", "two", "three"]):
        keep(store, text, at=NOON + timedelta(hours=hour))
    listed = store.list(ID)
    assert [store.read(snapshot).text for snapshot in listed] == ["three", "two", "one"]
    assert (listed[-1].at, listed[-1].reason) == (NOON, SESSION_START)


def test_two_in_one_second_do_not_replace_each_other(store: SnapshotStore) -> None:
    keep(store, "one")
    keep(store, "two")
    assert [snapshot.reason for snapshot in store.list(ID)] == [SESSION_START] * 2


def test_a_number_in_the_writers_name_stays(store: SnapshotStore) -> None:
    keep(store, "one", "draft 2")
    assert [snapshot.reason for snapshot in store.list(ID)] == ["draft 2"]


def test_files_are_kept_byte_for_byte(store: SnapshotStore, tmp_path: Path) -> None:
    file = tmp_path / "f.md"
    file.write_bytes(b"\xff\r\n\x00")
    snapshot = store.keep_file(ID, file, SESSION_START, NOON)
    assert snapshot is not None
    assert snapshot.path.read_bytes() == b"\xff\r\n\x00"
    assert store.keep_file(ID, tmp_path / "gone", SESSION_START, NOON) is None


def test_a_renamed_chapter_keeps_its_history(store: SnapshotStore) -> None:
    keep(store, "Text.\n")
    store.renamed(ID, ChapterId("chapters/The Boat.md"))
    assert len(store.list(ChapterId("chapters/The Boat.md"))) == 1


def test_a_chapter_called_trash_stays_out_of_the_trash(store: SnapshotStore, tmp_path: Path) -> None:
    assert store.folder(ChapterId("chapters/Trash.md")) != tmp_path / "history" / "Trash"


def made(days: float, reason: str = SESSION_START) -> Snapshot:
    return Snapshot(Path(f"{days}"), NOON - timedelta(days=days), reason, 1)


def test_old_snapshots_are_thinned_and_named_ones_never() -> None:
    recent = [made(n / 24) for n in range(40)]
    same_day = [made(10.0), made(10.1), made(10.2)]
    named = [made(10.15, "the good ending"), made(900, "first draft")]
    gone = too_many([*recent, *same_day, *named], NOON)
    assert gone == [made(10.1), made(10.0)]


def test_thinning_removes_files(store: SnapshotStore) -> None:
    for minute in range(3):
        keep(store, f"{minute}", at=NOON + timedelta(minutes=minute))
    assert store.thin(ID, NOON + timedelta(days=5)) == 2
    assert [store.read(snapshot).text for snapshot in store.list(ID)] == ["0"]
