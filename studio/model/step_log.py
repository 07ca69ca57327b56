"""The last changes of a text, each as the edit that takes it back, as an editor's undo steps are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from studio.model.edit import TextEdit

_LONGEST_RUN: Final = 1_000
"""Characters; what is typed or deleted letter by letter is one step up to here."""


class StepLog:
    """Follows a text edit by edit.

    Args:
        steps: what is known from before, the newest first.
        most: how many steps are kept.
        room: how many characters they may hold in all.
    """

    def __init__(self, steps: Sequence[TextEdit] = (), most: int = 100, room: int = 200_000) -> None:
        self._most = most
        self._room = room
        self._steps: list[TextEdit] = []  # the newest last
        self._held = 0
        for step in reversed(steps):
            self._push(step)

    def note(self, edit: TextEdit, before: str) -> None:
        """The text ``before`` was changed by ``edit``."""
        back = edit.inverse(before)
        if self._steps and (joined := _joined(self._steps[-1], back)) is not None:
            self._held -= len(self._steps.pop().inserted)
            back = joined
        self._push(back)

    def newest_first(self) -> tuple[TextEdit, ...]:
        """The steps, each an edit of the text that the one before it leads to."""
        return tuple(reversed(self._steps))

    def _push(self, step: TextEdit) -> None:
        self._steps.append(step)
        self._held += len(step.inserted)
        while self._steps and (len(self._steps) > self._most or self._held > self._room):
            self._held -= len(self._steps.pop(0).inserted)


def _joined(last: TextEdit, back: TextEdit) -> TextEdit | None:
    """Two steps as one, if they are a run of letters typed or deleted one after another."""
    if not last.inserted and not back.inserted:
        if last.end == back.start and 0 < back.removed < _LONGEST_RUN and last.removed < _LONGEST_RUN:
            return TextEdit(last.start, last.removed + back.removed, "")
    elif last.removed == back.removed == 0 and len(back.inserted) == 1 and len(last.inserted) < _LONGEST_RUN:
        if back.start + 1 == last.start:  # deleted backwards
            return TextEdit(back.start, 0, back.inserted + last.inserted)
        if back.start == last.start:  # deleted forwards
            return TextEdit(last.start, 0, last.inserted + back.inserted)
    return None
