"""Dialogs leave nothing behind: neither objects in the window nor listeners in the session."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.model.chapter import ChapterId
from studio.ui.dialogs.part import Sheet
from studio.ui.start import Program
from studio.ui.window.main_window_import import show_import
from tests.helpers.window import finding

ONE = ChapterId("chapters/One.md")
TEXT = "It was was late when the ferry came, and nobody stood on the quay.\n"
ROUNDS = 4

Open = Callable[[Program], object]


def _import(program: Program) -> None:
    root = program.services.session.story
    assert root is not None
    path = root.places.root.parent / "Book.md"
    path.write_text("# The Quay\n\nThe lamp was lit.\n", encoding="utf-8")
    show_import(program.window, program.services, program.files, path)


def _alike(program: Program) -> None:
    program.changes.show_fix_alike(ONE, finding(TEXT, "was was", "was"))


OPENERS: dict[str, Open] = {
    "history": lambda program: program.versions.show_history(ONE),
    "trash": lambda program: program.dialogs.show_trash(),
    "replace": lambda program: program.dialogs.show_replace(),
    "backups": lambda program: program.backups.show(),
    "export": lambda program: program.files.show_export(),
    "settings": lambda program: program.files.show_settings(),
    "keys": lambda program: program.files.show_keys(),
    "about": lambda program: program.files.about(),
    "new story": lambda program: program.files.new_story(),
    "import": _import,
    "tense": lambda program: program.changes.show_tense(),
    "fix alike": _alike,
}


def end_deleted() -> None:
    """Delete now what is to be deleted at the next turn of the event loop."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def count(program: Program) -> int:
    return len(program.window.findChildren(QObject))


@pytest.mark.parametrize("name", OPENERS)
def test_a_dialog_that_was_closed_is_gone(
    qtbot: QtBot, open_story: Callable[[dict[str, str]], Program], name: str
) -> None:
    program = open_story({"One": TEXT})
    counts: list[int] = []
    for turn in range(ROUNDS):
        OPENERS[name](program)
        sheets = program.window.findChildren(Sheet)
        assert len(sheets) == 1
        if turn % 2:  # once with its answers there, once before they come
            for lane in ("io", "work", "import", "backup"):
                assert program.services.runner.drain(lane, 5.0)
        sheets[0].close()
        end_deleted()
        for lane in ("io", "work", "import", "backup"):
            assert program.services.runner.drain(lane, 5.0)
        end_deleted()
        assert program.window.findChildren(Sheet) == []
        counts.append(count(program))
    # The first opening may make what stays: a page's own helpers, Qt's caches.
    assert counts[-1] <= min(counts[1:])
