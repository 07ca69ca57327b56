"""What is drawn on the page beside the text: hits of a search, marks, ornaments."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextBlock, QTextLine

from studio.text.scene import is_scene_mark
from studio.text.span import Span
from studio.ui.editor.mark_kind import mark_kind
from studio.ui.editor.mark_list import Mark, MarkList
from studio.ui.editor.mark_paint import draw_gap, draw_line, draw_ornament, draw_tint

if TYPE_CHECKING:
    from studio.ui.editor.page import Page

_BELOW_BASELINE = 2.0
_LONGEST_BREAK = 80


class PagePainter:
    """Paints for one page, and for the paragraphs in the repainted stretch only.

    Attributes:
        marks: the findings of the chapter.
        matches: hits of a search, in order; ``match`` the index of the one that is shown, or -1.
        quiet: the word that is being typed: no mark stands under it.
        style: "shapes", "underline" (one line for all) or "tint".
        show_marks: False while the writer wants to see none.
        ornaments: whether scene breaks are drawn as ornaments.
        title: the chapter's title, shown above the text; it is no part of the text.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self.marks = MarkList()
        self.matches: Sequence[Span] = ()
        self.match = -1
        self.quiet: Span | None = None
        self.style = "shapes"
        self.show_marks = True
        self.ornaments = True
        self.title = ""
        self._in_break = False

    def caret_moved(self) -> None:
        """Repaint the scene breaks that the caret came to or left: at the caret they show their text."""
        block = self._page.textCursor().block()
        broken = 1 < block.length() <= _LONGEST_BREAK and is_scene_mark(block.text())
        if broken or self._in_break:
            self._page.viewport().update()
        self._in_break = broken

    # -- below the text ------------------------------------------------------------------------------

    def paint_below(self, painter: QPainter, rect: QRect) -> None:
        """The title above the text, and grounds behind words."""
        self._paint_title(painter, rect)
        tints = self.style == "tint" and self.show_marks
        if not self.matches and not tints:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block, top in self._blocks(rect):
            span = self._span(block)
            for span_there, colour in self._grounds(span, tints=tints):
                for line, left, right in self._lines(block, span_there):
                    y = top + line.y()
                    draw_tint(painter, colour, QRectF(left - 1, y, right - left + 2, line.height()))

    def _grounds(self, span: Span, *, tints: bool) -> Iterator[tuple[Span, QColor]]:
        colours = self._page.look.colours
        first = bisect_left(self.matches, span.start, key=lambda m: m.end)
        for at in range(first, len(self.matches)):
            if self.matches[at].start >= span.end:
                break
            yield self.matches[at], QColor(colours.match_here if at == self.match else colours.match)
        if tints:
            for mark in self._shown(span):
                tone = QColor(getattr(colours, mark_kind(mark.finding.category).tone))
                tone.setAlpha(48)
                yield mark.span, tone

    def _paint_title(self, painter: QPainter, rect: QRect) -> None:
        """The chapter's title, unless the text has a heading of its own there."""
        page, look = self._page, self._page.look
        bottom = look.room_above() + page.content_offset().y() - look.room_under_title()
        if not self.title or rect.top() > bottom or page.document().firstBlock().text().startswith("#"):
            return
        font = look.title_font()
        metrics = QFontMetricsF(font)
        width = page.viewport().width()
        words = metrics.elidedText(self.title, Qt.TextElideMode.ElideRight, width)
        painter.setFont(font)
        painter.setPen(QColor(look.colours.muted))
        painter.drawText(QPointF(0, bottom - metrics.descent()), words)

    # -- above the text ------------------------------------------------------------------------------

    def paint_above(self, painter: QPainter, rect: QRect) -> None:
        """Marks and ornaments."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        caret = self._page.textCursor().blockNumber() if self._page.hasFocus() else -1
        for block, top in self._blocks(rect):
            if self.ornaments and 1 < block.length() <= _LONGEST_BREAK and block.blockNumber() != caret:
                self._paint_break(painter, block, top)
            if self.show_marks and self.style != "tint":
                for mark in self._shown(self._span(block)):
                    self._paint_mark(painter, block, top, mark)

    def _paint_break(self, painter: QPainter, block: QTextBlock, top: float) -> None:
        if not is_scene_mark(block.text()):
            return
        page, layout = self._page, block.layout()
        width = page.viewport().width()
        height = layout.boundingRect().height()
        colours = page.look.colours
        cursor = page.textCursor()
        chosen = cursor.selectionStart() <= block.position() < cursor.selectionEnd()
        ground = QColor(colours.selection if chosen else colours.page)
        painter.fillRect(QRectF(0, top, width, height), ground)
        line = layout.lineAt(0)
        centre = QPointF(width / 2, top + line.y() + line.height() * 0.55)
        draw_ornament(painter, QColor(colours.muted), centre, page.look.font.pointSizeF() * 1.4)

    def _paint_mark(self, painter: QPainter, block: QTextBlock, top: float, mark: Mark) -> None:
        kind = mark_kind(mark.finding.category)
        colours = self._page.look.colours
        plain = self.style == "underline"
        colour = QColor(colours.accent if plain else getattr(colours, kind.tone))
        shape = type(kind.shape).SOLID if plain else kind.shape
        for line, left, right in self._lines(block, mark.span):
            y = round(top + line.y() + line.ascent() + _BELOW_BASELINE)  # whole pixels: thin lines stay sharp
            if mark.start == mark.end:
                draw_gap(painter, colour, left, y)
            else:
                draw_line(painter, shape, colour, left, right, y)

    # -- geometry ------------------------------------------------------------------------------------

    def _shown(self, span: Span) -> list[Mark]:
        quiet = self.quiet
        found = self.marks.within(span.start, span.end)
        if quiet is None:
            return found
        return [mark for mark in found if mark.end < quiet.start or mark.start > quiet.end]

    def _span(self, block: QTextBlock) -> Span:
        chapter = self._page.chapter
        if chapter is None:
            return Span(0, 0)
        start = chapter.offset(block.position())
        return Span(start, chapter.offset(block.position() + block.length() - 1))

    def _blocks(self, rect: QRect) -> Iterator[tuple[QTextBlock, float]]:
        """The paragraphs that ``rect`` of the viewport touches, each with its top there."""
        page = self._page
        block = page.cursorForPosition(QPoint(0, rect.top())).block()
        previous = block.previous()
        layout, shift = page.document().documentLayout(), page.content_offset().y()
        if previous.isValid() and layout.blockBoundingRect(previous).bottom() + shift >= rect.top():
            block = previous
        while block.isValid():
            top = layout.blockBoundingRect(block).top() + shift
            if top > rect.bottom():
                return
            yield block, top
            block = block.next()

    def _lines(self, block: QTextBlock, span: Span) -> Iterator[tuple[QTextLine, float, float]]:
        """The lines of ``block`` that ``span`` (of the chapter) runs over, with its left and right there."""
        chapter = self._page.chapter
        if chapter is None:
            return
        start = max(0, chapter.position(span.start) - block.position())
        end = min(block.length() - 1, chapter.position(span.end) - block.position())
        layout = block.layout()
        at = layout.lineForTextPosition(start).lineNumber()
        while 0 <= at < layout.lineCount():
            line = layout.lineAt(at)
            if line.textStart() > end or (line.textStart() == end and start < end):
                return
            line_end = line.textStart() + line.textLength()
            left = _x(line, max(start, line.textStart()))
            yield line, left, _x(line, min(end, line_end))
            at += 1


def _x(line: QTextLine, position: int) -> float:
    found: object = line.cursorToX(position)  # the binding gives (x, position), its type says object
    return float(found[0]) if isinstance(found, tuple) else 0.0
