"""Opens the window: shown first, filled right after."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from studio.settings.schema import Settings
from studio.settings.store import SettingsStore
from studio.storage.atomic import lenient, write_atomic
from studio.storage.error import StorageError
from studio.storage.places import UserFolders
from studio.ui.start_command import handlers
from studio.ui.start_guard import EndRequests, catch_errors, log_to
from studio.ui.theme.theme import Theme
from studio.ui.window.main_window import MainWindow

log = logging.getLogger(__name__)
_SWITCH = 0.0005  # seconds


class Program:
    """The window with everything behind it.

    ``show`` puts an empty page on the screen; ``fill`` makes the rest and opens the story, once the event
    loop turns. So the first page is there before anything heavy is imported. With ``checking`` False
    the proofreading worker is not started, whatever the settings say.
    """

    def __init__(self, app: QApplication, folders: UserFolders, *, checking: bool = True) -> None:
        self._folders = folders
        self._checking = checking
        self.store = SettingsStore(folders.config / "settings.toml", _write)
        loaded = self.store.load()
        self.settings: Settings = loaded.settings
        self._problems = loaded.problems
        self.theme = Theme(app, str(self.settings.theme))
        from studio.ui.window.main_window_look import prose_look

        self.window = MainWindow(
            self.theme, prose_look(self.settings, self.theme), handlers(self), self.settings.sidebar_width
        )
        self.window.set_geometry_text(self.settings.window_geometry)
        self.window.closing.connect(self._on_closing)
        self._filled = self._ended = False
        self.saved = True

    def show(self) -> None:
        """Show the window."""
        self.window.show_sidebar(self.settings.sidebar)
        self.window.actions_.set_story_open(False)
        self.window.show()

    def fill(self, paths: Sequence[str]) -> None:
        """Make what works behind the window, and open the first of ``paths`` or the welcome page."""
        from studio.ui.panels.outline_panel import OutlinePanel
        from studio.ui.start_services import make_services
        from studio.ui.window.main_window_backup import BackupControl
        from studio.ui.window.main_window_change import ChangeControl
        from studio.ui.window.main_window_dialog import StoryDialogs
        from studio.ui.window.main_window_file import FileControl
        from studio.ui.window.main_window_leave import LeaveControl
        from studio.ui.window.main_window_rescue import RescueControl
        from studio.ui.window.main_window_story import StoryControl
        from studio.ui.window.main_window_tool import ToolControl
        from studio.ui.window.main_window_typing import TypingControl
        from studio.ui.window.main_window_undo import UndoControl
        from studio.ui.window.main_window_version import VersionControl

        window, theme = self.window, self.theme
        self.services = make_services(window, self._folders, self.store, self.settings)
        self.rescue = RescueControl(window, self.services)
        leave = LeaveControl(window, self.services, self.rescue.save_copy)
        self.files = FileControl(window, self.services, theme, self.settings, leave)
        self.story = StoryControl(window, self.services)
        self.files.leaving.connect(self.story.keep_place)
        self.undo = UndoControl(window.editor, self.services)
        self.files.leaving.connect(self.undo.keep)
        self.backups = BackupControl(window, self.services, self.files.open_path, self.files.show_settings)
        self.versions = VersionControl(window, self.services, theme)
        self.dialogs = StoryDialogs(window, self.services, theme, self.story.go_to)
        self.changes = ChangeControl(window, self.services, theme, self.story.go_to)
        self.tools = ToolControl(window, self.services, theme, self.story, self.files)
        self.typing = TypingControl(window.editor, self.services, lambda: self.files.settings)
        self.tools.alike_wanted.connect(self.changes.show_fix_alike)
        self.outline = OutlinePanel(self.services.outline, theme)
        self.outline.go_to.connect(self.story.go_to)
        self.outline.history_wanted.connect(self.versions.show_history)
        self.story.caret_moved.connect(self.outline.set_position)
        window.add_side(self.outline, "Outline", "outline", "Ctrl+1")
        self._filled = True
        for problem in self._problems:
            window.notices.tell(problem.sentence)
        if paths:
            self.files.open_path(Path(paths[0]).absolute())
        else:
            self.files.show_welcome()
        QTimer.singleShot(0, self._after)

    def _after(self) -> None:
        """What the writer does not need for the first key."""
        from studio.ui.panels.characters_panel import CharactersPanel

        self.people = CharactersPanel(self.services.cast, self.theme)
        self.people.go_to.connect(
            # The next Enter walks on; with the focus on the page it would replace the name selected there.
            lambda chapter, start, end: self.story.go_to(chapter, start, end - start, focus=False)
        )
        self.story.caret_moved.connect(self.people.set_position)
        self.window.add_side(self.people, "Characters", "people", "Ctrl+2")
        if self.settings.checking and self._checking:
            self.services.proofing.start()
        gc.collect()
        gc.freeze()  # what is made by now stays; looking through it again would be felt at a key

    def add_chapter(self) -> None:
        """Add a chapter and let the writer name it."""
        self.window.show_side(0)
        self.outline.add_chapter()

    @property
    def left_behind(self) -> bool:
        """Whether a backup hangs in its drive and was given up."""
        return self._ended and self.backups.abandoned

    def end(self) -> None:
        """Somebody outside wants the program to end: close the window, or wait no longer if it is closing."""
        if not (self._ended and self.backups.hurry()):
            self.window.close()

    # -- the end -------------------------------------------------------------------------------------

    def _on_closing(self) -> None:
        if not self._filled or self._ended:
            return
        self._ended = True
        from dataclasses import replace

        shown = self.window.sidebar.isVisible() or self.services.session.project is None
        settings = replace(
            self.files.settings,
            sidebar=shown if not self.window.is_only_page else self.files.settings.sidebar,
            sidebar_width=max(160, min(800, self.window.sidebar_width())),
            window_geometry=self.window.geometry_text(),
            first_start=False,
        )
        self.story.keep_place()
        self.window.hide()
        self.undo.keep()
        self.saved = self.services.end(self.backups.wait_at_the_end)
        try:
            self.store.save(settings)
        except (OSError, StorageError) as error:
            log.warning("The settings could not be saved: %s", error)


def run(paths: Sequence[str]) -> int:
    """Open the window on the first of ``paths``, or on the welcome page; returns the exit status."""
    # A key must not wait for a job beside it: by default a thread may keep the interpreter for 5 ms, and one
    # key takes the interpreter several times.
    sys.setswitchinterval(_SWITCH)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application is running already")
    app.setApplicationName("story-studio")
    app.setApplicationDisplayName("Story Studio")
    app.setDesktopFileName("story-studio")
    folders = UserFolders.default()
    log_to(folders.state)
    program = Program(app, folders)
    catch_errors(program.window.notices.tell)
    end_requests = EndRequests(program.window, program.end)
    program.show()
    QTimer.singleShot(0, lambda: program.fill(paths))
    status = app.exec()
    end_requests.close()
    status = status if program.saved else 1
    if program.left_behind:
        # Python would wait for the job that hangs; everything else is done.
        logging.shutdown()
        os._exit(status)
    return status


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, data, leniency=lenient())
