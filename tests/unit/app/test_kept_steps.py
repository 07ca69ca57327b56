"""How far back the story's undo goes: by number, and by the text that its steps hold."""

from __future__ import annotations

from studio.app.structure.structure import kept_steps
from studio.app.structure.structure_step import ChangedText, Move, TextChange
from studio.model.chapter import ChapterId

ONE = ChapterId("chapters/One.md")


def change(length: int) -> TextChange:
    return TextChange("replace", (ChangedText(ONE, "a" * length, "b"),))


def test_small_steps_are_kept_by_their_number() -> None:
    assert kept_steps([]) == 1
    assert kept_steps([Move(ONE, 1)]) == 1
    assert kept_steps([Move(ONE, 1)] * 150) == 150
    assert kept_steps([Move(ONE, 1)] * 250) == 200


def test_large_changes_go_when_newer_ones_need_the_room() -> None:
    assert kept_steps([change(15_000_000)] * 5) == 2
    assert kept_steps([change(15_000_000), Move(ONE, 1), change(15_000_000), change(100)]) == 4
    assert kept_steps([change(100), change(50_000_000)]) == 1
