"""Two versions of a text shown as one: what went struck out, what came underlined, the rest folded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextEdit, QWidget

from studio.app.versions.word_diff import DiffBlock, changed_words
from studio.model.piece import Piece, PieceKind
from studio.ui.dialogs.part import UNIT, Look, named

_KEEP = QTextCursor.MoveMode.KeepAnchor
FOLD = "⋯"
"""Opens and ends the line that stands for what is left out."""


def _counted(count: int, thing: str) -> str:
    return f"{count:,} {thing}" + ("" if count == 1 else "s")


def summary(blocks: Sequence[DiffBlock]) -> str:
    """What changed, in a few words."""
    removed, added = changed_words(blocks)
    places = sum(block.changed for block in blocks)
    if not places:
        return "The two are the same."
    if not removed and not added:
        return f"{_counted(places, 'place')} changed, and no word."
    if removed and added:
        words = f"{_counted(removed, 'word')} out, {added:,} in"
    else:
        words = f"{_counted(removed, 'word')} taken out" if removed else f"{_counted(added, 'word')} added"
    return f"{_counted(places, 'place')} changed: {words}."


def folded(blocks: Sequence[DiffBlock]) -> list[DiffBlock]:
    """The blocks with the middle of what did not change left out: the paragraph next to a change stays."""
    result: list[DiffBlock] = []
    for at, block in enumerate(blocks):
        if block.changed:
            result.append(block)
            continue
        lines = "".join(piece.text for piece in block.pieces).splitlines(keepends=True)
        head = _paragraphs(lines, 1) if at > 0 else 0
        tail = _paragraphs(lines[::-1], 1) if at + 1 < len(blocks) else 0
        left_out = [line for line in lines[head : len(lines) - tail] if line.strip()]
        if len(left_out) < 2:
            result.append(block)
            continue
        fold = f"{FOLD} {len(left_out):,} paragraphs the same {FOLD}\n"
        parts = ("".join(lines[:head]), fold, "".join(lines[len(lines) - tail :]) if tail else "")
        result.extend(DiffBlock((Piece(PieceKind.SAME, part),)) for part in parts if part)
    return result


def _paragraphs(lines: Sequence[str], wanted: int) -> int:
    """How many lines hold the first ``wanted`` written lines and the blank ones about them."""
    seen = 0
    for at, line in enumerate(lines):
        if line.strip():
            seen += 1
            if seen > wanted:
                return at
    return len(lines)


class DiffView(QTextEdit):
    """A read-only view of a comparison; the change at the cursor is framed.

    Signals:
        current_changed: the cursor is in another change, or in none.
    """

    current_changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._changes: list[int] = []
        self._ends: list[int] = []
        self._current: int | None = None
        self.setReadOnly(True)
        self.setObjectName("diffView")
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setViewportMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        self.setTabChangesFocus(True)
        self.cursorPositionChanged.connect(self._mark_current)
        named(self, "Changes", "Removed words are struck out, added words are underlined.")

    def show_blocks(self, blocks: Sequence[DiffBlock], *, fold: bool = True) -> None:
        """Show a comparison; with ``fold``, long stretches that did not change are left out."""
        self.show_sections((("", folded(blocks) if fold else blocks),))
        self.setAccessibleDescription(summary(blocks))

    def show_sections(self, sections: Sequence[tuple[str, Sequence[DiffBlock]]]) -> None:
        """Show several comparisons, each under its heading; nothing is folded."""
        self._changes = []
        self._ends = []
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for heading, blocks in sections:
            if heading:
                self._heading(cursor, heading)
            for block in blocks:
                self._write(cursor, block)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _heading(self, cursor: QTextCursor, heading: str) -> None:
        form = QTextCharFormat()
        form.setFontWeight(QFont.Weight.DemiBold)
        form.setForeground(QColor(self._look.muted))
        if cursor.position():
            cursor.insertBlock()
        cursor.insertText(f"{heading}\n\n", form)

    def _write(self, cursor: QTextCursor, block: DiffBlock) -> None:
        if block.changed:
            self._changes.append(cursor.position())
        for piece in block.pieces:
            if piece.text.startswith(FOLD):
                self._fold_line(cursor, piece.text)
            else:
                cursor.insertText(_visible(piece.text, piece.kind), self._format(piece.kind))
        if block.changed:
            self._ends.append(cursor.position())

    def _fold_line(self, cursor: QTextCursor, text: str) -> None:
        form = QTextCharFormat()
        form.setForeground(QColor(self._look.muted))
        form.setFontItalic(True)
        cursor.insertText(text, form)

    def _format(self, change: PieceKind) -> QTextCharFormat:
        form = QTextCharFormat()
        if change is PieceKind.SAME:
            return form
        tone = QColor(self._look.added if change is PieceKind.ADDED else self._look.removed)
        form.setForeground(tone)
        ground = QColor(tone)
        ground.setAlpha(28)
        form.setBackground(ground)
        if change is PieceKind.ADDED:
            form.setFontUnderline(True)
            form.setFontWeight(QFont.Weight.Medium)
        else:
            form.setFontStrikeOut(True)
        return form

    def first_change(self) -> None:
        """Bring the first change into sight."""
        if self._changes:
            self._go(self._changes, first=True)

    def current_change(self) -> int | None:
        """The number of the change that the cursor is in, from 0, in the order of the text."""
        at = self.textCursor().position()
        places = zip(self._changes, self._ends, strict=True)
        return next((number for number, (start, end) in enumerate(places) if start <= at < end), None)

    def _mark_current(self) -> None:
        if len(self._changes) != len(self._ends):
            return  # still being written
        current = self.current_change()
        selections = []
        if current is not None:
            mark = QTextEdit.ExtraSelection()
            ground = QColor(self._look.accent)
            ground.setAlpha(26)
            mark.format.setBackground(ground)
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            cursor = self.textCursor()
            cursor.setPosition(self._changes[current])
            cursor.setPosition(max(self._changes[current], self._ends[current] - 1), _KEEP)
            mark.cursor = cursor
            selections.append(mark)
        self.setExtraSelections(selections)
        if current != self._current:
            self._current = current
            self.current_changed.emit()

    def next_change(self) -> None:
        """Bring the next change into sight."""
        self._go([at for at in self._changes if at > self.textCursor().position()], first=True)

    def previous_change(self) -> None:
        """Bring the change before into sight."""
        self._go([at for at in self._changes if at < self.textCursor().position()], first=False)

    def _go(self, places: Sequence[int], *, first: bool) -> None:
        if not places:
            return
        cursor = self.textCursor()
        cursor.setPosition(places[0] if first else places[-1])
        self.setTextCursor(cursor)
        self.ensureCursorVisible()


def _visible(text: str, change: PieceKind) -> str:
    """Changed white space made visible: a reader cannot see that a space went."""
    if change is PieceKind.SAME or text.strip(" \n\t\u00a0"):
        return text
    return text.replace(" ", "·").replace("\u00a0", "°").replace("\t", "→").replace("\n", "¶\n")
