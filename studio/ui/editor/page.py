"""The page: one centred column of prose."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from studio.model.edit import TextEdit
from studio.text.span import Span
from studio.text.typed_mark import TypedMark
from studio.ui.editor.chapter_document import ChapterDocument
from studio.ui.editor.mark_list import MarkList
from studio.ui.editor.page_paint import PagePainter
from studio.ui.editor.prose_look import ProseLook

_SIDE = 28  # pixels kept free beside the column in a narrow window
_PAUSE = 1.2  # seconds without a key after which the next one begins an undo step of its own
_STEP_ENDS = frozenset('.!?…\n”’"')
_KEEP_AWAY = 96  # pixels between the caret's line and the window's edge


@dataclass(frozen=True, slots=True)
class _Helped:
    """What a key became: ``text`` after it, and the edit that brings back what was typed."""

    text: str
    back: TextEdit


def _writes(event: QKeyEvent) -> bool:
    """Whether a key is there to write with, not to command."""
    command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
    return not event.modifiers() & command


class Page(QTextEdit):
    """Where one writes. It knows text, marks and keys; what they mean is its owner's affair.

    Signals:
        clicked: the offset that was clicked without selecting anything.
        zoomed: Ctrl and the wheel, +1 or -1.
        focus_left: the writer went elsewhere.
    """

    clicked = Signal(int)
    zoomed = Signal(int)
    focus_left = Signal()

    def __init__(self, look: ProseLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chapter: ChapterDocument | None = None
        self.look = look
        self.art = PagePainter(self)
        self._last_key = 0.0
        self._last_text = ""
        self._helped: _Helped | None = None
        self.typed: Callable[[str, Span, str], TypedMark | None] | None = None
        """Text, selection and what is typed over it: what shall stand there instead, if anything else."""
        self.setObjectName("page")
        self.setAccessibleName("Page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setCursorWidth(2)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.dress(look)

    # -- what is shown -------------------------------------------------------------------------------

    def open(self, chapter: ChapterDocument, marks: MarkList) -> None:
        """Show a chapter where it was left."""
        if self.chapter is not None:
            self.keep_place()
        self.chapter = chapter
        self.art.marks = marks
        self.art.matches = ()
        self.art.quiet = None
        self.setDocument(chapter.qt)
        self.return_to_place()

    def let_go(self) -> None:
        """Show nothing: the chapter is about to be deleted, and Qt would still draw what is gone."""
        self.chapter = None
        self.art.marks = MarkList()
        self.art.matches = ()
        self.art.quiet = None
        self.setDocument(QTextDocument(self))

    def return_to_place(self) -> None:
        """Put cursor and scroll position where ``keep_place`` noted them."""
        if self.chapter is not None:
            cursor = self.textCursor()
            cursor.setPosition(self.chapter.anchor_position)
            cursor.setPosition(self.chapter.cursor_position, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self.verticalScrollBar().setValue(self.chapter.scroll)

    def keep_place(self) -> None:
        """Note cursor and scroll position in the chapter, to come back to."""
        if self.chapter is not None:
            self.chapter.cursor_position = self.textCursor().position()
            self.chapter.anchor_position = self.textCursor().anchor()
            self.chapter.scroll = self.verticalScrollBar().value()

    def dress(self, look: ProseLook) -> None:
        """Take over font, colours and measure."""
        self.look = look
        self.setFont(look.font)
        palette = self.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, look.colours.page),
            (QPalette.ColorRole.Window, look.colours.page),
            (QPalette.ColorRole.Text, look.colours.text),
            (QPalette.ColorRole.Highlight, look.colours.selection),
            (QPalette.ColorRole.HighlightedText, look.colours.text),
        ):
            palette.setColor(role, QColor(colour))
        self.setPalette(palette)
        self.viewport().setPalette(palette)  # the style sheet gave it one of its own, which would stay
        self._set_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_margins()
        super().resizeEvent(event)

    def _set_margins(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.width()
        side = max(_SIDE, (room - self.look.column_width()) // 2)
        self.setViewportMargins(side, 0, max(_SIDE, side - bar), 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self.art.paint_below(painter, event.rect())
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self.art.paint_above(painter, event.rect())
        painter.end()

    # -- places --------------------------------------------------------------------------------------

    def caret(self) -> int:
        """The caret's offset."""
        return self.chapter.offset(self.textCursor().position()) if self.chapter else 0

    def chosen(self) -> Span:
        """The selection; the caret as an empty span."""
        if self.chapter is None:
            return Span(0, 0)
        cursor = self.textCursor()
        return Span(self.chapter.offset(cursor.selectionStart()), self.chapter.offset(cursor.selectionEnd()))

    def choose(self, span: Span) -> None:
        """Select ``span`` and bring it into sight, with a few lines around it."""
        if self.chapter is None:
            return
        self.setTextCursor(self.chapter.cursor_at(span))
        self.bring_into_sight()

    def line_in_sight(self) -> tuple[int, int]:
        """A line that the eye may rest on, the caret's if it is seen, else the first: Qt's position in it,
        and its top in the viewport."""
        cursor = self.textCursor()
        if not self.viewport().rect().contains(self.cursorRect(cursor).center()):
            cursor = self.cursorForPosition(QPoint(0, 0))
        return cursor.position(), self.cursorRect(cursor).top()

    def bring_to(self, position: int, top: int) -> None:
        """Scroll so that the line of Qt's ``position`` has its top at ``top`` again."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        bar = self.verticalScrollBar()
        if bar.value():
            bar.setValue(bar.value() + self.cursorRect(cursor).top() - top)

    def bring_into_sight(self) -> None:
        """Scroll so that the caret's line stands well inside the window."""
        rect, bar = self.cursorRect(), self.verticalScrollBar()
        height = self.viewport().height()
        keep = min(_KEEP_AWAY, height // 4)
        if rect.top() < keep or rect.bottom() > height - keep:
            bar.setValue(bar.value() + rect.top() - height // 3)

    def rect_of(self, span: Span) -> QRect:
        """The rectangle around the lines of ``span``, in coordinates of the viewport."""
        if self.chapter is None:
            return QRect()
        cursor = self.chapter.cursor_at(Span(span.start, span.start))
        first = self.cursorRect(cursor)
        last = self.cursorRect(self.chapter.cursor_at(Span(span.end, span.end)))
        if last.top() > first.top():
            return QRect(QPoint(0, first.top()), QPoint(self.viewport().width(), last.bottom()))
        return first.united(last)

    def content_offset(self) -> QPointF:
        """Where the document's origin lies in the viewport."""
        return QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    # -- keys, mouse, clipboard ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        now = time.monotonic()
        typed = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isReadOnly():
            self._new_paragraph()
            event.accept()
        elif self._take_back_help(event) or (_writes(event) and self._help(typed)):
            event.accept()
        elif typed and self._begins_step(now):
            # Qt joins all keys of a run into one undo step; an edit block parts it from the one before.
            cursor = self.textCursor()
            cursor.beginEditBlock()
            super().keyPressEvent(event)
            cursor.endEditBlock()
        else:
            super().keyPressEvent(event)
        if typed:
            self._last_key, self._last_text = now, typed
        self._show_top()

    def _show_top(self) -> None:
        """On the first line the title above it is to be seen too; Qt scrolls to the line only."""
        bar = self.verticalScrollBar()
        if not bar.value():
            return
        line = self.cursorRect().translated(0, bar.value())
        if line.top() <= self.look.room_above() + 2 and line.bottom() < self.viewport().height():
            bar.setValue(0)

    def _new_paragraph(self) -> None:
        """Enter, with or without Shift: a line separator inside a paragraph has no form in a text file, and
        on an empty paragraph Qt's own Enter would take the paragraph's format away instead."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        self._end_word(cursor)
        cursor.insertBlock()
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _end_word(self, cursor: QTextCursor) -> None:
        """The word before Enter is there now, so its apostrophe can be told: as if a space were typed."""
        chapter = self.chapter
        if chapter is None or self.typed is None:
            return
        span = self.chosen()
        mark = self.typed(chapter.text, span, "\n")
        if mark is not None:
            word = chapter.cursor_at(Span(mark.start, span.start))
            word.insertText(mark.inserted.removesuffix("\n"))
            cursor.setPosition(chapter.position(span.start))
            cursor.setPosition(chapter.position(span.end), QTextCursor.MoveMode.KeepAnchor)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What comes from dead keys and composing is typed like any key."""
        self._helped = None
        typed = event.commitString()
        sign = len(typed) == 1 and not typed.isalnum()
        if sign and not event.preeditString() and not event.replacementLength():
            super().inputMethodEvent(QInputMethodEvent())  # what was being composed goes first
            helped = self._help(typed)
        else:
            helped = False
        if helped:
            self._last_key, self._last_text = time.monotonic(), typed
            event.accept()
        else:
            super().inputMethodEvent(event)

    def _help(self, typed: str) -> bool:
        """Type the mark that is meant, in one undo step; False if just the key is meant."""
        chapter = self.chapter
        if chapter is None or self.typed is None or self.isReadOnly():
            return False
        span = self.chosen()
        mark = self.typed(chapter.text, span, typed)
        if mark is None:
            return False
        as_typed = chapter.text[mark.start : span.start] + typed
        self._type(TextEdit(mark.start, span.end - mark.start, mark.inserted))
        self._helped = _Helped(chapter.text, TextEdit(mark.start, len(mark.inserted), as_typed))
        return True

    def _take_back_help(self, event: QKeyEvent) -> bool:
        """Backspace right behind a mark that was put there instead of the key brings the key back."""
        helped, self._helped = self._helped, None
        if helped is None or event.key() != Qt.Key.Key_Backspace or event.modifiers():
            return False
        at = helped.back.start + helped.back.removed
        if self.chapter is None or self.chapter.text is not helped.text or self.chosen() != Span(at, at):
            return False
        self._type(helped.back)
        return True

    def _type(self, edit: TextEdit) -> None:
        if self.chapter is None:
            return
        cursor = self.textCursor()
        if edit.removed or self._begins_step(time.monotonic()):
            self.chapter.apply([edit], cursor)
        else:
            cursor.insertText(edit.inserted)  # an apostrophe does not part the step of its word
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _begins_step(self, now: float) -> bool:
        return now - self._last_key > _PAUSE or self._last_text in _STEP_ENDS

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.clicked.emit(self.caret())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._last_key = 0.0
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_left.emit()

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        if self.chapter is not None:
            data.setText(self.chosen().of(self.chapter.text))
        return data

    def update_span(self, span: Span) -> None:
        """Repaint the lines of ``span`` where they are seen."""
        if self.chapter is None:
            return
        view = self.viewport().rect()
        first = self.cursorForPosition(view.topLeft()).block().position()
        last = self.cursorForPosition(view.bottomRight()).block()
        if self.chapter.position(span.end) < first:
            return
        if self.chapter.position(span.start) > last.position() + last.length():
            return
        rect = self.rect_of(span)
        self.viewport().update(QRect(0, rect.top() - 2, self.viewport().width(), rect.height() + 12))

    def visible_rect(self) -> QRectF:
        """The part of the document that is seen, in the document's coordinates."""
        view = self.viewport().rect()
        return QRectF(view).translated(-self.content_offset())
