"""The story's people in the sidebar."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QMenu, QWidget

from studio.app.cast_service import CastService, PersonRow
from studio.app.mention import Mention
from studio.model.chapter import ChapterId
from studio.ui.dialogs.part import UNIT, Look, button, column, label, named, row, rule, tool
from studio.ui.panels.people_delegate import PeopleDelegate
from studio.ui.panels.people_model import PeopleModel, PeopleRole
from studio.ui.panels.person_card import PersonCard

_MANY = 12
"""From so many people on there is a field to look for one."""


class PeopleList(QListView):
    """The list with its keys.

    Signals:
        walk_wanted: Enter (True) or Shift+Enter (False).
        confirm_wanted: Space. hide_wanted: Delete. undo_wanted: Ctrl+Z.
    """

    walk_wanted = Signal(bool)
    confirm_wanted = Signal()
    hide_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("peopleList")
        named(
            self, "Characters", "Enter goes to the next mention, Space confirms, Delete hides, Ctrl+Z undoes."
        )
        self.setItemDelegate(PeopleDelegate(look, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection() and self.model().rowCount():
            at = self.currentIndex()
            self.setCurrentIndex(at if at.isValid() else self.model().index(0, 0))
            self.selectionModel().select(self.currentIndex(), self.selectionModel().SelectionFlag.Select)

    def event(self, event: QEvent) -> bool:
        asked = event if isinstance(event, QKeyEvent) else None
        if asked and event.type() == QEvent.Type.ShortcutOverride and self._wish(asked) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wish = self._wish(event)
        if wish is None:
            super().keyPressEvent(event)
        else:
            wish()
            event.accept()

    def _wish(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What one of the list's own keys is for; None for any other key."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            forward = not held & Qt.KeyboardModifier.ShiftModifier
            return lambda: self.walk_wanted.emit(forward)
        if key == Qt.Key.Key_Z and held == Qt.KeyboardModifier.ControlModifier:
            return self.undo_wanted.emit
        if held != Qt.KeyboardModifier.NoModifier:
            return None
        return {Qt.Key.Key_Space: self.confirm_wanted.emit, Qt.Key.Key_Delete: self.hide_wanted.emit}.get(
            Qt.Key(key)
        )


class CharactersPanel(QWidget):
    """People found in the text, and what the writer says of them.

    Signals:
        go_to: chapter id, start and end (code points) of a mention to be shown and selected; the focus is
            to stay here.
    """

    go_to = Signal(str, int, int)

    def __init__(self, cast: CastService, tokens: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cast = cast
        self._chapter: ChapterId | None = None
        self._offset = 0
        self.setProperty("role", "panel")
        named(self, "Characters")
        self.model = PeopleModel(self)
        self.list = PeopleList(tokens)
        self.list.setModel(self.model)
        self.card = PersonCard()
        self.filter = QLineEdit()
        self.empty = label("Names are found in the text by themselves, as you write.", "muted", wrap=True)
        self.notice = label("", "muted", wrap=True)
        self.hidden_button = button("Show hidden", self._toggle_hidden, kind="quiet")
        self.merge_words = label("", "muted", wrap=True)
        self.merge_button = button("Make one person", self._merge)
        self.undo_button = button("Undo", self._undo, kind="quiet")
        self._build()
        self._wire()
        self._show(cast.people)

    def _build(self) -> None:
        self.add_button = tool("+", "Add a character", self._start_adding)
        outer = column(self, spacing=0)
        head = row(label("Characters", "heading"), 1, self.add_button)
        head.setContentsMargins(2 * UNIT, UNIT, UNIT, UNIT // 2)
        outer.addLayout(head)
        self.new_name = QLineEdit()
        self.new_name.setPlaceholderText("Name of the character, then Enter")
        named(self.new_name, "Name of the new character")
        self.new_name.hide()
        self.filter.setPlaceholderText("Look for a name")
        self.filter.setClearButtonEnabled(True)
        named(self.filter, "Look for a name")
        for field in (self.new_name, self.filter):
            line = row(field)
            line.setContentsMargins(2 * UNIT, 0, 2 * UNIT, UNIT // 2)
            outer.addLayout(line)
        self.empty.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        outer.addWidget(self.empty)
        outer.addWidget(self.list, 1)
        said = row(self.notice, self.undo_button)
        said.setStretch(0, 1)
        merge = (row(self.merge_words), row(self.merge_button, 1))
        for line in (said, *merge, row(self.hidden_button, 1)):
            line.setContentsMargins(2 * UNIT, UNIT // 2, 2 * UNIT, UNIT // 2)
            outer.addLayout(line)
        self._hush()
        outer.addWidget(rule())
        outer.addWidget(self.card)
        outer.addStretch(0)
        self.setFocusProxy(self.list)
        self._notice_timer = QTimer(self, interval=8000, singleShot=True)
        self._notice_timer.timeout.connect(self._hush)

    def _wire(self) -> None:
        self.filter.textChanged.connect(self.model.narrow)
        self.new_name.returnPressed.connect(self._add)
        self.list.walk_wanted.connect(self._walk)
        self.list.confirm_wanted.connect(self._confirm)
        self.list.hide_wanted.connect(self._hide)
        self.list.undo_wanted.connect(self._undo)
        self.list.doubleClicked.connect(lambda _index: self._walk(True))
        self.list.selectionModel().selectionChanged.connect(self._on_selected)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.card.walk_wanted.connect(self._walk)
        self.card.confirm_wanted.connect(self._confirm)
        self.card.hide_wanted.connect(self._hide)
        self.card.unhide_wanted.connect(self._unhide)
        self.card.note_written.connect(self._cast.set_note)
        self._cast.changed.connect(self._show)
        self._cast.said.connect(self._say)

    def set_position(self, chapter_id: str, offset: int) -> None:
        """Where the cursor is: the walk starts from there."""
        self._chapter, self._offset = ChapterId(chapter_id), offset

    # -- showing -------------------------------------------------------------------------------

    def _show(self, people: tuple[PersonRow, ...]) -> None:
        chosen = [person.name for person in self._chosen()]
        self.model.show(people)
        hidden = sum(person.hidden for person in people)
        self.empty.setVisible(not people)
        self.list.setVisible(bool(people))
        self.setFocusProxy(self.list if people else self.add_button)
        self.filter.setVisible(len(people) >= _MANY or bool(self.filter.text()))
        self.hidden_button.setVisible(bool(hidden))
        showing = bool(self.hidden_button.property("showing"))
        self.hidden_button.setText("Leave hidden ones out" if showing else f"Show hidden ({hidden})")
        self.hidden_button.setAccessibleName(self.hidden_button.text())
        self._choose(chosen)
        self._on_selected()

    def _choose(self, names: list[str]) -> None:
        selection = self.list.selectionModel()
        rows = [at for name in names if (at := self.model.row_of(name)) is not None]
        if rows and [index.row() for index in selection.selectedIndexes()] != rows:
            chosen = QItemSelection()
            for at in rows:
                chosen.select(self.model.index(at), self.model.index(at))
            selection.setCurrentIndex(self.model.index(rows[0]), selection.SelectionFlag.NoUpdate)
            selection.select(chosen, selection.SelectionFlag.ClearAndSelect)

    def _chosen(self) -> list[PersonRow]:
        found = [index.data(PeopleRole.PERSON) for index in self.list.selectionModel().selectedIndexes()]
        return [person for person in found if isinstance(person, PersonRow)]

    def _on_selected(self, *_: object) -> None:
        chosen = self._chosen()
        self.card.show_person(chosen[0] if len(chosen) == 1 else None)
        for part in (self.merge_words, self.merge_button):
            part.setVisible(len(chosen) == 2)
        if len(chosen) == 2:
            keep, other = self._kept(chosen)
            words = f"“{other.name}” is “{keep.name}” too"  # too long for a button
            self.merge_words.setText(f"{words}?")
            self.merge_button.setAccessibleName(f"Make one person: {words}")

    def _say(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.show()
        self.undo_button.setVisible(self._cast.can_undo)
        self._notice_timer.start()

    def _hush(self) -> None:
        self.notice.hide()
        self.undo_button.hide()

    # -- what the writer does ------------------------------------------------------------------

    def _walk(self, forward: bool) -> None:
        chosen = self._chosen()
        if len(chosen) == 1:
            name = chosen[0].name
            self._cast.walk(
                name, self._chapter, self._offset, lambda place: self._found(name, place), forward=forward
            )

    def _found(self, name: str, place: Mention | None) -> None:
        if place is None:
            self._say(f"“{name}” stands nowhere in the story yet.")
            return
        self._chapter, self._offset = place.chapter, place.span.start
        self.card.show_place(place.number, place.total)
        self.go_to.emit(place.chapter, place.span.start, place.span.end)

    def _back_to_list(self) -> None:
        """The button that was pressed goes; Qt would give its focus to the next one, and a key too many
        would press that."""
        focused = self.card.focusWidget()
        if focused is not None and focused.hasFocus() and focused is not self.card.note:
            self.list.setFocus()

    def _confirm(self) -> None:
        self._back_to_list()
        for person in self._chosen():
            self._cast.confirm(person.name)

    def _hide(self) -> None:
        self._back_to_list()
        for person in self._chosen():
            self._cast.hide(person.name)

    def _unhide(self) -> None:
        self._back_to_list()
        for person in self._chosen():
            self._cast.unhide(person.name)

    @staticmethod
    def _kept(pair: list[PersonRow]) -> tuple[PersonRow, PersonRow]:
        """The one whose name stays: the confirmed one, else the one named more often, else the longer."""
        first, second = sorted(pair, key=lambda p: (p.confirmed, p.count, len(p.name)), reverse=True)
        return first, second

    def _merge(self) -> None:
        chosen = self._chosen()
        if len(chosen) == 2:
            keep, other = self._kept(chosen)
            self._cast.merge(keep.name, other.name)

    def _undo(self) -> None:
        self._hush()
        self._cast.undo()

    def _toggle_hidden(self) -> None:
        showing = not self.hidden_button.property("showing")
        self.hidden_button.setProperty("showing", showing)
        self.model.show_hidden(showing)
        self._show(self._cast.people)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.new_name.hasFocus():
            self.new_name.clear()
            self.new_name.hide()
            self.setFocus()
        else:
            super().keyPressEvent(event)

    def _start_adding(self) -> None:
        self.new_name.show()
        self.new_name.setFocus()

    def _add(self) -> None:
        name = self.new_name.text()
        self.new_name.clear()
        self.new_name.hide()
        self._cast.add(name)
        self._choose([" ".join(name.split())])
        self.setFocus()

    def _menu(self, at: QPoint) -> None:
        index: QModelIndex = self.list.indexAt(at)
        person = index.data(PeopleRole.PERSON)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if isinstance(person, PersonRow):
            menu.addAction("Next mention\tEnter", lambda: self._walk(True))
            menu.addAction("Previous mention\tShift+Enter", lambda: self._walk(False))
            if not person.confirmed:
                menu.addAction("Confirm\tSpace", self._confirm)
            if person.hidden:
                menu.addAction("Show again", self._unhide)
            else:
                menu.addAction("Hide\tDel", self._hide)
            if self.merge_button.isVisible():
                menu.addAction(self.merge_words.text().rstrip("?"), self._merge)
            menu.addSeparator()
        menu.addAction("Add a character", self._start_adding)
        menu.popup(self.list.viewport().mapToGlobal(at))
