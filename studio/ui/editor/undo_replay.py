"""Changes a document in a way that Qt would keep as an undo step, without making one and without losing any.

Qt keeps formats among its undo steps, and forgets all steps once it is told to keep none. So the steps are
taken back one by one and noted, the change is made while none are kept, and the steps are done again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtGui import QTextDocument

from studio.model.edit import TextEdit, edit_between


class Replayed(Protocol):
    """What is needed of a chapter's document; ``text`` follows ``qt``."""

    qt: QTextDocument
    text: str

    def apply(self, edits: Sequence[TextEdit]) -> None:
        """Carry out ``edits`` as one undo step."""


class UndoReplay:
    """One run over one document, which hands every change of its text to ``note`` meanwhile."""

    def __init__(self, document: Replayed) -> None:
        self._document = document
        self._noted: list[tuple[TextEdit, str]] = []

    def note(self, edit: TextEdit, before: str) -> None:
        """The text ``before`` was changed by ``edit``."""
        self._noted.append((edit, before))

    def collect(self, most: int, room: int | None = None) -> tuple[TextEdit, ...]:
        """The last undo steps, at most so many, each as the edit that takes it back, the newest first.

        With ``room``, as many as hold no more characters than that, and the newest in any case. Text, undo
        and redo steps are as before afterwards.
        """
        qt = self._document.qt
        steps: list[TextEdit] = []
        taken = size = 0
        while qt.isUndoAvailable() and len(steps) < most:
            step = self._back(qt.undo)
            taken += 1
            if step is not None:
                # What ``_back`` gives makes the step again; the text of now is the one before it.
                size += step.removed + len(step.inserted)
                if steps and room is not None and size > room:
                    break
                steps.append(step.inverse(self._document.text))
        for _ in range(taken):
            qt.redo()
        return tuple(steps)

    def put_below(self, steps: Sequence[TextEdit]) -> None:
        """Let the document, which has no undo steps, have ``steps``, each an edit that takes a step back, the
        newest first. Its text stays."""
        again: list[TextEdit] = []

        def go_back() -> None:
            for step in steps:
                again.append(step.inverse(self._document.text))
                self._document.apply([step])

        qt = self._document.qt
        qt.setUndoRedoEnabled(False)
        try:
            go_back()
        finally:
            qt.setUndoRedoEnabled(True)
        for step in reversed(again):
            self._document.apply([step])

    def run(self, change: Callable[[], object]) -> None:
        """Call ``change`` while Qt keeps no steps; text, undo and redo steps are as before afterwards."""
        qt = self._document.qt
        undone = 0
        while qt.isRedoAvailable():
            undone += self._back(qt.redo) is not None
        steps: list[TextEdit] = []
        while qt.isUndoAvailable():
            step = self._back(qt.undo)
            if step is not None:
                steps.append(step)
        qt.setUndoRedoEnabled(False)
        try:
            change()
        finally:
            qt.setUndoRedoEnabled(True)
        for step in reversed(steps):
            self._document.apply([step])
        for _ in range(undone):
            qt.undo()

    def _back(self, step: Callable[[], object]) -> TextEdit | None:
        """Do ``step``; returns the edit that takes it back, None for a step that left the text as it was."""
        before = self._document.text
        self._noted.clear()
        step()
        if not self._noted:
            return None
        if len(self._noted) > 1:
            return edit_between(self._document.text, before)
        edit, old = self._noted[0]
        return TextEdit(edit.start, len(edit.inserted), old[edit.start : edit.start + edit.removed])
