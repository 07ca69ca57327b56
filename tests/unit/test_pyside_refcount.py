"""PySide6 6.12.0 on Python 3.11 loses a reference to None at every call that returns nothing."""

import sys

from PySide6.QtGui import QTextCursor, QTextDocument


def test_calls_that_return_nothing_keep_none_alive() -> None:
    cursor = QTextCursor(QTextDocument("words"))
    before = sys.getrefcount(None)
    for _ in range(1000):
        cursor.setPosition(1)
    assert sys.getrefcount(None) > before - 500
