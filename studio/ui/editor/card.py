"""The card at a mark: why it is marked, and what can be done about it, all by keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QMenuBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.ui.editor.fix_button import FixButton
from studio.ui.editor.flow_layout import FlowLayout
from studio.ui.editor.mark_kind import mark_kind
from studio.ui.editor.mark_list import Mark
from studio.ui.editor.mark_words import announcement, can_add, fix_words
from studio.ui.editor.shape_sample import ShapeSample
from studio.ui.theme.theme import Theme

_WIDTH = 400
_MOST_FIXES = 6
_GAP = 7


class FindingCard(QFrame):
    """Shows one mark at a time.

    Keys: 1 to 9 take a fix, Enter the first; I ignores it here, Shift+I everywhere in the story, A adds the
    word, F fixes all of the kind, Escape closes, F8 and Shift+F8 go on (those belong to the window).

    Signals:
        fix_chosen: mark, and the suggestion to put in its place.
        ignore_chosen: mark, and whether everywhere in the story.
        word_chosen: mark whose words are to be the story's own.
        alike_chosen: mark of which all of the kind are to be fixed.
        closed: the writer wants back to the page.
        left: the focus went somewhere else in the window.
    """

    fix_chosen = Signal(object, str)
    ignore_chosen = Signal(object, bool)
    word_chosen = Signal(object)
    alike_chosen = Signal(object)
    closed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ground = parent
        self.mark: Mark | None = None
        self.fixes: list[QPushButton] = []
        self.setProperty("role", "card")
        self.setObjectName("findingCard")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sample = ShapeSample()
        self.kind = QLabel()
        self.kind.setProperty("role", "heading")
        self.place = QLabel()
        self.place.setProperty("role", "small")
        self.reason = QLabel()
        self.reason.setWordWrap(True)
        self.reason.setTextFormat(Qt.TextFormat.PlainText)
        self._outer = QVBoxLayout(self)
        self._fix_row = FlowLayout(spacing=6)
        self.ignore_button = self._quiet(
            "Ignore here", "I", "Ignore in this place", lambda: self._ignore(everywhere=False)
        )
        self.everywhere_button = self._quiet(
            "Everywhere",
            "Shift+I",
            "Ignore everywhere in this story",
            lambda: self._ignore(everywhere=True),
        )
        self.word_button = self._quiet("Add word", "A", "Add to the story’s words", self._add_word)
        self.alike_button = self._quiet("Fix all…", "F", "Fix all of this kind", self._fix_alike)
        self._build()
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """A card belongs to a place in the text; it does not stay behind when one works elsewhere."""
        elsewhere = new is not None and new is not self and not self.isAncestorOf(new)
        if elsewhere and self.isVisible() and not isinstance(new, QMenuBar | QMenu):
            self.left.emit()

    def _build(self) -> None:
        outer = self._outer
        outer.setContentsMargins(16, 12, 12, 10)
        outer.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.sample)
        head.addWidget(self.kind)
        head.addStretch(1)
        head.addWidget(self.place)
        outer.addLayout(head)
        outer.addWidget(self.reason)
        outer.addLayout(self._fix_row)
        foot = FlowLayout(spacing=2)
        for each in (self.ignore_button, self.everywhere_button, self.word_button, self.alike_button):
            foot.addWidget(each)
        outer.addLayout(foot)

    def _quiet(self, words: str, key: str, tip: str, call: Callable[[], None]) -> QPushButton:
        made = QPushButton(f"{words}  {key.replace('Shift+', '⇧')}")
        made.setProperty("kind", "faint")
        made.setToolTip(tip)
        made.setAccessibleName(f"{tip}, key {key}")
        made.setAutoDefault(False)
        made.clicked.connect(lambda _checked=False: call())
        return made

    # -- showing -------------------------------------------------------------------------------------

    def show_mark(self, mark: Mark, text: str, place: str, around: QRect) -> None:
        """Show ``mark`` of the chapter ``text``; ``around`` (in the parent) is the line not to be covered."""
        self.mark = mark
        marked = mark.span.of(text)
        finding = mark.finding
        kind = mark_kind(finding.category)
        self.sample.show_kind(kind, getattr(self._theme.colours, kind.tone))
        self.kind.setText(kind.label)
        self.place.setText(place)
        self.reason.setText(finding.message)
        self._show_fixes(marked, text[mark.start - 1 : mark.start])
        self.word_button.setVisible(can_add(finding, marked))
        self.alike_button.setVisible(bool(finding.suggestions))
        said = announcement(finding, marked)
        self.setAccessibleName(said)
        self.setAccessibleDescription(finding.message)
        self.put(around)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{said}. {finding.message}"))

    def _show_fixes(self, marked: str, before: str) -> None:
        while (item := self._fix_row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.fixes = []
        suggestions = self.mark.finding.suggestions if self.mark else ()
        for number, suggestion in enumerate(suggestions[:_MOST_FIXES], 1):
            made = FixButton(number, fix_words(marked, suggestion, before), self._theme, self)
            made.clicked.connect(lambda _checked=False, index=number - 1: self._fix(index))
            self._fix_row.addWidget(made)
            made.show()
            self.fixes.append(made)

    def put(self, around: QRect) -> None:
        """Stand below the marked line where there is room, above it otherwise; on it never."""
        room = self._ground.rect().adjusted(8, 8, -8, -8)
        self.setFixedWidth(min(_WIDTH, room.width()))
        self._outer.activate()
        height = self.heightForWidth(self.width())
        self.resize(self.width(), max(height, self.minimumSizeHint().height()))
        left = min(max(room.left(), around.left() - 16), room.right() - self.width())
        top = around.bottom() + _GAP
        if top + self.height() > room.bottom() and around.top() - _GAP - self.height() >= room.top():
            top = around.top() - _GAP - self.height()
        self.move(QPoint(left, top))

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, self.heightForWidth(_WIDTH))

    # -- doing ---------------------------------------------------------------------------------------

    def _fix(self, index: int) -> None:
        if self.mark is not None and index < len(self.mark.finding.suggestions[:_MOST_FIXES]):
            self.fix_chosen.emit(self.mark, self.mark.finding.suggestions[index])

    def _ignore(self, *, everywhere: bool) -> None:
        if self.mark is not None:
            self.ignore_chosen.emit(self.mark, everywhere)

    def _add_word(self) -> None:
        if self.mark is not None and not self.word_button.isHidden():
            self.word_chosen.emit(self.mark)

    def _fix_alike(self) -> None:
        if self.mark is not None and not self.alike_button.isHidden():
            self.alike_chosen.emit(self.mark)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            event.ignore()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._fix(key - Qt.Key.Key_1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press_or_take_first()
        elif key == Qt.Key.Key_I:
            self._ignore(everywhere=shift)
        elif key == Qt.Key.Key_A:
            self._add_word()
        elif key == Qt.Key.Key_F:
            self._fix_alike()
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _press_or_take_first(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, QPushButton) and focused.hasFocus():
            focused.click()
        else:
            self._fix(0)
