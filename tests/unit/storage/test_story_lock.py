from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from studio.storage.lock import STALE_AFTER, StoryLock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".story-studio" / "lock"


def test_the_first_gets_it_and_the_second_learns_who_has_it(path: Path) -> None:
    assert StoryLock(path).acquire() is None
    holder = StoryLock(path).acquire()
    assert holder is not None
    assert holder.pid == os.getpid()


def test_after_release_it_is_free(path: Path) -> None:
    lock = StoryLock(path)
    lock.acquire()
    lock.release()
    assert list(path.parent.iterdir()) == []
    assert StoryLock(path).acquire() is None


def test_the_lock_of_a_dead_process_gives_way(path: Path) -> None:
    code = "import sys, pathlib, studio.storage.lock as m; m.StoryLock(pathlib.Path(sys.argv[1])).acquire()"
    subprocess.run([sys.executable, "-c", code, path], check=True)
    assert path.exists()
    assert StoryLock(path).acquire() is None


def test_a_lock_from_another_computer_lives_as_long_as_it_beats(path: Path) -> None:
    StoryLock(path, host="elsewhere").acquire()
    assert StoryLock(path).acquire() is not None
    old = path.stat().st_mtime - STALE_AFTER - 5
    os.utime(path, (old, old))
    assert StoryLock(path).acquire() is None


def test_a_beating_lock_stays_fresh(path: Path) -> None:
    lock = StoryLock(path, host="elsewhere")
    lock.acquire()
    os.utime(path, (0, 0))
    assert lock.beat()
    assert StoryLock(path).acquire() is not None


def test_a_lock_that_was_taken_over_is_noticed_and_not_released(path: Path) -> None:
    first, second = StoryLock(path), StoryLock(path)
    first.acquire()
    assert second.acquire(force=True) is None
    assert not first.beat()
    first.release()
    assert second.beat()


@pytest.mark.parametrize("content", ["", "nonsense", "[]", '{"host": 1}', json.dumps({"host": "x"})])
def test_a_damaged_lock_file_gives_way(path: Path, content: str) -> None:
    path.parent.mkdir()
    path.write_text(content)
    assert StoryLock(path).acquire() is None


def test_a_number_used_again_by_another_process_does_not_hold(path: Path) -> None:
    StoryLock(path).acquire()
    fields = json.loads(path.read_text())
    path.write_text(json.dumps({**fields, "started": fields["started"] - 1000}))
    assert StoryLock(path).acquire() is None


def test_a_lock_whose_folder_was_deleted_comes_back(path: Path) -> None:
    lock = StoryLock(path)
    lock.acquire()
    path.unlink()
    path.parent.rmdir()
    assert lock.beat()
    assert StoryLock(path).acquire() is not None


def test_a_story_that_is_away_keeps_its_lock_and_is_not_made_again(tmp_path: Path) -> None:
    lock = StoryLock(tmp_path / "story" / ".story-studio" / "lock")
    (tmp_path / "story").mkdir()
    lock.acquire()
    (tmp_path / "story").rename(tmp_path / "away")
    assert lock.beat()
    assert not (tmp_path / "story").exists()


def test_a_drive_that_cannot_create_exclusively_is_locked_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOTSUP, "no")

    real = Path.open

    def open_(self: Path, mode: str = "r", **rest: Any) -> Any:
        return refuse() if mode == "x" else real(self, mode, **rest)

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(Path, "open", open_)
    lock = StoryLock(path)
    assert lock.acquire() is None
    assert lock.is_ours()
    assert StoryLock(path).acquire() is not None


def test_of_two_who_create_at_once_only_one_has_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = StoryLock(path), StoryLock(path)
    path.parent.mkdir()

    def both(lock: StoryLock) -> bool:
        path.write_text(json.dumps(asdict(second._me)))  # what the drive keeps is the second one's
        return True

    monkeypatch.setattr(StoryLock, "_create", both)
    assert first.acquire() == second._me
    assert second.acquire() is None


def test_a_lock_that_was_taken_over_is_not_ours(path: Path) -> None:
    first, second = StoryLock(path), StoryLock(path)
    first.acquire()
    assert first.is_ours()
    second.acquire(force=True)
    assert (first.is_ours(), second.is_ours()) == (False, True)
    path.unlink()
    assert first.is_ours()  # nobody's: the caches may be deleted at any time


def test_an_old_heartbeat_of_this_computer_does_not_end_a_lock(path: Path) -> None:
    StoryLock(path).acquire()
    os.utime(path, (0, 0))  # as after a night asleep
    assert StoryLock(path).acquire() is not None
