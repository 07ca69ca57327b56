"""What the Edit, View and Proofreading menus do: page, find bar, findings, look."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from studio.app.session.autosave import AutosaveTiming
from studio.proofing.finding import Finding
from studio.settings.schema import Settings
from studio.settings.schema import Theme as ThemeChoice
from studio.text.span import Span
from studio.ui.dialogs.find_bar import FindBar
from studio.ui.editor.prose_key import scene_break, toggle_emphasis
from studio.ui.editor.prose_look import is_indented
from studio.ui.panels.findings import FindingsPanel
from studio.ui.start_services import Services, backup_plan, engine_choice
from studio.ui.theme.theme import Theme
from studio.ui.window.main_window import MainWindow
from studio.ui.window.main_window_file import FileControl
from studio.ui.window.main_window_look import prose_look
from studio.ui.window.main_window_palette import CommandPalette
from studio.ui.window.main_window_story import StoryControl

_TEXT_SIZES = (8.0, 40.0)


class ToolControl(QObject):
    """The find bar and the panel of findings are made when they are first wanted.

    Signals:
        alike_wanted: chapter id and ``Finding`` of which all of the kind are to be fixed.
    """

    alike_wanted = Signal(str, object)

    def __init__(
        self,
        window: MainWindow,
        services: Services,
        theme: Theme,
        story: StoryControl,
        files: FileControl,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._editor = window.editor
        self._services = services
        self._theme = theme
        self._story = story
        self._files = files
        self._settings = files.settings
        self._find: FindBar | None = None
        self._findings: FindingsPanel | None = None
        theme.changed.connect(self._dress)
        files.settings_changed.connect(self._on_settings)
        window.editor.page.zoomed.connect(self.zoom)
        window.editor.counted.connect(lambda: self._find.text_changed() if self._find else None)
        self._show_settings(files.settings)

    # -- finding words -------------------------------------------------------------------------------

    def find_bar(self) -> FindBar:
        """The find bar, made at its first use."""
        if self._find is None:
            self._find = FindBar(self._editor)
            self._window.add_below(self._find)
        return self._find

    # -- findings ------------------------------------------------------------------------------------

    def findings_panel(self) -> FindingsPanel:
        """The panel of findings, made at its first use."""
        if self._findings is None:
            self._findings = panel = FindingsPanel(
                self._theme, self._findings_of, self._services.proofing.is_read
            )
            self._services.proofing.finished.connect(panel.findings_changed)
            self._window.add_findings(panel)
            panel.chosen.connect(self._story.go_to_finding)
            panel.left.connect(self._editor.focus)
            panel.alike_wanted.connect(self.alike_wanted)
            self._story.findings_changed.connect(panel.findings_changed)
            self._story.chapter_shown.connect(panel.set_chapter)
            self._story.chapters_changed.connect(self._tell_chapters)
            panel.set_chapter(self._editor.chapter_id)
            self._tell_chapters()
        return self._findings

    def show_findings(self, on: bool) -> None:
        """Show or hide the panel of findings."""
        self.findings_panel()
        self._window.show_findings(on)

    def _tell_chapters(self) -> None:
        project = self._story.project
        if self._findings is not None and project is not None:
            self._findings.set_chapters({chapter.id: chapter.title for chapter in project.chapters})
            for chapter in project.chapters:
                self._findings.findings_changed(chapter.id)

    def _findings_of(self, chapter: str) -> tuple[str, tuple[Finding, ...]]:
        proofing = self._services.proofing
        return proofing.text_of(chapter), proofing.findings(chapter)

    def show_marks(self, on: bool) -> None:
        """Show or hide the marks in the text."""
        self._editor.page.art.show_marks = on
        self._editor.page.viewport().update()

    # -- editing -------------------------------------------------------------------------------------

    def edit(self, what: str) -> None:
        """Do "undo", "redo", "cut", "copy", "paste" or "select_all" where the focus is."""
        target = self._focused_text()
        method = {"select_all": "selectAll"}.get(what, what)
        getattr(target, method)()

    def _focused_text(self) -> QWidget:
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit | QPlainTextEdit | QTextEdit):
            return focused
        return self._editor.page

    def emphasise(self, mark: str) -> None:
        """Switch emphasis on or off for what is selected."""
        edit, chosen = toggle_emphasis(self._editor.text(), self._editor.selection(), mark)
        if not self._editor.page.isReadOnly():
            self._editor.apply([edit])
            self._editor.select(chosen)

    def break_scene(self) -> None:
        """Begin a new scene behind this paragraph."""
        text = self._editor.text()
        edit, caret = scene_break(text, self._editor.caret(), spaced=not is_indented(text))
        if not self._editor.page.isReadOnly():
            self._editor.apply([edit])
            self._editor.select(Span(caret, caret))

    # -- look ----------------------------------------------------------------------------------------

    def zoom(self, by: int) -> None:
        """Make the text larger (1) or smaller (-1) by half a point."""
        settings = self._files.settings
        low, high = _TEXT_SIZES
        size = min(high, max(low, settings.text_size + 0.5 * by))
        self._files.change_settings(replace(settings, text_size=size))

    def choose_theme(self, choice: str) -> None:
        """Wear "light", "dark" or "system"."""
        self._files.change_settings(replace(self._files.settings, theme=ThemeChoice(choice)))

    def _on_settings(self, settings: Settings) -> None:
        before, self._settings = self._settings, settings
        self._theme.choose(str(settings.theme))
        self._show_settings(settings)
        timing = AutosaveTiming(settings.autosave_delay, settings.autosave_interval)
        self._services.session.use_timing(timing)
        self._services.backups.use(backup_plan(settings))
        proofing = self._services.proofing
        if settings.checking != before.checking:
            if settings.checking:
                proofing.start()
            else:
                proofing.stop()
                self._window.status.show_rest()
        if engine_choice(settings) != engine_choice(before):
            proofing.configure(engine_choice(settings))

    def _show_settings(self, settings: Settings) -> None:
        self._dress()
        self._editor.page.art.style = str(settings.marks)
        self._editor.page.viewport().update()
        for choice in ThemeChoice:
            self._window.actions_[f"theme_{choice}"].setChecked(settings.theme is choice)
        self._window.actions_["marks"].setChecked(self._editor.page.art.show_marks)

    def _dress(self) -> None:
        look = prose_look(self._files.settings, self._theme)
        if look != self._editor.page.look:
            self._editor.set_look(look)

    def show_palette(self) -> CommandPalette:
        """Show the command palette."""
        view = self._window.centre.currentWidget() or self._editor.page
        back, card = self._window.focusWidget(), self._editor.card
        if back is None or back is card or card.isAncestorOf(back):
            back = view  # a card closes as soon as one goes elsewhere
        return CommandPalette(self._window, self._window.actions_.usable(), back)
