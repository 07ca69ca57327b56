"""Timers on the main thread."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

from studio.app.tasks import Cancel


class QtScheduler:
    """The ``Scheduler`` of the window; its timers live as long as the ``owner``."""

    def __init__(self, owner: QObject) -> None:
        self._owner = owner

    def now(self) -> float:
        """Seconds on a clock that never goes back."""
        return time.monotonic()

    def call_later(self, seconds: float, call: Callable[[], None]) -> Cancel:
        """Run ``call`` once on the main thread after ``seconds`` (0: at the next turn of the event loop)."""
        timer = QTimer(self._owner)
        timer.setSingleShot(True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        ended = False

        def end() -> None:
            nonlocal ended
            if not ended:
                ended = True
                timer.stop()
                timer.deleteLater()

        def fire() -> None:
            end()
            call()

        timer.timeout.connect(fire)
        timer.start(math.ceil(max(0.0, seconds) * 1000))
        return end
