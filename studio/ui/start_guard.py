"""What must not end in silence: unexpected errors are logged and said, a request to end saves first."""

from __future__ import annotations

import logging
import signal
import socket
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QSocketNotifier

log = logging.getLogger("studio")
_LOG_SIZE = 500_000


def log_to(folder: Path) -> None:
    """Write warnings and errors to ``studio.log`` in ``folder``; without it, to standard error only."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "studio.log", maxBytes=_LOG_SIZE, backupCount=1, encoding="utf-8"
        )
    except OSError:
        return
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)


def catch_errors(tell: Callable[[str], None]) -> None:
    """From now on log errors that nobody handled, and say one sentence instead of ending."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("Something unexpected happened", exc_info=(kind, error, trace))
        tell("Something unexpected happened; your text is safe, and the log says more.")

    sys.excepthook = caught


class EndRequests(QObject):
    """Turns SIGTERM and SIGINT into a calm end: ``end`` is called on the main thread.

    Python sees a signal only between its own steps, and Qt's loop takes none; the byte that the signal
    writes into a socket wakes both.
    """

    def __init__(self, parent: QObject, end: Callable[[], object]) -> None:
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        self._writer.setblocking(False)
        self._end = end
        self._before = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: None)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)

    def _on_signal(self) -> None:
        self._reader.recv(64)
        self._end()

    def close(self) -> None:
        """Leave signals to the system again."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        self._reader.close()
        self._writer.close()
