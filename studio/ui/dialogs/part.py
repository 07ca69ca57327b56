"""Small parts that every dialog, bar and view is made of, so that they look like one family.

No colours here: the theme's style sheet knows the roles and kinds set as dynamic properties.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)


class Look(Protocol):
    """What dialogs and panels ask of the theme's tokens; colours are "#rrggbb"."""

    @property
    def accent(self) -> str: ...
    @property
    def on_accent(self) -> str: ...
    @property
    def muted(self) -> str: ...
    @property
    def line(self) -> str: ...
    @property
    def warning(self) -> str: ...
    @property
    def added(self) -> str: ...
    @property
    def removed(self) -> str: ...


_P = ParamSpec("_P")
UNIT = 8
"""The step of all spacing, in device-independent pixels."""


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """A line of text; ``role`` is "title", "heading", "muted", "warning" or plain."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def centre(sentence: QLabel, on: bool) -> None:
    """Put a sentence in the middle of the room that an empty list leaves, or back to the left."""
    side = Qt.AlignmentFlag.AlignCenter
    sentence.setAlignment(side if on else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class _Button(QPushButton):
    """A push button that Enter presses as Space does, outside of dialogs too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def button(text: str, on_click: Callable[[], object] | None = None, *, kind: str = "") -> QPushButton:
    """A push button; ``kind`` is "primary", "quiet" or plain (outlined)."""
    made = _Button(text)
    made.setAccessibleName(text.replace("&", ""))
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def tool(text: str, name: str, on_click: Callable[[], object], *, tip: str = "") -> QToolButton:
    """A small quiet button that shows ``text`` (a sign or a short word) and is called ``name``."""
    made = QToolButton()
    made.setText(text)
    made.setAccessibleName(name)
    made.setToolTip(tip or name)
    made.setProperty("kind", "quiet")
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(lambda _checked=False: on_click())
    return made


def check(text: str, *, on: bool = False, tip: str = "") -> QCheckBox:
    """A check box with its own words as accessible name."""
    made = QCheckBox(text)
    made.setChecked(on)
    made.setAccessibleName(text.replace("&", ""))
    if tip:
        made.setToolTip(tip)
        made.setAccessibleDescription(tip)
    return made


def rule() -> QFrame:
    """A hairline across."""
    made = QFrame()
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFixedHeight(1)
    made.setProperty("role", "line")
    return made


def named(widget: QWidget, name: str, description: str = "") -> None:
    """Give ``widget`` the name that a screen reader says."""
    widget.setAccessibleName(name)
    if description:
        widget.setAccessibleDescription(description)


def column(parent: QWidget | None = None, *, margin: int = 0, spacing: int = UNIT) -> QVBoxLayout:
    """A layout from top to bottom."""
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(spacing)
    return made


def row(*items: QWidget | QLayout | int, spacing: int = UNIT) -> QHBoxLayout:
    """A layout from left to right; a number is a stretch of that weight."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for item in items:
        if isinstance(item, int):
            made.addStretch(item)
        elif isinstance(item, QWidget):
            made.addWidget(item)
        else:
            made.addLayout(item)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of ``layout`` and let it go."""
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        widget = item.widget()
        if inner is not None:
            clear(inner)
        elif widget is not None:
            widget.setParent(None)
            widget.deleteLater()


def shortcut(owner: QWidget, keys: str, call: Callable[[], object], *, inside: bool = True) -> QShortcut:
    """A key that works while ``owner`` (or, with ``inside``, anything in it) has the focus."""
    made = QShortcut(QKeySequence(keys), owner)
    context = Qt.ShortcutContext.WidgetWithChildrenShortcut if inside else Qt.ShortcutContext.WidgetShortcut
    made.setContext(context)
    made.activated.connect(call)
    return made


class Sheet(QDialog):
    """A dialog with a title, an optional sentence, a body and a row of buttons at the bottom.

    Not modal by itself; Escape closes it. ``of_story`` says whether it is about the open story and closes
    with it. It is deleted once it is closed, so whoever answers it later is given ``while_open(call)``.
    """

    of_story = True

    def __init__(
        self, title: str, sentence: str = "", parent: QWidget | None = None, *, size: QSize | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._closed = False
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(False)
        outer = column(self, margin=4 * UNIT, spacing=2 * UNIT)
        outer.setContentsMargins(4 * UNIT, 3 * UNIT, 4 * UNIT, 3 * UNIT)
        head = column(spacing=UNIT // 2)
        head.addWidget(label(title, "title"))
        self.sentence = label(sentence, "muted", wrap=True)
        self.sentence.setVisible(bool(sentence))
        head.addWidget(self.sentence)
        outer.addLayout(head)
        self.body = column(spacing=2 * UNIT)
        outer.addLayout(self.body, 1)
        self.foot = row(spacing=UNIT)
        outer.addLayout(self.foot)
        if size is not None:
            self.resize(size)

    def done(self, result: int) -> None:
        self._closed = True
        super().done(result)

    def while_open(self, call: Callable[_P, object]) -> Callable[_P, None]:
        """``call`` as long as the sheet is open; afterwards it does nothing. For answers that come later."""

        def heard(*arguments: _P.args, **named_: _P.kwargs) -> None:
            if not self._closed:
                call(*arguments, **named_)

        return heard

    def say(self, sentence: str) -> None:
        """Show ``sentence`` under the title; empty hides the line."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
