"""The program ends while a backup takes its time: seen, bounded, and said at the next start."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.storage import backup
from studio.ui.dialogs.quit_wait import QuitWait
from studio.ui.start import Program


class SlowDrive:
    """Writes of a backup wait until they are let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open = threading.Event()
        made = backup.make_backup

        def slowly(*arguments: object) -> object:
            self.open.wait(30)
            return made(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(backup, "make_backup", slowly)


@pytest.fixture
def drive(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDrive]:
    made = SlowDrive(monkeypatch)
    yield made
    made.open.set()


@pytest.fixture
def program(open_story: Callable[[dict[str, str]], Program]) -> Program:
    return open_story({"One": "It began.\n"})


def sheet() -> QuitWait | None:
    return next((each for each in QApplication.topLevelWidgets() if isinstance(each, QuitWait)), None)


def when_shown(act: Callable[[QuitWait], object]) -> QTimer:
    """Call ``act`` once the sheet is there; the timer must be kept meanwhile."""
    timer = QTimer(interval=10)

    def look() -> None:
        shown = sheet()
        if shown is not None and shown.isVisible():
            timer.stop()
            act(shown)

    timer.timeout.connect(look)
    timer.start()
    return timer


def files(tmp_path: Path) -> list[str]:
    return sorted(p.name for p in (tmp_path / "home").rglob("*") if p.suffix == ".zip" or "tmp" in p.name)


def test_a_backup_that_ends_in_time_is_waited_for(program: Program, drive: SlowDrive, tmp_path: Path) -> None:
    seen: list[str] = []

    def look(shown: QuitWait) -> None:
        seen.extend((shown.sentence.text(), shown.skip_button.text(), shown.left.text()))
        drive.open.set()

    timer = when_shown(look)
    program.window.close()
    assert not timer.isActive()
    assert seen[0] == "Everything in “A Test” is saved; only its backup is still being written."
    assert seen[1] == "Quit without this backup"
    assert len(files(tmp_path)) == 1
    assert not program.left_behind
    assert list((tmp_path / "home").rglob("not made at the end.txt")) == []


@pytest.mark.parametrize("way", ["button", "escape", "signal"])
def test_quitting_without_the_backup_leaves_nothing_and_is_said_at_the_next_start(
    qtbot: QtBot,
    program: Program,
    drive: SlowDrive,
    tmp_path: Path,
    open_story: Callable[[dict[str, str]], Program],
    monkeypatch: pytest.MonkeyPatch,
    way: str,
) -> None:
    backups = program.services.backups
    given_up = backups.give_up

    def give_up(*, wished: bool) -> None:
        given_up(wished=wished)
        drive.open.set()  # only now the job goes on, and finds that it is wanted no more

    monkeypatch.setattr(backups, "give_up", give_up)

    def skip(shown: QuitWait) -> None:
        if way == "button":
            shown.skip_button.click()
        elif way == "escape":
            qtbot.keyClick(shown, Qt.Key.Key_Escape)
        else:
            program.end()

    timer = when_shown(skip)
    program.window.close()
    assert not timer.isActive()
    assert files(tmp_path) == []
    assert not program.left_behind
    notes = [path.read_text() for path in (tmp_path / "home").rglob("not made at the end.txt")]
    assert len(notes) == 1
    assert "you did not wait for it" in notes[0]
    assert "The story itself was saved" in notes[0]


def test_the_next_start_says_it_once(
    qtbot: QtBot, tmp_path: Path, open_story: Callable[[dict[str, str]], Program]
) -> None:
    note = tmp_path / "home" / "data" / "backups" / "not made at the end.txt"
    program = open_story({"One": "It began.\n"})
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text("“A Test” was not backed up.", encoding="utf-8")
    program.services.backups.missed(program.backups._on_missed)
    qtbot.waitUntil(lambda: program.window.notices.sentence.text() == "“A Test” was not backed up.")
    assert not note.exists()


def test_a_drive_that_hangs_keeps_the_program_only_for_a_while(
    program: Program, drive: SlowDrive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.ui.window.main_window_backup._LONGEST", 1.0)
    monkeypatch.setattr("studio.ui.window.main_window_backup._TO_STOP", 0.01)
    program.window.close()
    assert program.left_behind
    drive.open.set()
