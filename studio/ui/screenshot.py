"""Saves a picture of the window with a story in it: ``python -m studio.ui.screenshot STORY PICTURE``."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from studio.storage.places import UserFolders
from studio.ui.start import Program

_PATIENCE = 120.0  # seconds; engines load and the story is read within a few


class Photographer:
    """Waits until the story is read, opens the first card, and takes the picture.

    The program's settings are not used and not changed.
    """

    def __init__(self, app: QApplication, story: Path, picture: Path, home: Path) -> None:
        self._app = app
        self._picture = picture
        self._end = time.monotonic() + _PATIENCE
        self._program = Program(app, UserFolders.inside(home))
        self._program.show()
        self._program.window.resize(1280, 720)
        self._program.fill([str(story)])
        self.saved = False
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(200)

    def _look(self) -> None:
        proofing = self._program.services.proofing
        read = bool(proofing.chapters()) and proofing.chapters_left() == 0
        if not read and time.monotonic() < self._end:
            return
        self._timer.stop()
        chapter = self._program.window.editor.chapter_id
        findings = proofing.findings(chapter)
        if findings:
            self._program.story.go_to_finding(chapter, findings[0])
        QTimer.singleShot(500, self._take)

    def _take(self) -> None:
        self.saved = self._program.window.grab().save(str(self._picture))
        self._program.window.close()
        self._app.quit()


def main(arguments: list[str]) -> int:
    """Take the picture; exit status 0 if it was saved."""
    app = QApplication(["story-studio"])
    with tempfile.TemporaryDirectory() as home:
        photographer = Photographer(app, Path(arguments[0]).absolute(), Path(arguments[1]), Path(home))
        app.exec()
    return 0 if photographer.saved else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
