"""What the window says and asks about backups."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.app.versions.backup_service import BackupState
from studio.ui.start_services import Services
from studio.ui.window.main_window import MainWindow
from studio.ui.window.main_window_notice import Answer

if TYPE_CHECKING:
    from studio.ui.dialogs.quit_wait import QuitWait

_LONGEST = 30.0  # seconds that the end of the program waits for a backup
_TO_STOP = 2.0


class BackupControl(QObject):
    """Words what backups tell, and shows their dialog.

    Args:
        open_path: opens a story.
        show_settings: shows the section of the settings in which another folder can be chosen.
    """

    def __init__(
        self,
        window: MainWindow,
        services: Services,
        open_path: Callable[[Path], object],
        show_settings: Callable[[str], object],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._open_path = open_path
        self._show_settings = show_settings
        self._said = ""
        self._waiting: QuitWait | None = None
        self.abandoned = False
        services.backups.told.connect(self._on_told)
        services.backups.missed(self._on_missed)

    def wait_at_the_end(self) -> None:
        """The program ends and the last backup takes its time: wait for it, but not for ever."""
        from studio.ui.dialogs.quit_wait import QuitWait

        backups = self._services.backups
        under_way = backups.under_way
        made = under_way is None
        if under_way is not None:
            self._waiting = wait = QuitWait(under_way.title, under_way.folder, _LONGEST)
            made = wait.wait(lambda: backups.finish(0.0))
            self._waiting = None
            if not made:
                backups.give_up(wished=wait.skipped)
        # A job that does not even hear that it was stopped hangs in the drive; it goes with the process.
        self.abandoned = not made and not backups.finish(_TO_STOP)

    def hurry(self) -> bool:
        """Wait no longer at the end; whether there was something to wait for."""
        if self._waiting is not None:
            self._waiting.give_up()
        return self._waiting is not None

    def show(self) -> None:
        """Show the backups of the open story; without one, a way to open any backup."""
        from studio.ui.dialogs.backup_dialog import BackupDialog

        project = self._services.session.project
        home = project.root.parent if project else Path.home()
        title = project.title if project else ""
        dialog = BackupDialog(self._services.backups, home, title, self._window)
        dialog.open_wanted.connect(lambda path: self._open_path(Path(path)))
        dialog.show()

    def _on_told(self, state: BackupState) -> None:
        if state.ok:
            self._window.notices.withdraw(self._said)
            self._said = ""
            if state.new or state.asked:
                self._window.status.say(state.sentence)
        elif state.sentence != self._said:
            # Each try would say the same; once is enough until one succeeds.
            self._window.notices.withdraw(self._said)
            self._said = state.sentence
            answers = [
                Answer("Choose a folder", lambda: self._show_settings("Backups")),
                Answer("Try again", self._try_again),
            ]
            self._window.notices.tell(state.sentence, answers)

    def _on_missed(self, sentence: str) -> None:
        answers = [
            Answer("Choose a folder", lambda: self._show_settings("Backups")),
            Answer("Show backups", self.show),
        ]
        self._window.notices.tell(sentence, answers)

    def _try_again(self) -> None:
        self._said = ""
        self._services.backups.back_up_now()
