"""The window: sidebar, page, findings, status line. It lays out; the controls around it do the work."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.ui.action import ActionBook
from studio.ui.editor.editor import Editor
from studio.ui.editor.prose_look import ProseLook
from studio.ui.icon import icon, program_icon
from studio.ui.panels.status import StatusLine
from studio.ui.theme.theme import Theme
from studio.ui.window.main_window_notice import NoticeBoard

_SIDEBAR, _CENTRE, _FINDINGS = range(3)
_FINDINGS_WIDTH = 330
_SMALL_SCREEN = 1366
_SETTLE_MS = 250


class MainWindow(QMainWindow):
    """One story in one window.

    Signals:
        closing: the window is about to close; whoever saves does it now.
    """

    closing = Signal()

    def __init__(
        self,
        theme: Theme,
        look: ProseLook,
        handlers: Mapping[str, Callable[[bool], object]],
        sidebar_width: int = 280,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._widths = [sidebar_width, 1000, _FINDINGS_WIDTH]
        self._before_focus: tuple[bool, bool] | None = None
        self._geometry = QByteArray()  # from before the full screen
        self._settle_timer = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle_timer.timeout.connect(self._after_state_change)
        self.setWindowIcon(program_icon())
        self.setWindowTitle("Story Studio")
        self.setMinimumSize(640, 420)
        self.actions_ = ActionBook(self, {**self._own_handlers(), **handlers})
        self.menus: dict[str, QMenu] = self.actions_.fill(self.menuBar())
        self.editor = Editor(theme, look)
        self.notices = NoticeBoard()
        self.centre = QStackedWidget()
        self.sidebar = QWidget()
        self.side_stack = QStackedWidget()
        self.side_tabs: list[QToolButton] = []
        self.status = StatusLine()
        self.splitter = QSplitter()
        self._build()
        theme.changed.connect(self._tint)
        self.notices.left.connect(self._leave_notice)
        self.may_close: Callable[[], bool] = lambda: True

    def _own_handlers(self) -> dict[str, Callable[[bool], object]]:
        return {
            "sidebar": self.show_sidebar,
            "focus_mode": self.show_only_page,
            "outline": lambda _on: self.show_side(0),
            "people": lambda _on: self.show_side(1),
            "page": lambda _on: self.editor.focus(),
            "next_part": lambda _on: self._go_on(1),
            "previous_part": lambda _on: self._go_on(-1),
            "quit": lambda _on: self.close(),
        }

    # -- parts ---------------------------------------------------------------------------------------

    def _build(self) -> None:
        middle = QWidget()
        middle.setProperty("role", "page")
        middle.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self.centre, 1)
        self._below = column
        self.centre.addWidget(self.editor)
        self._build_sidebar()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.sidebar)
        self.splitter.addWidget(middle)
        self.splitter.setStretchFactor(_CENTRE, 1)
        self.splitter.setSizes(self._widths[:2])
        self.setCentralWidget(self.splitter)
        self.setStatusBar(self.status)

    def _build_sidebar(self) -> None:
        self.sidebar.setProperty("role", "panel")
        self.sidebar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sidebar.setMinimumWidth(180)
        self.sidebar.setMaximumWidth(520)
        column = QVBoxLayout(self.sidebar)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.side_stack, 1)
        self._tabs = QHBoxLayout()
        self._tabs.setContentsMargins(10, 2, 10, 6)
        self._tabs.setSpacing(2)
        self._tabs.addStretch(1)
        column.addLayout(self._tabs)

    def add_side(self, panel: QWidget, name: str, sign: str, keys: str) -> None:
        """Put a panel into the sidebar, with a small button called ``name`` to bring it up."""
        number = self.side_stack.addWidget(panel)
        button = QToolButton()
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setChecked(number == 0)
        button.setIcon(icon(sign, self._theme.muted))
        button.setProperty("sign", sign)
        button.setToolTip(f"{name} ({keys})")
        button.setAccessibleName(name)
        button.clicked.connect(lambda _on=False: self.show_side(number))
        self._tabs.insertWidget(number, button)
        self.side_tabs.append(button)

    def add_below(self, bar: QWidget) -> None:
        """Put a bar under the page."""
        self._below.addWidget(bar)

    def add_findings(self, panel: QWidget) -> None:
        """Put the panel of findings on the right; hidden until it is asked for."""
        panel.setMinimumWidth(240)
        panel.setMaximumWidth(560)
        panel.hide()
        self.splitter.addWidget(panel)

    def _tint(self) -> None:
        for button in self.side_tabs:
            button.setIcon(icon(str(button.property("sign")), self._theme.muted))

    # -- what is seen --------------------------------------------------------------------------------

    def show_view(self, view: QWidget) -> None:
        """Show ``view`` where the page is."""
        if self.centre.indexOf(view) < 0:
            self.centre.addWidget(view)
        self.centre.setCurrentWidget(view)
        view.setFocus()

    def drop_view(self, view: QWidget) -> None:
        """Let go of a view; if it is in the place of the page, show the page."""
        seen = self.centre.currentWidget() is view
        self.centre.removeWidget(view)
        view.deleteLater()
        if seen:
            self.show_page()

    def drop_other_views(self) -> None:
        """Let go of the views that ask about the open story."""
        for view in [self.centre.widget(at) for at in range(self.centre.count())]:
            if view is not None and getattr(view, "of_story", False):
                self.drop_view(view)

    def show_page(self, *, focus: bool = True) -> None:
        """Show the page, and give it the focus unless that shall stay where it is."""
        self.centre.setCurrentWidget(self.editor)
        if focus:
            self.editor.focus()

    def _parts(self) -> list[QWidget]:
        """The parts that are seen, in the order in which F6 goes through them."""
        bars = [item.widget() for at in range(2, self._below.count()) if (item := self._below.itemAt(at))]
        parts = [self.centre, self.notices, *bars, self.splitter.widget(_FINDINGS), self.sidebar]
        return [part for part in parts if part is not None and part.isVisible()]

    def _go_on(self, by: int) -> None:
        """Give the focus to the next (1) or previous (-1) part of the window."""
        parts, focused = self._parts(), self.focusWidget()
        here = next((at for at, each in enumerate(parts) if focused and each.isAncestorOf(focused)), 0)
        part = parts[(here + by) % len(parts)]
        if part is self.centre:
            part = self.centre.currentWidget() or part
        elif part is self.sidebar:
            part = self.side_stack.currentWidget() or part
        if part is self.notices:
            self.notices.take_focus()
        else:
            part.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back to the page from wherever nothing else is to be left."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self._leave_notice()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _leave_notice(self) -> None:
        view = self.centre.currentWidget()
        if view is not None:
            view.setFocus()

    def show_sidebar(self, on: bool) -> None:
        """Show or hide the sidebar."""
        self.sidebar.setVisible(on)
        self.actions_["sidebar"].setChecked(on)
        if not on:
            self.editor.focus()

    def show_side(self, number: int) -> None:
        """Bring up a panel of the sidebar and give it the focus."""
        self.show_sidebar(True)
        self.side_stack.setCurrentIndex(number)
        if number < len(self.side_tabs):
            self.side_tabs[number].setChecked(True)
        panel = self.side_stack.currentWidget()
        if panel is not None:
            panel.setFocus()

    def show_findings(self, on: bool) -> None:
        """Show or hide the panel of findings."""
        panel = self.splitter.widget(_FINDINGS)
        if panel is None:
            return
        panel.setVisible(on)
        self.actions_["findings"].setChecked(on)
        if on:
            sizes = self.splitter.sizes()
            sizes[_CENTRE] -= _FINDINGS_WIDTH - sizes[_FINDINGS]
            sizes[_FINDINGS] = _FINDINGS_WIDTH
            self.splitter.setSizes(sizes)
            panel.setFocus()
        else:
            self.editor.focus()

    def show_only_page(self, on: bool) -> None:
        """Full screen with nothing but the page, or back to what was there before."""
        self.actions_["focus_mode"].setChecked(on)
        panel = self.splitter.widget(_FINDINGS)
        if on and self._before_focus is None:
            findings = panel is not None and panel.isVisible()
            self._geometry = self.saveGeometry()
            self._before_focus = (self.sidebar.isVisible(), findings)
            self.sidebar.hide()
            if panel is not None:
                panel.hide()
            self.menuBar().setMaximumHeight(0)  # hidden menus would take their shortcuts with them
            self.status.hide()
            self.setWindowState(self.windowState() | Qt.WindowState.WindowFullScreen)
        elif not on and self._before_focus is not None:
            sidebar, findings = self._before_focus
            self._before_focus = None
            self.sidebar.setVisible(sidebar)
            if panel is not None:
                panel.setVisible(findings)
            self.menuBar().setMaximumHeight(16777215)
            self.status.show()
            # Maximized stays as it was: only the one flag is taken away.
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)
        self.editor.focus()

    @property
    def is_only_page(self) -> bool:
        """Whether nothing but the page is shown."""
        return self._before_focus is not None

    def sidebar_width(self) -> int:
        """The sidebar's width in pixels, also while it is hidden."""
        return self.splitter.sizes()[_SIDEBAR] or self._widths[_SIDEBAR]

    # -- the window itself ---------------------------------------------------------------------------

    def geometry_text(self) -> str:
        """Where the window stands (before the full screen, if it fills the screen now), for the settings."""
        geometry = self._geometry if self.is_only_page else self.saveGeometry()
        return bytes(geometry.toBase64().data()).decode("ascii")

    def set_geometry_text(self, text: str) -> None:
        """Put the window where it stood; anything unreadable leaves it as it is."""
        if not text or not self.restoreGeometry(QByteArray.fromBase64(text.encode("ascii", "ignore"))):
            room = self.screen().availableGeometry()
            self.resize(min(1480, room.width() - 40), min(920, room.height() - 40))
            if room.width() <= _SMALL_SCREEN:
                self.setWindowState(Qt.WindowState.WindowMaximized)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close():
            self.closing.emit()
            super().closeEvent(event)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and self.is_only_page:
            self._settle_timer.start()

    def _after_state_change(self) -> None:
        """The window manager ended the full screen. On the way into it a maximized window passes through
        states that are none, so only the one that lasts counts."""
        if self.is_only_page and not self.isFullScreen():
            self.show_only_page(False)
