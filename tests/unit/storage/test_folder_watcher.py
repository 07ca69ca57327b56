from __future__ import annotations

import os
import queue
import shutil
import threading
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest
from watchdog.observers.api import BaseObserver

from studio.storage import watcher as watcher_module
from studio.storage.watcher import FolderWatcher

Heard = queue.Queue[Collection[Path] | None]


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[Heard]:
    calls: Heard = queue.Queue()
    (tmp_path / "story" / "chapters").mkdir(parents=True)
    watcher = FolderWatcher(tmp_path / "story", calls.put, quiet=0.02, guard=0.1)
    watcher.start()
    yield calls
    watcher.stop()


@pytest.fixture
def chapter(tmp_path: Path) -> Path:
    return tmp_path / "story" / "chapters" / "One.md"


def wait_for(heard: Heard, wanted: Callable[[Collection[Path] | None], bool]) -> None:
    while not wanted(heard.get(timeout=5)):
        pass


def told(path: Path) -> Callable[[Collection[Path] | None], bool]:
    return lambda paths: paths is None or path in paths


def test_a_new_file_is_told(heard: Heard, chapter: Path) -> None:
    chapter.write_text("x")
    wait_for(heard, told(chapter))


def test_a_file_in_a_new_folder_is_told(heard: Heard, chapter: Path) -> None:
    path = chapter.parent / "part two" / "Three.md"
    path.parent.mkdir()
    wait_for(heard, lambda paths: paths is None)
    path.write_text("x")
    wait_for(heard, lambda paths: paths is not None and path in paths)


def test_deep_trees_are_watched_whole(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"part {number}").mkdir()
    calls: Heard = queue.Queue()
    watcher = FolderWatcher(tmp_path, calls.put, quiet=0.02)
    watcher.start()
    (tmp_path / "part 29" / "a.md").write_text("x")
    wait_for(calls, told(tmp_path / "part 29" / "a.md"))
    assert threading.active_count() < 20
    watcher.stop()


def test_a_file_replaced_by_renaming_is_told(heard: Heard, chapter: Path) -> None:
    other = chapter.with_name("~tmp")
    other.write_text("y")
    os.replace(other, chapter)  # noqa: PTH105 - as other programs do
    wait_for(heard, told(chapter))


def test_a_folder_that_went_away_and_came_back_is_watched_again(heard: Heard, chapter: Path) -> None:
    shutil.rmtree(chapter.parents[1])
    wait_for(heard, lambda paths: paths is None)
    chapter.parent.mkdir(parents=True)
    wait_for(heard, lambda paths: paths is None)
    chapter.write_text("x")
    wait_for(heard, lambda paths: paths is not None and chapter in paths)


def test_reading_and_hidden_files_say_nothing(heard: Heard, chapter: Path) -> None:
    hidden = chapter.with_name(".studio-1.tmp")
    hidden.write_text("x")
    history = chapter.parents[1] / "history"
    history.mkdir()
    (history / "old.md").write_text("x")
    chapter.write_text("x")
    paths = heard.get(timeout=5)
    assert paths is not None
    assert not {hidden, history / "old.md", history} & set(paths)


def test_very_many_changes_ask_for_a_look_at_everything(tmp_path: Path) -> None:
    calls: Heard = queue.Queue()
    watcher = FolderWatcher(tmp_path, calls.put, quiet=0.1, many=5)
    watcher.start()
    for number in range(50):
        (tmp_path / f"{number}.md").touch()
    wait_for(calls, lambda paths: paths is None)
    watcher.stop()


def test_without_watches_left_the_folder_is_polled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr("watchdog.observers.Observer.schedule", refuse)
    monkeypatch.setattr(watcher_module, "_POLL", 0.05)
    calls: Heard = queue.Queue()
    watcher = FolderWatcher(tmp_path, calls.put, quiet=0.02)
    watcher.start()
    (tmp_path / "a.md").write_text("x")
    wait_for(calls, told(tmp_path / "a.md"))
    watcher.stop()


def test_no_thread_is_left(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    watcher = FolderWatcher(tmp_path, lambda _: None)
    watcher.start()
    watcher.stop()
    watcher.stop()
    assert set(threading.enumerate()) <= before


def test_a_missing_folder_can_be_watched_and_left(tmp_path: Path) -> None:
    watcher = FolderWatcher(tmp_path / "gone", lambda _: None)
    watcher.start()
    watcher.stop()


@pytest.mark.skipif(not Path("/proc/sys/fs/inotify").is_dir(), reason="the system has no inotify")
def test_when_the_systems_queue_runs_over_everything_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from watchdog.observers.inotify_c import InotifyFD

    room = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text())
    if room > 100_000:
        pytest.skip("the queue is too long to be filled in a test")
    stalled = threading.Event()
    read = InotifyFD.handle_event

    def slow(self: InotifyFD, event: object) -> None:
        stalled.wait(20)
        read(self, event)  # type: ignore[arg-type]

    monkeypatch.setattr(InotifyFD, "handle_event", slow)
    paths = [tmp_path / "a.md", tmp_path / "b.md"]
    calls: Heard = queue.Queue()
    watcher = FolderWatcher(tmp_path, calls.put, quiet=0.02, many=10**9)
    watcher.start()
    for path in paths:
        path.touch()
    # Two files in turn, as equal events in a row count once; more than fit, as some are read before that.
    for number in range(room + room // 2):
        os.utime(paths[number % 2], (number, number))
    stalled.set()
    wait_for(calls, lambda told: told is None)
    watcher.stop()


def test_stopping_while_it_starts_leaves_no_observer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[BaseObserver] = []
    watcher = FolderWatcher(tmp_path, lambda _paths: None)
    schedule = watcher._schedule

    def slow(observer: BaseObserver) -> None:
        schedule(observer)
        made.append(observer)
        watcher.stop()  # the story is closed just now

    monkeypatch.setattr(watcher, "_schedule", slow)
    watcher.start()
    assert made
    assert not any(each.is_alive() for each in made)
