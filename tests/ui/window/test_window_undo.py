from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.storage.places import UserFolders
from studio.ui.start import Program
from tests.helpers.window import write_story


def started(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Program:
    program = Program(qapp, UserFolders.inside(tmp_path / "home"), checking=False)
    program.show()
    with qtbot.waitSignal(program.window.editor.shown, timeout=5000):
        program.fill([str(tmp_path / "story")])
    return program


def end(qapp: QApplication, program: Program) -> None:
    program.window.close()
    program.window.deleteLater()
    qapp.styleHints().colorSchemeChanged.disconnect()
    program.theme.deleteLater()
    qapp.processEvents()


def test_undo_on_the_page_goes_on_after_a_restart(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    root = write_story(tmp_path / "story", {"One": "It began.\n"})
    program = started(qtbot, qapp, tmp_path)
    qtbot.keyClicks(program.window.editor.page, "Now ")
    end(qapp, program)
    assert (root / "chapters" / "One.md").read_text() == "Now It began.\n"
    again = started(qtbot, qapp, tmp_path)
    page = again.window.editor.page
    qtbot.waitUntil(lambda: page.document().isUndoAvailable(), timeout=5000)
    assert again.window.editor.text() == "Now It began.\n"
    again.window.actions_["undo"].trigger()
    assert again.window.editor.text() == "It began.\n"
    again.services.session.save_now()
    end(qapp, again)
    assert (root / "chapters" / "One.md").read_text() == "It began.\n"


def test_steps_of_another_text_are_left_alone(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    root = write_story(tmp_path / "story", {"One": "It began.\n"})
    program = started(qtbot, qapp, tmp_path)
    qtbot.keyClicks(program.window.editor.page, "Now ")
    end(qapp, program)
    (root / "chapters" / "One.md").write_text("Another program was here.\n")
    again = started(qtbot, qapp, tmp_path)
    assert again.services.runner.drain("io", 5)
    assert not again.window.editor.page.document().isUndoAvailable()
    end(qapp, again)
    assert (root / "chapters" / "One.md").read_text() == "Another program was here.\n"


def test_undo_on_the_page_survives_a_kill(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    root = write_story(tmp_path / "story", {"One": "It began.\n"})
    program = started(qtbot, qapp, tmp_path)
    qtbot.keyClicks(program.window.editor.page, "Now ")
    program.services.session.save_now()
    assert program.services.runner.drain("io", 5)
    qapp.processEvents()  # that it is saved is told, and the steps are kept
    assert program.services.runner.drain("io", 5)
    left = tmp_path / "left"
    shutil.copytree(root / ".story-studio", left)
    end(qapp, program)
    shutil.rmtree(root / ".story-studio")  # what a regular end keeps
    left.rename(root / ".story-studio")
    (root / ".story-studio" / "lock").unlink()
    again = started(qtbot, qapp, tmp_path)
    qtbot.waitUntil(lambda: again.window.editor.page.document().isUndoAvailable(), timeout=5000)
    again.window.actions_["undo"].trigger()
    assert again.window.editor.text() == "It began.\n"
    end(qapp, again)
