"""Typing that was not saved when the program ended: what it is, word by word, and what to do with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from studio.app.session.session_fact import Recovery
from studio.app.tasks import TaskRunner
from studio.app.versions.word_diff import DiffBlock, diff_texts
from studio.ui.dialogs.diff_view import DiffView, summary
from studio.ui.dialogs.part import UNIT, Look, Sheet, button, column, label, row, tool

_BACK = "It is back on the page already; the underlined words were not yet in the file."
_OFFERED = "The file was changed since, so nothing was put into it; the underlined words would be added."


class RecoveryDialog(Sheet):
    """The file beside the text with the typing.

    Signals:
        typing_wanted: go on with the typing.
        file_wanted: go on with what is in the file.
    """

    typing_wanted = Signal()
    file_wanted = Signal()

    def __init__(
        self, recovery: Recovery, title: str, runner: TaskRunner, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            f"What you typed last in “{title}”",
            _BACK if recovery.applied else _OFFERED,
            parent,
            size=QSize(860, 600),
        )
        self.diff = DiffView(look)
        self.state = label("Comparing…", "muted", wrap=True)
        self._steps = (
            tool("↑", "Change before", self.diff.previous_change),
            tool("↓", "Next change", self.diff.next_change),
        )
        head = row(self.state, *self._steps)
        head.setStretch(0, 1)
        middle = column(spacing=UNIT)
        middle.addLayout(head)
        middle.addWidget(self.diff, 1)
        self.body.addLayout(middle, 1)
        keep_file = "Go back to the saved text" if recovery.applied else "Keep the file as it is"
        keep_typing = "Keep it" if recovery.applied else "Bring the typing back"
        self.file_button = button(keep_file, self._take_file)
        self.typing_button = button(keep_typing, self._take_typing, kind="primary")
        self.foot.addStretch(1)
        self.foot.addWidget(self.file_button)
        self.foot.addWidget(self.typing_button)
        compared = self.while_open(self._compared)
        runner.submit("work", lambda: diff_texts(recovery.before, recovery.after), compared)

    def _compared(self, blocks: tuple[DiffBlock, ...]) -> None:
        self.diff.show_blocks(blocks)
        self.state.setText(summary(blocks))
        self.typing_button.setFocus()

    def _take_typing(self) -> None:
        self.typing_wanted.emit()
        self.accept()

    def _take_file(self) -> None:
        self.file_wanted.emit()
        self.accept()
