"""Taking a change of several texts back, around what was typed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from studio.app.structure.structure_step import ChangedText, TextChange
from studio.model.chapter import ChapterId
from studio.storage.merge import merge


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What to do.

    Attributes:
        change: the texts that really change, from the live text to the new one.
        sentence: for the writer.
    """

    change: TextChange
    sentence: str


def taken_back(change: TextChange, live: Mapping[ChapterId, str]) -> TakenBack:
    """How the chapters come to their texts ``after``, given the ``live`` ones; a chapter that is not live, or
    that was changed since in the same places, stays as it is."""
    texts: list[ChangedText] = []
    kept = 0
    for text in change.texts:
        now = live.get(text.id)
        if now == text.after:
            continue
        new = None if now is None else _text_for(change, text, now)
        if now is None or new is None:
            kept += 1
        else:
            texts.append(ChangedText(text.id, now, new))
    if kept and change.kind == "scene":
        nothing = TextChange(change.kind, ())
        return TakenBack(nothing, "The text has changed since; undo it on the page instead.")
    return TakenBack(TextChange(change.kind, tuple(texts)), _sentence(change, len(texts), kept))


def _text_for(change: TextChange, text: ChangedText, now: str) -> str | None:
    if now == text.before:
        return text.after
    if change.kind == "scene":
        return None
    result = merge(text.before, now, text.after)
    return None if result.conflicts else result.text


def _sentence(change: TextChange, done: int, kept: int) -> str:
    if change.kind == "scene":
        return "The scenes are as they were."
    chapters = "1 chapter" if done == 1 else f"{done} chapters"
    words = f"The change is taken back in {chapters}."
    if kept:
        which = "1 other has" if kept == 1 else f"{kept} others have"
        words += f" {which} changed since in the same places and stay{'s' if kept == 1 else ''} as now."
    return words
