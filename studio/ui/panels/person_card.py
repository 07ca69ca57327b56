"""What one can do with the chosen person: walk, confirm, hide, and a note."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from studio.app.cast_service import PersonRow
from studio.ui.dialogs.part import UNIT, button, column, label, named, row, tool
from studio.ui.panels.people_model import mentions_in_words

_NOTE_DELAY_MS = 900


class PersonCard(QFrame):
    """The lower part of the characters' panel.

    Signals:
        walk_wanted: True for the next mention, False for the one before.
        confirm_wanted, hide_wanted, unhide_wanted: for the person shown.
        note_written: the person's name and the note, a moment after typing stops or when the field is left.
    """

    walk_wanted = Signal(bool)
    confirm_wanted = Signal()
    hide_wanted = Signal()
    unhide_wanted = Signal()
    note_written = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person: PersonRow | None = None
        self._typed = False
        self.name = label("", "strong", wrap=True)
        self.forms = label("", "small", wrap=True)
        self.place = label("", "small")
        self.previous_button = tool("‹", "Previous mention", lambda: self.walk_wanted.emit(False))
        self.next_button = tool("›", "Next mention", lambda: self.walk_wanted.emit(True))
        self.confirm_button = button("Confirm", self.confirm_wanted.emit)
        self.hide_button = button("Hide", self.hide_wanted.emit)
        self.unhide_button = button("Show again", self.unhide_wanted.emit)
        self.note = QPlainTextEdit()
        self.note.setPlaceholderText("A note on this character")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(96)
        self._timer = QTimer(self, interval=_NOTE_DELAY_MS, singleShot=True)
        self._timer.timeout.connect(self.write_note)
        self._build()

    def _build(self) -> None:
        inside = column(self, spacing=UNIT)
        inside.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        inside.addWidget(self.name)
        inside.addWidget(self.forms)
        inside.addLayout(row(self.previous_button, self.next_button, self.place, 1, spacing=UNIT // 2))
        inside.addWidget(self.note)
        inside.addLayout(row(self.confirm_button, self.unhide_button, self.hide_button, 1))
        named(self.note, "Note")
        self.note.textChanged.connect(self._on_typed)
        self.note.installEventFilter(self)

    def show_person(self, person: PersonRow | None) -> None:
        """Show this person; typing in the note of another is written first."""
        if self._person is not None and (person is None or person.name != self._person.name):
            self.write_note()
        same = bool(person and self._person and person.name == self._person.name)
        self._person = person
        self.setVisible(person is not None)
        if person is None:
            return
        self.name.setText(person.name)
        self.forms.setText(", ".join(person.variants))
        self.forms.setVisible(bool(person.variants))
        if not same:
            self.place.setText(mentions_in_words(person.count))
        for each in (self.previous_button, self.next_button):
            each.setEnabled(person.count > 0)
        self.confirm_button.setVisible(not person.confirmed and not person.hidden)
        self.hide_button.setVisible(not person.hidden)
        self.unhide_button.setVisible(person.hidden)
        named(self.note, f"Note on {person.name}")
        # A note that is being typed is newer than what was saved last.
        if not (same and self._typed) and self.note.toPlainText() != person.note:
            self.note.blockSignals(True)
            self.note.setPlainText(person.note)
            self.note.blockSignals(False)

    def show_place(self, number: int, total: int) -> None:
        """Say which mention the walk stands at."""
        self.place.setText(f"mention {number:,} of {total:,}")

    def write_note(self) -> None:
        """Hand over what was typed, if anything."""
        self._timer.stop()
        if self._typed and self._person is not None:
            self._typed = False
            self.note_written.emit(self._person.name, self.note.toPlainText())

    def _on_typed(self) -> None:
        self._typed = True
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.note and event.type() == QEvent.Type.FocusOut:
            self.write_note()
        return super().eventFilter(watched, event)
