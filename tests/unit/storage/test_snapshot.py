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


def test_the_order_of_one_second_is_that_of_taking_whatever_the_reasons(store: SnapshotStore) -> None:
    reasons = ["zebra", "before merge", "other side of a conflict", "b (2)", *(f"a {n}" for n in range(8))]
    for number, reason in enumerate(reasons):
        keep(store, f"{number}", reason)
    assert [store.read(each).text for each in store.list(ID)] == [str(n) for n in range(11, -1, -1)]
    assert [each.reason for each in store.list(ID)] == reasons[::-1]


def test_a_text_that_comes_back_on_the_same_day_is_not_kept_twice(store: SnapshotStore) -> None:
    keep(store, "one")
    keep(store, "two", at=NOON + timedelta(minutes=1))
    assert keep(store, "one", at=NOON + timedelta(minutes=2)) is None
    assert keep(store, "one", at=NOON + timedelta(days=1)) is not None


def test_the_same_text_moves_to_its_newest_day(store: SnapshotStore) -> None:
    keep(store, "one")
    keep(store, "one", at=NOON + timedelta(days=3))
    assert [each.at for each in store.list(ID)] == [NOON + timedelta(days=3)]


def test_a_name_given_by_hand_is_never_lost(store: SnapshotStore) -> None:
    keep(store, "one")
    assert keep(store, "one", "the good ending", NOON + timedelta(minutes=1)) is not None
    assert [each.reason for each in store.list(ID)] == ["the good ending"]
    assert keep(store, "one", "sent to Ann", NOON + timedelta(minutes=2)) is not None
    assert keep(store, "one", at=NOON + timedelta(days=30)) is None
    assert [each.reason for each in store.list(ID)] == ["sent to Ann", "the good ending"]
