"""What is seen when the last backup takes its time while the program ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from studio.ui.dialogs.part import Sheet, button, label, named
from studio.ui.icon import program_icon
from studio.ui.panels.quiet_label import QuietLabel

_LOOK_MS = 50
_TICK_MS = 1000


class QuitWait(Sheet):
    """Waits for a backup with the event loop turning, for a while at most.

    Closing it in any way means to quit without the backup.

    Args:
        title: the story's.
        folder: where the backup goes.
        seconds: how long to wait at most.
    """

    of_story = False

    def __init__(self, title: str, folder: Path, seconds: float, parent: QWidget | None = None) -> None:
        sentence = f"Everything in “{title}” is saved; only its backup is still being written."
        super().__init__("Finishing the backup", sentence, parent, size=QSize(520, 200))
        # The application ends with its last window; this one belongs to that end.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowIcon(program_icon())
        self._left = max(1, round(seconds))
        self._loop = QEventLoop(self)
        self.skipped = False
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        named(self.bar, "The backup is being written")
        self.place = QuietLabel("Where the backup goes", cut=True)
        self.place.setText(f"To “{folder}”")
        self.left = label("", "small")
        self.skip_button = button("Quit without this backup", self._skip)
        self.body.addWidget(self.place)
        self.body.addWidget(self.bar)
        self.body.addStretch(1)
        self.foot.addWidget(self.left)
        self.foot.addStretch(1)
        self.foot.addWidget(self.skip_button)
        self._say_left()

    def wait(self, done: Callable[[], bool]) -> bool:
        """Show the sheet until ``done``, the time is over, or the writer wants to wait no longer; whether it
        is done."""
        look = QTimer(self, interval=_LOOK_MS)
        look.timeout.connect(lambda: self._loop.quit() if done() else None)
        tick = QTimer(self, interval=_TICK_MS)
        tick.timeout.connect(self._tick)
        look.start()
        tick.start()
        self.show()
        self.skip_button.setFocus()
        self._loop.exec()
        look.stop()
        tick.stop()
        made = done()
        if not self._closed:
            self.hide()
            self.deleteLater()
        return made

    def give_up(self) -> None:
        """Wait no longer: the system, or the writer, wants the program to end now."""
        self.skipped = True
        self._loop.quit()

    def _skip(self) -> None:
        self.give_up()

    def done(self, result: int) -> None:
        self.give_up()
        super().done(result)

    def _tick(self) -> None:
        self._left -= 1
        self._say_left()
        if self._left <= 0:
            self._loop.quit()

    def _say_left(self) -> None:
        seconds = "1 second" if self._left == 1 else f"{self._left} seconds"
        self.left.setText(f"Quits by itself in {seconds} at most.")
