"""Two versions of a chapter: each place side by side, for the writer to decide."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from studio.storage.merge import Choice
from studio.ui.dialogs.comparison import Comparison
from studio.ui.dialogs.hunk_card import HunkCard
from studio.ui.dialogs.part import UNIT, Look, button, column, label, named, row

_WIDEST = 1180
"""Lines wider than this are hard to compare."""

_AT_ONCE = 12
"""Cards that are made before the window is shown, and between two looks at the keyboard."""


class ConflictView(QWidget):
    """All places of one comparison.

    Signals:
        resolved: chapter id and the text that the writer decided for.
        postponed: chapter id; nothing was decided, and nothing is lost.
        chosen: chapter id and the key of one of the comparison's other answers.
    """

    of_story = True

    resolved = Signal(str, str)
    postponed = Signal(str)
    chosen = Signal(str, str)

    def __init__(self, comparison: Comparison, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        named(self, comparison.heading)
        self._comparison = comparison
        self._merged = comparison.result
        self._answered = False
        self._look = look
        self._all: Choice | None = None
        self._more = QTimer(self, interval=0)
        self._more.timeout.connect(self._add_cards)
        self.cards: list[HunkCard] = []
        self.sentence = label(comparison.sentence, "muted", wrap=True)
        self.state = label("", "muted")
        self.use_button = button(comparison.use, self._resolve, kind="primary")
        self.later_button = button(comparison.later, self._postpone, kind="quiet")
        self.mine_button = button("All mine", lambda: self._choose_all("mine"))
        self.theirs_button = button("All theirs", lambda: self._choose_all("theirs"))
        self.other_buttons = {
            key: button(words, lambda key=key: self._choose_other(key), kind="quiet")  # type: ignore[misc]
            for key, words in comparison.others
        }
        self._build()
        self._tell()

    def _build(self) -> None:
        middle = QWidget()
        middle.setMaximumWidth(_WIDEST)
        around = row(1, middle, 1)
        around.setStretch(1, 100)
        self.setLayout(around)
        outer = column(middle, margin=4 * UNIT, spacing=2 * UNIT)
        outer.addWidget(label(self._comparison.heading, "title", wrap=True))
        outer.addWidget(self.sentence)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        inner = QWidget()
        self._stack = column(inner, spacing=2 * UNIT)
        self._stack.setContentsMargins(0, 0, UNIT, 0)
        self._stack.addStretch(1)
        self._add_cards()
        if len(self.cards) < len(self._merged.conflicts):
            self._more.start()
        self._area.setWidget(inner)
        inner.setAutoFillBackground(False)  # the area has just switched it on
        named(self._area, "Places to decide")
        outer.addWidget(self._area, 1)
        few = len(self._merged.conflicts) < 2
        self.mine_button.setHidden(few)
        self.theirs_button.setHidden(few)
        outer.addLayout(
            row(
                self.later_button,
                *self.other_buttons.values(),
                self.state,
                1,
                self.mine_button,
                self.theirs_button,
                self.use_button,
            )
        )
        self.setFocusProxy(self.cards[0] if self.cards else self.use_button)

    def _add_cards(self) -> None:
        """Make the next cards; hundreds at once would hold the window up."""
        hunks, made = self._merged.conflicts, len(self.cards)
        titles = (self._comparison.mine, self._comparison.theirs)
        for number, hunk in enumerate(hunks[made : made + _AT_ONCE], start=made + 1):
            card = HunkCard(number, len(hunks), hunk, self._look, titles, self._merged.around(number - 1))
            if self._all is not None:
                card.choose(self._all)
            card.decided.connect(lambda at=number: self._on_decided(at))
            self.cards.append(card)
            self._stack.insertWidget(number - 1, card)
        if len(self.cards) == len(hunks):
            self._more.stop()

    def _choose_all(self, choice: Choice) -> None:
        self._all = choice
        for card in self.cards:
            card.blockSignals(True)
            card.choose(choice)
            card.blockSignals(False)
        self._tell()
        self.use_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_decided(self, number: int) -> None:
        self._tell()
        card = self.cards[number - 1]
        if card.edit_radio.isChecked():  # the writer is about to type
            QTimer.singleShot(0, card, lambda: self._area.ensureWidgetVisible(card.editor))
            return
        following = next((card for card in self.cards[number:] if card.answer is None), None)
        if following is not None:
            self._area.ensureWidgetVisible(following)
            following.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.use_button.isEnabled():
            self.use_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        left = sum(card.answer is None for card in self.cards)
        if self._all is None:
            left += len(self._merged.conflicts) - len(self.cards)
        self.state.setText("" if not left else f"{left} left to decide")
        self.use_button.setEnabled(not left)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts the question off; what was decided already is not thrown away by one key."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif any(card.answer is not None for card in self.cards):
            self.later_button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._postpone()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Another chapter was put in its place: the question must not get lost with the view.
        if not event.spontaneous() and not self._answered and self.window().isVisible():
            QTimer.singleShot(0, self, self._postpone)

    def _postpone(self) -> None:
        if not self._answered:
            self._answered = True
            self.postponed.emit(self._comparison.id)

    def _choose_other(self, key: str) -> None:
        self._answered = True
        self.chosen.emit(self._comparison.id, key)

    def _resolve(self) -> None:
        self._answered = True
        rest = self._merged.conflicts[len(self.cards) :]
        texts = [card.answer or "" for card in self.cards]
        texts += [hunk.chosen(self._all or "mine") for hunk in rest]
        self.resolved.emit(self._comparison.id, self._merged.with_texts(texts))
