"""A chapter on the page: Qt's document, the same text as a ``str``, and what was changed where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

from studio.model.edit import TextEdit, edit_between
from studio.text.span import Span
from studio.ui.editor.prose_look import ProseLook, is_indented
from studio.ui.editor.prose_styler import ProseStyler
from studio.ui.editor.undo_replay import UndoReplay
from studio.ui.editor.utf16_index import Utf16Index, units

# Qt breaks paragraphs at these or gives them a meaning of its own; on the page they are stood in for by
# private characters, so that a text which holds them comes back as it was.
_SPECIAL = "\r\u2028\u2029\ufdd0\ufdd1"
_STAND_IN = "\uf8f0\uf8f1\uf8f2\uf8f3\uf8f4"
_LONGEST_HISTORY = 8_000_000  # characters that were put in or taken out since old undo steps were dropped
_KEPT_HISTORY = 1_000_000  # characters of the undo steps that stay then; the last one stays in any case
_KEPT_STEPS = 100
_ROOM_BELOW = 320  # pixels, so that the last line need not be written at the window's lower edge
_TO_PAGE = str.maketrans(_SPECIAL, _STAND_IN)
_FROM_PAGE = str.maketrans("\u2029\u2028" + _STAND_IN, "\n\n" + _SPECIAL)


class ChapterDocument(QObject):
    """The live page of one chapter, kept while the story is open so that its undo steps stay.

    Offsets are code points in ``text``; positions are Qt's UTF-16 units.

    Signals:
        edited: a ``TextEdit`` and the text before it, for every change, whoever made it. It is sent
            while Qt still lays out, so listeners must not change the document.
    """

    edited = Signal(object, object)  # as a ``str`` the text would be turned into Qt's and back

    def __init__(self, text: str, look: ProseLook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.text = text
        self.index = Utf16Index(text)
        self.qt = QTextDocument(self)
        self.cursor_position = 0
        self.anchor_position = 0
        self.scroll = 0
        self._length = units(text)
        self._history = 0  # characters
        self._resting = False
        self._listening = True
        self._replay: UndoReplay | None = None
        self._indented = is_indented(text)
        self.styler = ProseStyler(self.qt, look)
        self._fill(text, look)
        self.qt.contentsChange.connect(self._on_contents_change)

    def _fill(self, text: str, look: ProseLook) -> None:
        document = self.qt
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(look.font)
        document.setDocumentMargin(0)
        self._set_paragraphs(look)
        QTextCursor(document).insertText(_to_page(text))
        document.setUndoRedoEnabled(True)
        document.setModified(False)
        self.styler.style_everything(text)
        document.documentLayout()  # without a layout Qt reports no changes

    @property
    def look(self) -> ProseLook:
        """How the page is set now."""
        return self.styler.look

    # -- memory --------------------------------------------------------------------------------------

    def rest(self) -> None:
        """Let go of the lines, which take some 80 bytes a character; text and undo steps stay.

        Not while it is shown; whatever needs the lines makes them again.
        """
        self._resting = True
        self._listening = False
        self.qt.setDocumentLayout(None)  # type: ignore[arg-type]
        self._listening = True

    def wake(self) -> None:
        """Have lines again: without them Qt draws nothing and reports no changes."""
        if self._resting:
            self._resting = False
            self._listening = False
            try:
                self.qt.documentLayout()
                self.styler.style_everything(self.text)
            finally:
                self._listening = True

    @property
    def resting(self) -> bool:
        """Whether it has no lines now."""
        return self._resting

    @property
    def has_long_history(self) -> bool:
        """Whether what the undo steps hold has grown so large that old ones should go."""
        return self._history > _LONGEST_HISTORY

    def drop_old_steps(self) -> None:
        """Keep the latest undo steps only, as many as a writer may want back and memory can hold.

        Cursors may move: whoever shows one puts it back. Nothing is done while there are steps to make again.
        """
        if self.qt.isRedoAvailable():
            return
        steps = self.undo_steps(_KEPT_STEPS, _KEPT_HISTORY)
        self.qt.setUndoRedoEnabled(False)  # Qt lets go of the steps, and of the text that only they held
        self.qt.setUndoRedoEnabled(True)
        self._history = sum(step.removed + len(step.inserted) for step in steps)
        self.put_undo_steps(steps)

    def restyle(self, look: ProseLook) -> None:
        """Set the page anew: another font, other colours, other leading. Undo steps stay, and this is none
        of them. Cursors may move: whoever shows one puts it back."""
        self.wake()
        if self._is_set_otherwise(look):
            self._replay = UndoReplay(self)
            self._replay.run(lambda: self._set_paragraphs(look))
            self._replay = None
        self._listening = False
        try:
            self.qt.setDefaultFont(look.font)
            self.styler.look = look
            self.styler.style_around(0, self._length)
        finally:
            self._listening = True

    def undo_steps(self, most: int, room: int | None = None) -> tuple[TextEdit, ...]:
        """The last undo steps, at most so many, each as the edit that takes it back, the newest first.

        Args:
            room: characters that they may hold together; the newest is given in any case.
        """
        if not self.qt.isUndoAvailable():
            return ()
        rested = self._resting
        self.wake()
        self._replay = UndoReplay(self)
        try:
            return self._replay.collect(most, room)
        finally:
            self._replay = None
            if rested:
                self.rest()

    def put_undo_steps(self, steps: Sequence[TextEdit]) -> bool:
        """Have undo steps of an earlier time, as ``undo_steps`` gave them for this very text.

        Cursors may move: whoever shows one puts it back. False, and nothing is changed, if there are steps
        already or these do not fit the text.
        """
        if self.qt.isUndoAvailable() or self.qt.isRedoAvailable() or not _fit(steps, self.text):
            return False
        self.wake()
        self._replay = UndoReplay(self)
        try:
            self._replay.put_below(steps)
        finally:
            self._replay = None
        self._listening = False
        try:
            self.styler.style_around(0, self._length)
        finally:
            self._listening = True
        return True

    def _is_set_otherwise(self, look: ProseLook) -> bool:
        before = self.styler.look
        return before.room_above() != look.room_above() or before.block_format(
            indented=self._indented
        ) != look.block_format(indented=self._indented)

    def _set_paragraphs(self, look: ProseLook) -> None:
        """Give every paragraph its format; Qt must not be keeping undo steps meanwhile."""
        frame = self.qt.rootFrame()
        frame_format = frame.frameFormat()
        frame_format.setTopMargin(look.room_above())
        frame_format.setBottomMargin(_ROOM_BELOW)
        frame.setFrameFormat(frame_format)
        cursor = QTextCursor(self.qt)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(look.block_format(indented=self._indented))

    # -- changes that do not come from keys ----------------------------------------------------------

    def apply(self, edits: Sequence[TextEdit], cursor: QTextCursor | None = None) -> None:
        """Carry out ``edits`` (sorted, offsets in the text before, none overlapping) as one undo step.

        ``cursor`` is moved behind the last of them, as typing would leave it.
        """
        self.wake()
        work = QTextCursor(self.qt) if cursor is None else cursor
        work.beginEditBlock()
        places = [(self.position(e.start), self.position(e.end), e.inserted) for e in edits]
        for start, end, inserted in reversed(places):
            work.setPosition(start)
            work.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            work.insertText(_to_page(inserted))
        work.endEditBlock()

    def become(self, text: str) -> TextEdit:
        """Turn the text into ``text`` by its smallest difference, one undo step; returns that edit."""
        edit = edit_between(self.text, text)
        if edit.removed or edit.inserted:
            self.apply([edit])
        return edit

    # -- conversions ---------------------------------------------------------------------------------

    def position(self, offset: int) -> int:
        """Qt's position of an offset, kept inside the document."""
        return self.index.to_position(min(offset, len(self.text)))

    def offset(self, position: int) -> int:
        """The offset of Qt's position."""
        return self.index.to_offset(position)

    def cursor_at(self, span: Span) -> QTextCursor:
        """A cursor of the document that selects ``span``."""
        cursor = QTextCursor(self.qt)
        cursor.setPosition(self.position(span.start))
        cursor.setPosition(self.position(span.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    # -- following the document ----------------------------------------------------------------------

    def _on_contents_change(self, position: int, _removed: int, added: int) -> None:
        if not self._listening:
            return
        edit = self._edit_of(position, added)
        if edit.removed or edit.inserted:
            before, self.text = self.text, edit.apply(self.text)
            if self._replay is not None:
                self._replay.note(edit, before)
                return
            self._history += edit.removed + len(edit.inserted)
            self.styler.style_around(position, added)
            self.edited.emit(edit, before)

    def _edit_of(self, position: int, added: int) -> TextEdit:
        """The change as an edit; an empty one where only formats changed.

        Qt counts the last paragraph's end now and then, so the lengths are taken from the whole: behind
        the change nothing differs, which fixes where it ended before.
        """
        length = self.qt.characterCount() - 1
        end = min(position + added, length)
        old_end = max(position, self._length - (length - end))
        self._length = length
        start, stop = self.offset(position), self.offset(old_end)
        if self.index.to_position(start) != position or self.index.to_position(stop) != old_end:
            return self._compare_all()
        inserted, old = self._page_text(position, end), self.text[start:stop]
        edit = TextEdit(start, len(old), inserted)
        if old and inserted:
            smaller = edit_between(old, inserted)
            edit = TextEdit(start + smaller.start, smaller.removed, smaller.inserted)
        self.index.edit(edit.start, edit.removed, edit.inserted)
        if len(self.text) + edit.growth + self.index.wide != length:
            return self._compare_all()
        return edit

    def _compare_all(self) -> TextEdit:
        """The change found by comparing everything: needed when half a surrogate pair came or went."""
        whole = self._whole_text()
        self.index = Utf16Index(whole)
        return edit_between(self.text, whole)

    def _whole_text(self) -> str:
        """What the page really holds; half a pair, which no key leaves behind, is a replacement character."""
        whole = self._page_text(0, self._length)
        return whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _page_text(self, start: int, end: int) -> str:
        cursor = QTextCursor(self.qt)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().translate(_FROM_PAGE)


def _to_page(text: str) -> str:
    # Translating takes seconds for the longest chapters, looking none.
    return text.translate(_TO_PAGE) if any(each in text for each in _SPECIAL) else text


def _fit(steps: Sequence[TextEdit], text: str) -> bool:
    length = len(text)
    for step in steps:
        if step.end > length:
            return False
        length += step.growth
    return True
