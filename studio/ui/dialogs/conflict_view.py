"""A chapter that changed here and in another program: each place side by side, for the writer to decide."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QRadioButton, QScrollArea, QSizePolicy, QWidget

from studio.app.session_fact import Conflict
from studio.app.word_diff import Change, Piece, diff_words
from studio.storage.merge import Choice, Hunk
from studio.ui.dialogs.part import UNIT, Look, button, column, label, named, row, rule

_CHOICES: tuple[tuple[Choice, str, str], ...] = (
    ("mine", "Keep mine", "1"),
    ("theirs", "Keep theirs", "2"),
    ("both", "Keep both", "3"),
)

_WIDEST = 1180
"""Lines wider than this are hard to compare."""


def marked(pieces: tuple[Piece, ...], tone: str) -> str:
    """The newer side of a comparison as rich text: what is new in it underlined and toned."""
    ground = QColor(tone)
    style = f"color:{tone};background-color:rgba({ground.red()},{ground.green()},{ground.blue()},28)"
    parts = []
    for piece in pieces:
        words = escape(piece.text.strip("\n")).replace("\n", "<br>")
        if piece.change is Change.SAME:
            parts.append(words)
        elif piece.change is Change.ADDED:
            parts.append(f'<u style="{style}">{words}</u>')
    return "".join(parts)


class HunkCard(QFrame):
    """One place: mine on the left, theirs on the right, and the choice below.

    Signals:
        decided: a choice was made.
    """

    decided = Signal()

    def __init__(self, number: int, total: int, hunk: Hunk, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._look = look
        self._group = QButtonGroup(self)
        self.radios: dict[Choice, QRadioButton] = {}
        self.texts: list[QLabel] = []
        place = f"Place {number} of {total}"
        named(self, place, "1 keeps mine, 2 keeps theirs, 3 keeps both.")
        inside = column(self, margin=2 * UNIT, spacing=UNIT)
        inside.addWidget(label(place, "heading"))
        sides = row(spacing=3 * UNIT)
        for title, text in (("In this window (mine)", hunk.mine), ("In the file (theirs)", hunk.theirs)):
            side = column(spacing=UNIT // 2)
            side.addWidget(label(title, "muted"))
            side.addWidget(self._text(title, hunk.base, text), 1)
            sides.addLayout(side, 1)
        inside.addLayout(sides)
        inside.addWidget(rule())
        choices = row(spacing=3 * UNIT)
        for choice, words, key in _CHOICES:
            radio = QRadioButton(words)
            named(radio, f"{words}, {place.lower()}", f"Key {key}")
            radio.setToolTip(f"{words} ({key})")
            radio.toggled.connect(lambda on: self.decided.emit() if on else None)
            self._group.addButton(radio)
            self.radios[choice] = radio
            choices.addWidget(radio)
        choices.addStretch(1)
        inside.addLayout(choices)
        self.setFocusProxy(self.radios["mine"])

    def _text(self, title: str, base: str, text: str) -> QLabel:
        shown = QLabel()
        shown.setProperty("role", "prose")
        shown.setTextFormat(Qt.TextFormat.RichText)
        shown.setWordWrap(True)
        shown.setAlignment(Qt.AlignmentFlag.AlignTop)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        if text.strip():
            shown.setText(marked(diff_words(base, text), self._look.added))
        else:
            shown.setText("<i>Taken out here.</i>")
        self.texts.append(shown)
        named(shown, f"{title}: {text.strip() or 'taken out'}")
        return shown

    @property
    def choice(self) -> Choice | None:
        """What was chosen, None so far."""
        return next((choice for choice, radio in self.radios.items() if radio.isChecked()), None)

    def choose(self, choice: Choice) -> None:
        """Choose from the program."""
        self.radios[choice].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        for choice, _, key in _CHOICES:
            if event.text() == key:
                self.choose(choice)
                return
        super().keyPressEvent(event)


class ConflictView(QWidget):
    """All places of one conflict.

    Signals:
        resolved: chapter id and the text that the writer decided for.
        postponed: chapter id; nothing was decided, and nothing is lost.
    """

    resolved = Signal(str, str)
    postponed = Signal(str)

    def __init__(self, conflict: Conflict, title: str, tokens: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        named(self, f"Two versions of {title}")
        self._conflict = conflict
        self._merged = conflict.result
        self._answered = False
        self.cards: list[HunkCard] = []
        self.state = label("", "muted")
        self.use_button = button("Use this", self._resolve, kind="primary")
        self._build(title, tokens)
        self._tell()

    def _build(self, title: str, tokens: Look) -> None:
        middle = QWidget()
        middle.setMaximumWidth(_WIDEST)
        around = row(1, middle, 1)
        around.setStretch(1, 100)
        self.setLayout(around)
        outer = column(middle, margin=4 * UNIT, spacing=2 * UNIT)
        outer.addWidget(label(f"“{title}” was changed in another program too", "title", wrap=True))
        self.sentence = label(self._sentence(), "muted", wrap=True)
        outer.addWidget(self.sentence)
        inner = QWidget()
        stack = column(inner, spacing=2 * UNIT)
        stack.setContentsMargins(0, 0, UNIT, 0)
        hunks = self._merged.conflicts
        for number, hunk in enumerate(hunks, start=1):
            card = HunkCard(number, len(hunks), hunk, tokens)
            card.decided.connect(lambda at=number: self._on_decided(at))
            self.cards.append(card)
            stack.addWidget(card)
        stack.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(inner)
        inner.setAutoFillBackground(False)
        named(self._area, "Places to decide")
        outer.addWidget(self._area, 1)
        self.later_button = button("Decide later", self._postpone, kind="quiet")
        self.mine_button = button("All mine", lambda: self._choose_all("mine"))
        self.theirs_button = button("All theirs", lambda: self._choose_all("theirs"))
        outer.addLayout(
            row(self.later_button, self.state, 1, self.mine_button, self.theirs_button, self.use_button)
        )
        if self.cards:
            self.setFocusProxy(self.cards[0])

    def _sentence(self) -> str:
        if self._conflict.deleted:
            return "The file was deleted while you were writing; keep mine to write it again."
        count = len(self._merged.conflicts)
        places = "One place needs" if count == 1 else f"{count} places need"
        return (
            f"{places} a decision; all other changes went together by themselves. "
            "Both versions are kept in the history."
        )

    def _choose_all(self, choice: Choice) -> None:
        for card in self.cards:
            card.choose(choice)

    def _on_decided(self, number: int) -> None:
        self._tell()
        following = next((card for card in self.cards[number:] if card.choice is None), None)
        if following is not None:
            self._area.ensureWidgetVisible(following)
            following.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.use_button.isEnabled():
            self.use_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        left = sum(card.choice is None for card in self.cards)
        self.state.setText("" if not left else f"{left} left to decide")
        self.use_button.setEnabled(not left)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Another chapter was put in its place: the question must not get lost with the view.
        if not event.spontaneous() and not self._answered and self.window().isVisible():
            QTimer.singleShot(0, self, self._postpone)

    def _postpone(self) -> None:
        if not self._answered:
            self._answered = True
            self.postponed.emit(self._conflict.id)

    def _resolve(self) -> None:
        self._answered = True
        choices = [card.choice or "mine" for card in self.cards]
        self.resolved.emit(self._conflict.id, self._merged.assembled(lambda at: choices[at]))
