"""How the page is set: font, measure, leading, indents; and the formats of runs."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QTextBlockFormat, QTextCharFormat

from studio.ui.editor.prose_run import RunKind
from studio.ui.theme.token import Colours

_HEADING_SCALE = (1.55, 1.3, 1.15, 1.05, 1.0, 1.0)
_INDENT_EM = 1.6
_TITLE_SCALE = 1.5
_TOP = 40  # pixels


@dataclass(frozen=True, slots=True)
class ProseLook:
    """What the page looks like.

    Attributes:
        font: the text font.
        colours: the theme's colours.
        measure: the width of the column, in average characters.
        leading: the distance of lines, as a multiple of the font's size.
    """

    font: QFont
    colours: Colours
    measure: int = 68
    leading: float = 1.5

    def column_width(self) -> int:
        """The column's width in pixels."""
        # An average over running English; averageCharWidth counts rare wide letters like frequent ones.
        sample = "the quick brown fox jumps over a lazy dog and then runs on "
        return round(QFontMetricsF(self.font).horizontalAdvance(sample) / len(sample) * self.measure)

    def block_format(self, *, indented: bool) -> QTextBlockFormat:
        """The format of every paragraph; ``indented`` for text without blank lines between."""
        made = QTextBlockFormat()
        height = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        em = QFontInfo(self.font).pixelSize()
        # Typefaces differ in the leading they bring; counted from the letters' size all look alike.
        made.setLineHeight(100 * self.leading * em / QFontMetricsF(self.font).height(), height)
        if indented:
            made.setTextIndent(em * _INDENT_EM)
        return made

    def title_font(self) -> QFont:
        """The font of the chapter's title above the text."""
        made = QFont(self.font)
        made.setPointSizeF(self.font.pointSizeF() * _TITLE_SCALE)
        return made

    def room_above(self) -> float:
        """Pixels above the first line; the chapter's title stands there."""
        return _TOP + QFontMetricsF(self.title_font()).height() + self.room_under_title()

    def room_under_title(self) -> float:
        """Pixels between the title and the first line."""
        return QFontInfo(self.font).pixelSize() * 1.6

    def char_format(self, kind: RunKind, level: int = 0) -> QTextCharFormat:
        """The format of a run."""
        made = QTextCharFormat()
        if kind is RunKind.BREAK:
            made.setForeground(QColor(self.colours.faint))
        if kind is RunKind.MARKUP:
            made.setForeground(QColor(self.colours.faint))
        if kind in (RunKind.ITALIC, RunKind.BOLD_ITALIC):
            made.setFontItalic(True)
        if kind in (RunKind.BOLD, RunKind.BOLD_ITALIC, RunKind.HEADING):
            made.setFontWeight(QFont.Weight.Bold)
        if level:
            made.setFontPointSize(self.font.pointSizeF() * _HEADING_SCALE[level - 1])
        return made


def is_indented(text: str) -> bool:
    """Whether paragraphs follow one another without blank lines, so that first lines need an indent."""
    lines = text.count("\n") + 1
    blank = text.count("\n\n")
    return lines >= 4 and blank * 4 < lines
