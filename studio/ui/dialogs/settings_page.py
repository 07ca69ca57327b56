"""The settings, each with a sentence that says what it does. A change counts at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from studio.app.checking.server_download_service import ServerDownloadService
from studio.settings.schema import Dialect, EngineChoice, MarkStyle, Motion, Settings, Theme
from studio.text.typed_mark import Habit
from studio.ui.dialogs.backup_choice import BackupSection
from studio.ui.dialogs.engine_choice import EngineSection
from studio.ui.dialogs.part import UNIT, Sheet, button, check, column, label, named, row

OWN_FONT = "The program's own"
_SECTION_HEIGHT = 30


class _CalmWheel(QObject):
    """Lets the wheel scroll the page instead of changing the field that happens to lie under the pointer."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class SettingsPage(Sheet):
    """Shows and changes the program's settings.

    Args:
        download: gets the LanguageTool server; without it the page only asks for a folder.

    Signals:
        changed: the whole new ``Settings``, at every change.
    """

    changed = Signal(object)

    of_story = False

    def __init__(
        self,
        settings: Settings,
        parent: QWidget | None = None,
        download: ServerDownloadService | None = None,
    ) -> None:
        super().__init__("Settings", "Every change counts at once.", parent, size=QSize(900, 640))
        self._settings = settings
        self._download = download
        self._wheel = _CalmWheel(self)
        self.habits: dict[str, QComboBox] = {}
        self._headings: dict[str, QLabel] = {}
        self._firsts: dict[str, QWidget] = {}
        self._following = True
        inner = QWidget()
        self._list = column(inner, spacing=UNIT)
        self._list.setContentsMargins(0, 0, 2 * UNIT, 0)
        self._look()
        self._page()
        self._typing()
        self._checking()
        self._saving()
        self._backups()
        self._list.addStretch(1)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        inner.setAutoFillBackground(False)
        named(area, "Settings")
        middle = row(self._build_sections(), area, spacing=3 * UNIT)
        middle.setStretch(1, 1)
        self.body.addLayout(middle, 1)
        self.foot.addStretch(1)
        self.foot.addWidget(button("Close", self.accept))
        QWidget.setTabOrder(self.sections, self.theme)
        self.sections.setFocus()

    def _build_sections(self) -> QListWidget:
        """The list of sections at the left: it scrolls to one, and follows what is scrolled to."""
        self.sections = QListWidget()
        self.sections.setObjectName("sectionList")
        self.sections.setFrameShape(QFrame.Shape.NoFrame)
        self.sections.setFixedWidth(150)
        named(self.sections, "Sections", "Enter goes to the settings of the section.")
        for title in self._headings:
            # The style sheet's room comes only once the list is shown; the rows are measured before.
            QListWidgetItem(title, self.sections).setSizeHint(QSize(0, _SECTION_HEIGHT))
        self.sections.setCurrentRow(0)
        self.sections.currentRowChanged.connect(self._go_to)
        self.sections.itemActivated.connect(lambda item: self._firsts[item.text()].setFocus())
        self._area.verticalScrollBar().valueChanged.connect(self._follow)
        return self.sections

    def show_section(self, title: str) -> None:
        """Bring a section into sight; without a title, or one that is not there, all stays as it is."""
        if title in self._headings:
            self.sections.setCurrentRow(list(self._headings).index(title))

    def _go_to(self, at: int) -> None:
        top = list(self._headings.values())[at].y()
        self._following = False  # the last sections cannot stand at the top, and yet are the chosen ones
        self._area.verticalScrollBar().setValue(0 if at == 0 else top)
        self._following = True

    def _follow(self, top: int) -> None:
        if self._following:
            upper = top + self._area.viewport().height() // 3
            passed = sum(heading.y() <= upper for heading in self._headings.values())
            if top == self._area.verticalScrollBar().maximum():
                passed = len(self._headings)
            self.sections.blockSignals(True)
            self.sections.setCurrentRow(max(0, passed - 1) if top else 0)
            self.sections.blockSignals(False)

    @property
    def settings(self) -> Settings:
        """The settings as chosen now."""
        return self._settings

    def _set(self, **values: object) -> None:
        new = replace(self._settings, **values)  # type: ignore[arg-type]
        if new != self._settings:
            self._settings = new
            self.changed.emit(new)

    # -- sections ------------------------------------------------------------------------------

    def _look(self) -> None:
        grid = self._section("Window")
        themes = ((Theme.SYSTEM, "As the system has it"), (Theme.LIGHT, "Light"), (Theme.DARK, "Dark"))
        self.theme = self._choice(grid, "Colours", themes, self._settings.theme, "theme")
        motions = (
            (Motion.SYSTEM, "As the system asks"),
            (Motion.REDUCED, "Nothing slides or fades"),
            (Motion.FULL, "Panels slide, cards fade"),
        )
        self.motion = self._choice(grid, "Motion", motions, self._settings.motion, "motion")

    def _page(self) -> None:
        grid = self._section("Page")
        families = [(OWN_FONT, "")] + [
            (family, family)
            for family in QFontDatabase.families()
            if QFontDatabase.isSmoothlyScalable(family) and not QFontDatabase.isPrivateFamily(family)
        ]
        self.font_choice = QComboBox()
        for words, family in families:
            self.font_choice.addItem(words, family)
        self.font_choice.setCurrentIndex(max(0, self.font_choice.findData(self._settings.font_family)))
        self.font_choice.currentIndexChanged.connect(
            lambda _at: self._set(font_family=self.font_choice.currentData())
        )
        self._line(grid, "Font", self.font_choice)
        self.text_size = self._decimal(
            grid, "Size", (8, 40, 0.5), self._settings.text_size, " pt", "text_size"
        )
        self.line_width = QSpinBox()
        self.line_width.setRange(40, 140)
        self.line_width.setSuffix(" characters")
        self.line_width.setValue(self._settings.line_width)
        self.line_width.valueChanged.connect(lambda value: self._set(line_width=value))
        self._line(grid, "Width of the column", self.line_width)
        self.spacing = self._decimal(
            grid, "Line spacing", (1, 3, 0.05), self._settings.line_spacing, "", "line_spacing"
        )
        marks = (
            (MarkStyle.SHAPES, "Lines whose shape tells the kind"),
            (MarkStyle.UNDERLINE, "One plain underline"),
            (MarkStyle.TINT, "A tint and a thin line"),
        )
        self.marks = self._choice(grid, "Marks", marks, self._settings.marks, "marks")

    def _typing(self) -> None:
        grid = self._section("Typing")
        for words, name, yes, no in (
            ("Quotation marks", "typing_quotes", "Curly", "As typed"),
            ("Two hyphens", "typing_dashes", "A dash", "As typed"),
            ("Three dots", "typing_ellipses", "One sign (…)", "As typed"),
        ):
            choices = ((Habit.STORY, "As the story has them"), (Habit.ALWAYS, yes), (Habit.NEVER, no))
            self.habits[name] = self._choice(grid, words, choices, getattr(self._settings, name), name)
        self._list.addWidget(
            label("Backspace right after one brings back what you typed.", "muted", wrap=True)
        )

    def _checking(self) -> None:
        grid = self._section("Proofreading")
        self.checking = check("Proofread while I write", on=self._settings.checking)
        self.checking.toggled.connect(lambda on: self._set(checking=on))
        self._line(grid, "", self.checking)
        self.deep = check("Let the language model read along", on=self._settings.deep)
        self.deep.toggled.connect(lambda on: self._set(deep=on))
        self._line(grid, "", self.deep)
        dialects = ((Dialect.AMERICAN, "American"), (Dialect.BRITISH, "British"))
        self.dialect = self._choice(
            grid, "English of new stories", dialects, self._settings.dialect, "dialect"
        )
        self.engine = EngineSection(self._settings, download=self._download)
        self.engine.changed.connect(
            lambda choice, folder, url: self._set(
                engine=EngineChoice(choice), server_folder=folder, remote_url=url
            )
        )
        self._list.addWidget(self.engine)
        if self.engine.get_server is not None:
            self.finished.connect(self.engine.get_server.leave)

    def _saving(self) -> None:
        grid = self._section("Saving")
        self.delay = self._decimal(
            grid,
            "After the last key",
            (0.2, 60, 0.1),
            self._settings.autosave_delay,
            " seconds",
            "autosave_delay",
        )
        self.interval = self._decimal(
            grid,
            "While typing goes on, every",
            (1, 600, 1),
            self._settings.autosave_interval,
            " seconds",
            "autosave_interval",
        )
        self._list.addWidget(
            label(
                "Keystrokes are also written down at once, so that a crash loses none that reached the disk.",
                "muted",
                wrap=True,
            )
        )

    def _backups(self) -> None:
        self._section("Backups")
        self.backups = BackupSection(self._settings)
        self.backups.changed.connect(
            lambda on, minutes, folder, keep: self._set(
                backup_on=on, backup_minutes=minutes, backup_folder=folder, backup_keep=keep
            )
        )
        for box in (self.backups.minutes, self.backups.keep):
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            box.installEventFilter(self._wheel)
        self._list.addWidget(self.backups)
        self._firsts["Backups"] = self.backups.on

    # -- parts ---------------------------------------------------------------------------------

    def _section(self, title: str) -> QGridLayout:
        heading = self._headings[title] = label(title, "section")
        heading.setContentsMargins(0, 2 * UNIT if self._list.count() else 0, 0, 0)
        self._list.addWidget(heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * UNIT)
        grid.setVerticalSpacing(UNIT)
        grid.setColumnMinimumWidth(0, 200)
        grid.setColumnStretch(1, 1)
        self._list.addLayout(grid)
        return grid

    def _line(self, grid: QGridLayout, words: str, field: QWidget) -> None:
        at = grid.rowCount()
        self._firsts.setdefault(next(reversed(self._headings)), field)
        if words:
            caption = label(words)
            caption.setBuddy(field)
            named(field, words)
            grid.addWidget(caption, at, 0)
        grid.addWidget(field, at, 1)
        field.setMaximumWidth(340)
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(self._wheel)
        inner = field.findChild(QLineEdit) if isinstance(field, QAbstractSpinBox) else None
        if inner is not None:
            # A spin box hands its padding on to nobody: without this the number touches the frame.
            inner.setTextMargins(6, 0, 0, 0)

    def _choice(
        self, grid: QGridLayout, words: str, choices: Sequence[tuple[str, str]], present: str, name: str
    ) -> QComboBox:
        box = QComboBox()
        for value, shown in choices:
            box.addItem(shown, value)
        values = [value for value, _ in choices]
        box.setCurrentIndex(values.index(present))
        box.currentIndexChanged.connect(lambda at: self._set(**{name: values[at]}))
        self._line(grid, words, box)
        return box

    def _decimal(
        self,
        grid: QGridLayout,
        words: str,
        bounds: tuple[float, float, float],
        present: float,
        unit: str,
        name: str,
    ) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        low, high, step = bounds
        box.setDecimals(2 if step < 0.1 else 1)
        box.setRange(low, high)
        box.setSingleStep(step)
        box.setSuffix(unit)
        box.setValue(present)
        box.valueChanged.connect(lambda value: self._set(**{name: round(value, 2)}))
        self._line(grid, words, box)
        return box
