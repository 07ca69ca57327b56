"""Two versions of a text shown as one: what went struck out, what came underlined, the rest folded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from studio.app.word_diff import Change, DiffBlock, changed_words
from studio.ui.dialogs.part import UNIT, Look, named

_NEAR = 160
"""How many characters of unchanged text stay in sight on each side of a change."""


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
    return f"{_counted(places, 'place')} changed: {_counted(removed, 'word')} out, {added:,} in."


def folded(text: str, *, head: bool, tail: bool) -> str:
    """Unchanged ``text`` with its middle left out; ``head`` and ``tail`` say which end a change touches."""
    keep = _NEAR * (head + tail)
    if len(text) <= keep + 80:
        return text
    start = text[:_NEAR].rsplit(" ", 1)[0] if head else ""
    end = text[-_NEAR:].split(" ", 1)[-1] if tail else ""
    left_out = text[len(start) : len(text) - len(end)].count("\n\n") + 1
    line = "the same" if left_out < 2 else f"{left_out} paragraphs the same"
    return f"{start.rstrip()}\n⋯ {line} ⋯\n{end.lstrip()}".strip("\n")


class DiffView(QTextEdit):
    """A read-only view of a comparison."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._changes: list[int] = []
        self.setReadOnly(True)
        self.setObjectName("diffView")
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setViewportMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        self.setTabChangesFocus(True)
        named(self, "Changes", "Removed words are struck out, added words are underlined.")

    def show_blocks(self, blocks: Sequence[DiffBlock], *, fold: bool = True) -> None:
        """Show a comparison; with ``fold``, long stretches that did not change are left out."""
        self.clear()
        self._changes = []
        cursor = self.textCursor()
        spacing = QTextBlockFormat()
        spacing.setLineHeight(130, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
        cursor.setBlockFormat(spacing)
        cursor.beginEditBlock()
        for at, block in enumerate(blocks):
            self._write(cursor, blocks, at, block, fold=fold)
        cursor.endEditBlock()
        self.setAccessibleDescription(summary(blocks))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.next_change()

    def _write(
        self, cursor: QTextCursor, blocks: Sequence[DiffBlock], at: int, block: DiffBlock, *, fold: bool
    ) -> None:
        if block.changed:
            self._changes.append(cursor.position())
        for piece in block.pieces:
            text = piece.text
            if fold and not block.changed:
                head = at > 0 and blocks[at - 1].changed
                tail = at + 1 < len(blocks) and blocks[at + 1].changed
                text = folded(text, head=head, tail=tail)
                text += "\n" if piece.text.endswith("\n") and not text.endswith("\n") else ""
            cursor.insertText(_visible(text, piece.change), self._format(piece.change))

    def _format(self, change: Change) -> QTextCharFormat:
        form = QTextCharFormat()
        if change is Change.SAME:
            return form
        tone = QColor(self._look.added if change is Change.ADDED else self._look.removed)
        form.setForeground(tone)
        ground = QColor(tone)
        ground.setAlpha(28)
        form.setBackground(ground)
        if change is Change.ADDED:
            form.setFontUnderline(True)
            form.setFontWeight(QFont.Weight.Medium)
        else:
            form.setFontStrikeOut(True)
        return form

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


def _visible(text: str, change: Change) -> str:
    """Changed white space made visible: a reader cannot see that a space went."""
    if change is Change.SAME or text.strip(" \n\t\u00a0"):
        return text
    return text.replace(" ", "·").replace("\u00a0", "°").replace("\t", "→").replace("\n", "¶\n")
