"""A link to the worker that only records."""

from __future__ import annotations

from collections.abc import Callable

from studio.proofing.message import CheckChapter


class RecordingLink:
    """Stands for the worker process; the test answers, restarts and fails in its place."""

    def __init__(
        self,
        on_message: Callable[[object], None],
        on_restart: Callable[[], None],
        on_failure: Callable[[str], None],
    ) -> None:
        self.answer, self.restart, self.fail = on_message, on_restart, on_failure
        self.sent: list[object] = []

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def send(self, message: object) -> None:
        self.sent.append(message)

    def checks(self) -> list[CheckChapter]:
        """The chapters that were asked for."""
        return [m for m in self.sent if isinstance(m, CheckChapter)]
