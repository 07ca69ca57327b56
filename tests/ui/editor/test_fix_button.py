"""The key of a fix is seen on its button."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from studio.ui.editor.editor import Editor
from studio.ui.editor.fix_button import FixButton
from studio.ui.editor.mark_words import FixWords
from studio.ui.theme.theme import Theme


def ink(image: QImage, ground: int) -> int:
    return sum(image.pixel(x, y) != ground for x in range(image.width()) for y in range(image.height()))


def test_number_and_words_stand_side_by_side(qtbot: QtBot, theme: Theme, editor: Editor) -> None:
    for number in (1, 2, 6):
        made = FixButton(number, FixWords("walked", "replace by walked"), theme, editor)
        made.resize(made.sizeHint())
        made.show()
        whole = made.grab().toImage()
        ground = whole.pixel(5, whole.height() // 2)
        inside = made.number_rect().adjusted(0, 4, 0, -4)
        assert ink(whole.copy(inside), ground) > 5
        between = QRect(inside.right() - 3, inside.top(), 4, inside.height())
        assert ink(whole.copy(between), ground) == 0
        assert made.text() == "walked"
        assert made.accessibleName() == f"{number}: replace by walked"
        made.close()
