"""One page of settings at a time, and a server that arrives when the page is closed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from studio.settings.schema import EngineChoice
from studio.ui.start import Program
from studio.ui.window.main_window_settings import SettingsControl

Open = Callable[[dict[str, str]], Program]


def control(program: Program) -> SettingsControl:
    return program.window.findChild(SettingsControl)


def test_a_second_page_is_the_first_one(open_story: Open) -> None:
    program = open_story({"One": "A line."})
    program.files.show_settings()
    first = control(program).page
    program.files.show_settings()
    assert control(program).page is first
    assert first is not None
    first.accept()
    program.files.show_settings()
    assert control(program).page is not first


def test_a_server_that_arrives_with_the_page_closed_is_used(open_story: Open, tmp_path: Path) -> None:
    program = open_story({"One": "A line."})
    program.services.server_download.finished.emit(tmp_path)
    assert program.files.settings.engine is EngineChoice.SERVER
    assert program.files.settings.server_folder == str(tmp_path)
    assert program.window.notices.isVisible()


def test_a_failure_with_the_page_closed_is_told(open_story: Open) -> None:
    program = open_story({"One": "A line."})
    program.services.server_download.failed.emit("The connection broke off.")
    assert program.window.notices.isVisible()
    assert program.files.settings.engine is EngineChoice.RULES


def test_an_open_page_tells_it_itself(open_story: Open, tmp_path: Path) -> None:
    program = open_story({"One": "A line."})
    program.files.show_settings()
    program.services.server_download.finished.emit(tmp_path)
    assert program.files.settings.server_folder == str(tmp_path)
    assert not program.window.notices.isVisible()
