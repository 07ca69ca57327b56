"""One place where two versions differ: both side by side with what stands around, and the choice."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
)

from studio.app.versions.word_diff import diff_words
from studio.model.piece import Piece, PieceKind
from studio.storage.merge import Choice, Hunk
from studio.ui.dialogs.part import UNIT, Look, column, label, named, row

_CHOICES: tuple[tuple[Choice, str, str], ...] = (
    ("mine", "Keep mine", "1"),
    ("theirs", "Keep theirs", "2"),
    ("both", "Keep both", "3"),
)
_EDIT_KEY = "4"
_AROUND = 180
"""Characters of the text before and after that are shown."""
_LINES = 12


def marked(pieces: tuple[Piece, ...], tone: str) -> str:
    """The newer side of a comparison as rich text: what is new in it underlined and toned."""
    ground = QColor(tone)
    style = f"color:{tone};background-color:rgba({ground.red()},{ground.green()},{ground.blue()},28)"
    parts = []
    for piece in pieces:
        words = escape(piece.text.strip("\n")).replace("\n", "<br>")
        if piece.kind is PieceKind.SAME:
            parts.append(words)
        elif piece.kind is PieceKind.ADDED:
            parts.append(f'<u style="{style}">{words}</u>')
    return "".join(parts)


def ending(text: str) -> str:
    """The last words of what stands before a place."""
    text = " ".join(text.split())
    return text if len(text) <= _AROUND else f"… {text[-_AROUND:].partition(' ')[2]}"


def beginning(text: str) -> str:
    """The first words of what stands after a place."""
    text = " ".join(text.split())
    return text if len(text) <= _AROUND else f"{text[:_AROUND].rpartition(' ')[0]} …"


class HunkCard(QFrame):
    """One place: mine on the left, theirs on the right, and the choice below.

    Signals:
        decided: a choice was made.

    Args:
        titles: what the two sides are called.
        around: the text before and after the place.
    """

    decided = Signal()

    def __init__(
        self,
        number: int,
        total: int,
        hunk: Hunk,
        look: Look,
        titles: tuple[str, str] = ("Mine", "Theirs"),
        around: tuple[str, str] = ("", ""),
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._hunk = hunk
        self._look = look
        self._group = QButtonGroup(self)
        self.radios: dict[Choice, QRadioButton] = {}
        self.texts: list[QLabel] = []
        self.sides: list[QFrame] = []
        self._heads: list[QLabel] = []
        self.editor = QPlainTextEdit()
        self.edit_radio = QRadioButton("Edit")
        place = f"Place {number} of {total}"
        named(self, place, "1 keeps mine, 2 keeps theirs, 3 keeps both, 4 lets you edit.")
        inside = column(self, margin=2 * UNIT, spacing=UNIT)
        inside.addWidget(label(place, "heading"))
        self._add_context(inside, "Before", ending(around[0]))
        sides = row(spacing=2 * UNIT)
        # Without a common text, each side is compared with the other.
        for title, text, other in (
            (titles[0], hunk.mine, hunk.base or hunk.theirs),
            (titles[1], hunk.theirs, hunk.base or hunk.mine),
        ):
            sides.addWidget(self._side(title, other, text), 1)
        inside.addLayout(sides)
        self._add_context(inside, "After", beginning(around[1]))
        inside.addLayout(self._choices(place))
        self._build_editor(place)
        inside.addWidget(self.editor)
        self.setFocusProxy(self.radios["mine"])

    def _add_context(self, into: QVBoxLayout, name: str, words: str) -> None:
        if words:
            shown = label(words, "context", wrap=True)
            named(shown, f"{name}: {words}")
            into.addWidget(shown)

    def _side(self, title: str, other: str, text: str) -> QFrame:
        side = QFrame()
        side.setProperty("role", "side")
        inside = column(side, spacing=UNIT // 2)
        inside.setContentsMargins(UNIT + UNIT // 2, UNIT // 2, UNIT, UNIT)
        head = label(title, "heading")
        head.setProperty("title", title)
        self._heads.append(head)
        self.sides.append(side)
        inside.addWidget(head)
        inside.addWidget(self._text(title, other, text), 1)
        return side

    def _text(self, title: str, other: str, text: str) -> QLabel:
        shown = QLabel()
        shown.setProperty("role", "prose")
        shown.setTextFormat(Qt.TextFormat.RichText)
        shown.setWordWrap(True)
        shown.setAlignment(Qt.AlignmentFlag.AlignTop)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        if text.strip():
            shown.setText(marked(diff_words(other, text), self._look.added))
        else:
            shown.setText("<i>Not here.</i>")
        self.texts.append(shown)
        named(shown, f"{title}: {text.strip() or 'not here'}")
        return shown

    def _choices(self, place: str) -> QHBoxLayout:
        line = row(spacing=3 * UNIT)
        for choice, words, key in _CHOICES:
            radio = QRadioButton(words)
            self._add_radio(radio, words, key, place)
            self.radios[choice] = radio
            line.addWidget(radio)
        self._add_radio(self.edit_radio, "Edit", _EDIT_KEY, place)
        line.addWidget(self.edit_radio)
        line.addStretch(1)
        return line

    def _add_radio(self, radio: QRadioButton, words: str, key: str, place: str) -> None:
        named(radio, f"{words}, {place.lower()}", f"Key {key}")
        radio.setToolTip(f"{words} ({key})")
        radio.toggled.connect(lambda on: self._on_chosen() if on else None)
        self._group.addButton(radio)

    def _build_editor(self, place: str) -> None:
        named(self.editor, f"Your own words, {place.lower()}")
        self.editor.setTabChangesFocus(True)
        self.editor.setProperty("role", "prose")
        self.editor.hide()

    def _on_chosen(self) -> None:
        chosen = self.choice
        for head, side, own in zip(self._heads, self.sides, ("mine", "theirs"), strict=True):
            kept = chosen in (own, "both")
            head.setText(f"{head.property('title')} ✓" if kept else str(head.property("title")))
            side.setProperty("chosen", kept)
            side.style().unpolish(side)
            side.style().polish(side)
        self.editor.setVisible(self.edit_radio.isChecked())
        if self.edit_radio.isChecked():
            self._open_editor()
        self.decided.emit()

    def _open_editor(self) -> None:
        if not self.editor.toPlainText():
            self.editor.setPlainText(self._hunk.chosen("both").strip("\n"))
        lines = self.editor.toPlainText().count("\n") + len(self.editor.toPlainText()) // 90 + 2
        height = QFontMetrics(self.editor.font()).lineSpacing() * max(3, min(lines, _LINES))
        self.editor.setFixedHeight(height + 3 * UNIT)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def choice(self) -> Choice | None:
        """What was chosen; None so far, or if the writer edits."""
        return next((choice for choice, radio in self.radios.items() if radio.isChecked()), None)

    @property
    def answer(self) -> str | None:
        """The text for this place; None as long as nothing is decided."""
        if self.edit_radio.isChecked():
            return self._edited()
        return self._hunk.chosen(self.choice) if self.choice else None

    def _edited(self) -> str:
        """The writer's own words, ended as the versions end, so that nothing runs together."""
        text, model = self.editor.toPlainText(), self._hunk.mine or self._hunk.theirs
        if text.strip() and not text[-1].isspace():
            text += model[len(model.rstrip()) :]
        return text

    def choose(self, choice: Choice) -> None:
        """Choose from the program."""
        self.radios[choice].setChecked(True)

    def edit(self, text: str | None = None) -> None:
        """Let the writer edit, beginning with ``text``, or with both versions."""
        if text is not None:
            self.editor.setPlainText(text)
        self.edit_radio.setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        for choice, _, key in _CHOICES:
            if event.text() == key:
                self.choose(choice)
                return
        if event.text() == _EDIT_KEY:
            self.edit()
            return
        super().keyPressEvent(event)
