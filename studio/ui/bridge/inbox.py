"""The one way from any thread to the main thread."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

log = logging.getLogger(__name__)


class Inbox(QObject):
    """Runs calls on the thread that made it (the main one), in the order they were posted.

    The calls wait in a deque, and the signal only says that there are some: so ``flush`` can run what
    waits when the program closes and its event loop no longer turns.
    """

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Callable[[], None]] = deque()
        self._open = True
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Run ``call`` on the main thread soon; callable from any thread, quiet once the inbox is closed."""
        self._waiting.append(call)
        if self._open:
            self._arrived.emit(None)

    def flush(self) -> None:
        """Run everything that waits now; main thread only."""
        while self._waiting:
            self._run_one()

    def close(self) -> None:
        """Take no more wake-ups; what still waits runs only by ``flush``."""
        self._open = False

    @Slot(object)
    def _on_arrived(self, _: object) -> None:
        if self._waiting:
            self._run_one()

    def _run_one(self) -> None:
        call = self._waiting.popleft()
        try:
            call()
        except Exception:  # the edge of the program: one bad listener must not end the event loop
            log.exception("A result could not be handled on the main thread")
