"""Opening, making and leaving stories; settings, keys; questions about files. Dialogs load when wanted."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu

from studio.app.tasks import Cancel
from studio.model.project import Project
from studio.settings.schema import Settings
from studio.storage.recent import Recent
from studio.ui.dialogs.welcome import RecentStory, WelcomeView
from studio.ui.start_services import Services
from studio.ui.theme.theme import Theme
from studio.ui.window.main_window import MainWindow
from studio.ui.window.main_window_leave import LeaveControl
from studio.ui.window.main_window_notice import Answer
from studio.ui.window.main_window_settings import SettingsControl

_SETTINGS_AGAIN = 30.0  # seconds
_SAMPLES = Path(__file__).resolve().parents[3] / "projects"


class FileControl(QObject):
    """What the File menu does.

    Args:
        leave: asked before the open story is left.

    Signals:
        settings_changed: the new ``Settings``.
        leaving: the story is about to be closed.
    """

    settings_changed = Signal(object)
    leaving = Signal()

    def __init__(
        self,
        window: MainWindow,
        services: Services,
        theme: Theme,
        settings: Settings,
        leave: LeaveControl,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._theme = theme
        self._leave = leave
        self.settings = settings
        self._settings_control = SettingsControl(
            window, lambda: self.settings, self.change_settings, services.server_download
        )
        self._welcome: WelcomeView | None = None
        self._unkept = ""
        self._again: Cancel | None = None
        self._recent = QMenu("Open &recent", window)
        self._recent.setToolTipsVisible(True)
        window.menus["File"].insertMenu(window.actions_["close_story"], self._recent)
        window.menus["File"].aboutToShow.connect(lambda: self.fill_recent(self._recent))
        session = services.session
        session.opened.connect(self._on_opened)
        session.read_only_changed.connect(self._on_read_only)
        session.freed.connect(self._on_freed)

    # -- stories -------------------------------------------------------------------------------------

    def open_path(self, path: Path, *, take_over: bool = False) -> None:
        """Open a story, a folder of texts or a file, unless what is open would lose words by it."""
        if not self._leave.may_leave():
            return
        self.leaving.emit()
        self._leave.let_go()

        def done(project: Project | None) -> None:
            if project is None and self._services.session.project is None:
                self.show_welcome()

        self._services.session.open(path, done, take_over)

    def open_folder(self) -> None:
        """Ask for a folder and open it."""
        chosen = QFileDialog.getExistingDirectory(
            self._window, "Open a story or a folder of texts", self._home()
        )
        if chosen:
            self.open_path(Path(chosen))

    def open_file(self) -> None:
        """Ask for one text file and open it."""
        kinds = "Texts (*.txt *.md *.markdown);;All files (*)"
        chosen, _ = QFileDialog.getOpenFileName(self._window, "Open a text", self._home(), kinds)
        if chosen:
            self.open_path(Path(chosen))

    def new_story(self) -> None:
        """Ask for title and place, make the story and open it."""
        from studio.ui.dialogs.new_story import NewStoryDialog

        dialog = NewStoryDialog(Path(self._home()), parent=self._window)
        dialog.created_wanted.connect(self._create)
        dialog.show()

    def _create(self, path: str, title: str, author: str) -> None:
        from studio.storage.template import new_project

        def failed(error: Exception) -> None:
            self._window.notices.tell(f"The story could not be made: {error}")

        folder = Path(path)
        self._services.runner.submit(
            "io", lambda: new_project(folder, title, author), lambda _made: self.open_path(folder), failed
        )

    def open_sample(self) -> None:
        """Open a copy of the sample story in the user's data folder; a copy made before is kept."""
        samples = sorted(path for path in _SAMPLES.glob("*") if (path / "story.toml").is_file())
        if not samples:
            self._window.notices.tell("The sample story is not where it should be.")
            return
        source = samples[0]
        target = self._services.folders.data / "samples" / source.name

        def copy() -> Path:
            if not target.exists():
                shutil.copytree(source, target)
            return target

        self._services.runner.submit("io", copy, self.open_path)

    def close_story(self) -> None:
        """Save and close the story, and show the welcome page."""
        project = self._services.session.project
        if not self._leave.may_leave():
            return
        self.leaving.emit()
        self._leave.let_go()
        saved = self._services.session.close()
        self._services.backups.left()
        self._window.editor.forget_all()
        self._window.status.clear_story()
        self.show_welcome()
        if not saved and project is not None:
            sentence = f"Not everything in “{project.title}” is in its files yet; what you typed is kept "
            self._window.notices.tell(sentence + "and comes back when you open it again.")

    def show_welcome(self) -> None:
        """Show the first page, with the stories opened last."""
        self._window.actions_.set_story_open(False)
        self._window.setWindowTitle("Story Studio")
        self._window.show_sidebar(False)
        self._window.show_findings(False)
        if self._welcome is None:
            self._welcome = view = WelcomeView()
            view.open_path.connect(lambda path: self.open_path(Path(path)))
            view.new_story_wanted.connect(self.new_story)
            view.open_folder_wanted.connect(self.open_folder)
            view.open_file_wanted.connect(self.open_file)
            view.sample_wanted.connect(self.open_sample)
            view.forget.connect(self._forget)
        self._window.show_view(self._welcome)
        self._services.runner.submit("io", self._services.recents.load, self._show_recents)

    def _show_recents(self, recents: tuple[Recent, ...]) -> None:
        if self._welcome is not None:
            most = self.settings.recent_count
            now = datetime.now()
            self._welcome.set_recent(
                [RecentStory(each.title, str(each.path), when(each.opened, now)) for each in recents[:most]]
            )

    def fill_recent(self, menu: QMenu) -> None:
        """Put the stories opened last into ``menu``, which is about to be shown."""

        def show(recents: tuple[Recent, ...]) -> None:
            menu.clear()
            for each in recents[: self.settings.recent_count]:
                action = menu.addAction(each.title.replace("&", "&&"))
                action.setToolTip(str(each.path))
                action.triggered.connect(lambda _on=False, path=each.path: self.open_path(path))
            if menu.isEmpty():
                menu.addAction("No story yet").setEnabled(False)

        self._services.runner.submit("io", self._services.recents.load, show)

    def _forget(self, path: str) -> None:
        recents = self._services.recents

        def forget() -> tuple[Recent, ...]:
            recents.forget(Path(path))
            return recents.load()

        self._services.runner.submit("io", forget, self._show_recents)

    def _on_opened(self, project: Project) -> None:
        self._window.show_page()
        self._window.show_sidebar(self.settings.sidebar)
        path = _path_of(project)
        recents, now = self._services.recents, datetime.now()
        self._services.runner.submit("io", lambda: recents.add(path, project.title, now))

    def _home(self) -> str:
        project = self._services.session.project
        return str(project.root.parent if project else Path.home())

    # -- another window has the story --------------------------------------------------------------------

    def _on_read_only(self, read_only: bool) -> None:
        story = self._services.session.story
        if read_only and story is not None and story.taken:
            path = _path_of(story.project)
            answer = Answer("Write here instead", lambda: self.open_path(path, take_over=True))
            self._window.notices.tell(story.taken, [answer])

    def _on_freed(self, project: Project) -> None:
        story = self._services.session.story
        if story is not None:
            self._window.notices.withdraw(story.taken)
            answer = Answer("Write here", lambda: self.open_path(_path_of(project)))
            self._window.notices.tell(
                "The other window has closed this story; you can write here now.", [answer]
            )

    # -- export ----------------------------------------------------------------------------------------

    def show_export(self) -> None:
        """Ask what to export, show what changes, and write it."""
        if self._services.session.project is None:
            return
        from studio.app.exchange.export_service import ExportService
        from studio.storage.export_write import ExportWrite
        from studio.ui.dialogs.export_dialog import ExportDialog

        services = self._services
        story = services.session.story
        write = ExportWrite(story.places.journal if story else None)
        service = ExportService(services.runner, write)
        ExportDialog(services.session, service, services.runner, self._theme, self._window).show()

    # -- the program itself --------------------------------------------------------------------------

    def show_settings(self, section: str = "") -> None:
        """Show the page of settings, with the section of that title in sight."""
        self._settings_control.show(section)

    def change_settings(self, settings: Settings) -> None:
        """Use and keep other settings."""
        self.settings = settings
        self.settings_changed.emit(settings)
        store = self._services.store
        self._services.runner.submit(
            "io", lambda: store.save(settings), lambda _none: self._kept(), self._not_kept
        )

    def _not_kept(self, error: Exception) -> None:
        """Say so once, and try again by and by; what was chosen counts here meanwhile."""
        if not self._unkept:
            self._unkept = f"The settings could not be saved and count only until you quit: {error}"
            self._window.notices.tell(self._unkept)
        if self._again is not None:
            self._again()
        self._again = self._services.scheduler.call_later(
            _SETTINGS_AGAIN, lambda: self.change_settings(self.settings)
        )

    def _kept(self) -> None:
        if self._unkept:
            self._window.notices.withdraw(self._unkept)
            self._unkept = ""

    def show_keys(self) -> None:
        """Show all keys."""
        from studio.ui.action import CARD_KEYS, COMMANDS, key_rows
        from studio.ui.dialogs.keyboard_help import SIDEBAR_KEYS, KeyboardHelp, KeyGroup

        menus = dict.fromkeys(command.menu.replace("&", "") for command in COMMANDS)
        groups = [KeyGroup(menu, rows) for menu in menus if (rows := key_rows(menu))]
        KeyboardHelp(
            [*groups, KeyGroup("On the card of a finding", CARD_KEYS), *SIDEBAR_KEYS], self._window
        ).show()

    def about(self) -> None:
        """Say what this is."""
        from studio.ui.dialogs.about import AboutSheet

        folders = self._services.folders
        places = (
            ("Settings", str(folders.config)),
            ("Backups", self.settings.backup_folder or str(folders.data / "backups")),
            ("Log", str(folders.state)),
        )
        AboutSheet(places, self._window).show()


def _path_of(project: Project) -> Path:
    """What is opened to open the story again."""
    return project.chapters[0].path if project.kind == "file" and project.chapters else project.root


def when(then: datetime, now: datetime) -> str:
    """How long ago, as one says it: "just now", "today at 14:05", "yesterday", "3 May"."""
    days = (now.date() - then.date()).days
    if days <= 0:
        minutes = int((now - then).total_seconds() // 60)
        return "just now" if minutes < 2 else f"today at {then:%H:%M}"
    if days == 1:
        return "yesterday"
    return (
        f"{days} days ago"
        if days < 7
        else f"{then.day} {then:%B}" + ("" if then.year == now.year else f" {then.year}")
    )
