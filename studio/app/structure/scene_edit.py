"""Moving, naming, adding and removing scenes as changes of a chapter's text.

A scene is the text from one break to the next. A mark ("* * *") belongs to the scene that follows it and
travels with it; a heading is part of its scene, except one that stands alone at the top of the chapter:
that is the chapter's title and stays there. Where breaks are only guessed, changing anything writes marks
in their places first, since the guess would be another one afterwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.model.outline import outline
from studio.text.scene import BreakKind, SceneBreak, is_heading, scene_breaks

DEFAULT_MARK = "* * *"
_PREFIX = re.compile(r"\s*#{1,6}\s+")


@dataclass(frozen=True, slots=True)
class ScenePart:
    """One scene of a chapter that is taken apart.

    Attributes:
        lead: white space and marks between the scene before and this one; empty for the first.
        text: the scene without white space at its ends, its heading included.
        start: where ``text`` begins in the chapter.
    """

    lead: str
    text: str
    start: int

    @property
    def has_heading(self) -> bool:
        """Whether a heading opens the scene."""
        return is_heading(self.text.split("\n", 1)[0])


@dataclass(frozen=True, slots=True)
class Taken:
    """A chapter taken apart: ``head`` + every scene's lead and text + ``tail`` is the chapter again."""

    head: str
    scenes: tuple[ScenePart, ...]
    tail: str

    def joined(self) -> str:
        """The chapter's text."""
        return self.head + "".join(scene.lead + scene.text for scene in self.scenes) + self.tail

    @property
    def mark(self) -> str:
        """The mark that this chapter uses most between scenes, or the usual one."""
        marks = Counter(scene.lead.strip() for scene in self.scenes if _is_single_mark(scene.lead))
        return marks.most_common(1)[0][0] if marks else DEFAULT_MARK

    @property
    def lead(self) -> str:
        """What divides two scenes here: the mark with blank lines about it."""
        return f"\n\n{self.mark}\n\n"


def _is_single_mark(lead: str) -> bool:
    return bool(lead.strip()) and "\n" not in lead.strip()


def with_marks(text: str) -> str:
    """``text`` with a mark written at every guessed break."""
    for found in reversed(scene_breaks(text)):
        if found.kind is BreakKind.GUESS:
            before = text[: found.span.start].rstrip()
            text = f"{before}\n\n{DEFAULT_MARK}\n\n{text[found.span.start :]}"
    return text


def take_apart(text: str) -> Taken:
    """The scenes of a chapter; guessed breaks count as none (see ``with_marks``)."""
    breaks = [found for found in scene_breaks(text) if found.kind is not BreakKind.GUESS]
    at = _title_end(text, breaks)
    starts = _starts(text, [found for found in breaks if found.span.start >= at], at)
    scenes: list[ScenePart] = []
    before = starts[0] if starts else 0
    for place, start in enumerate(starts):
        following = starts[place + 1] if place + 1 < len(starts) else len(text)
        stop = _content_end(text, start, following, breaks)
        scenes.append(ScenePart(text[before:start], text[start:stop], start))
        before = stop
    head = text[: starts[0]] if starts else text
    return Taken(head, tuple(scenes), text[max(before, len(head)) :])


def _title_end(text: str, breaks: Sequence[SceneBreak]) -> int:
    """Where the chapter's own title ends, 0 if its first heading belongs to a scene or there is none."""
    headings = [found for found in breaks if found.kind is BreakKind.HEADING]
    if not headings or text[: headings[0].span.start].strip():
        return 0
    alone = len(headings) == 1
    on_top = len(headings) > 1 and not text[headings[0].span.end : headings[1].span.start].strip()
    return headings[0].span.end if alone or on_top else 0


def _starts(text: str, breaks: Sequence[SceneBreak], at: int) -> list[int]:
    """Where each scene's own text begins: after a mark and its white space, or at a heading."""
    found: list[int] = []
    first = _skip(text, at)
    if first < len(text):
        found.append(first)
    for each in breaks:
        start = _skip(text, each.span.end) if each.kind is BreakKind.MARK else each.span.start
        if found and not _written_between(text, found[-1], start, breaks):
            found[-1] = start
        elif start < len(text):
            found.append(start)
    return [start for start in found if start < len(text)]


def _written_between(text: str, start: int, end: int, breaks: Sequence[SceneBreak]) -> bool:
    """Whether anything but white space and marks stands in ``text[start:end]``."""
    rest = text[start:end]
    for found in reversed(breaks):
        if found.kind is BreakKind.MARK and start <= found.span.start < end:
            rest = rest[: found.span.start - start] + rest[max(0, found.span.end - start) :]
    return bool(rest.strip())


def _content_end(text: str, start: int, following: int, breaks: Sequence[SceneBreak]) -> int:
    marks = [f.span.start for f in breaks if f.kind is BreakKind.MARK and start <= f.span.start < following]
    stop = marks[0] if marks else following
    return start + len(text[start:stop].rstrip())


def _skip(text: str, at: int) -> int:
    return at + len(text[at:]) - len(text[at:].lstrip())


def move_scene(text: str, source: int, target: int) -> str:
    """``text`` with the scene at ``source`` standing at ``target`` (both from 0, counted as they are).

    Raises:
        IndexError: if there is no such scene.
    """
    taken = take_apart(with_marks(text))
    scenes = list(taken.scenes)
    if not (0 <= source < len(scenes) and 0 <= target < len(scenes)):
        raise IndexError(f"there is no scene {max(source, target) + 1} among {len(scenes)}")
    moved = scenes.pop(source)
    scenes.insert(target, moved)
    return replace(taken, scenes=_led(scenes, taken)).joined()


def _led(scenes: Sequence[ScenePart], taken: Taken) -> tuple[ScenePart, ...]:
    """The scenes with a lead before each but the first; the first one's goes to the one that lacks it."""
    freed = scenes[0].lead if scenes else ""
    result = [replace(scenes[0], lead="")] if scenes else []
    for scene in scenes[1:]:
        lead = scene.lead
        if not lead:
            lead, freed = freed or taken.lead, ""
        if not lead.strip() and not scene.has_heading:
            lead = taken.lead
        result.append(replace(scene, lead=lead))
    return tuple(result)


def cut_scene(text: str, at: int) -> tuple[str, str]:
    """``text`` without the scene at ``at``, and that scene's own text.

    Raises:
        IndexError: if there is no such scene.
    """
    taken = take_apart(with_marks(text))
    scenes = list(taken.scenes)
    gone = scenes.pop(at)
    return replace(taken, scenes=_led(scenes, taken)).joined(), gone.text


def paste_scene(text: str, at: int, scene: str) -> str:
    """``text`` with ``scene`` as its scene number ``at`` (from 0; at most as many as there are)."""
    taken = take_apart(with_marks(text))
    scenes = list(taken.scenes)
    scenes.insert(min(at, len(scenes)), ScenePart("", scene.strip(), 0))
    head = taken.head
    if not taken.scenes and head.strip():
        head = head.rstrip() + "\n\n"
    return replace(taken, head=head, scenes=_led(scenes, taken), tail=taken.tail or "\n").joined()


def name_scene(text: str, at: int, title: str) -> str:
    """``text`` with ``title`` as the heading of scene ``at``; a scene without one is given one.

    Raises:
        IndexError: if there is no such scene.
    """
    taken = take_apart(with_marks(text))
    scene = taken.scenes[at]
    title = " ".join(title.split())
    first, _, rest = scene.text.partition("\n")
    if scene.has_heading:
        prefix = _PREFIX.match(first)
        new = (prefix.group() if prefix else "") + title
        if not is_heading(new):
            new = f"## {title}"
        written = f"{new}\n{rest}" if rest else new
    else:
        written = f"## {title}\n\n{scene.text}"
    scenes = (*taken.scenes[:at], replace(scene, text=written), *taken.scenes[at + 1 :])
    return replace(taken, scenes=scenes).joined()


def add_scene(text: str, after: int) -> tuple[str, int]:
    """``text`` with a new break after scene ``after``, and the offset where the new scene begins."""
    taken = take_apart(with_marks(text))
    if not taken.scenes:
        return text, len(text)
    at = min(after, len(taken.scenes) - 1) + 1
    scenes = (*taken.scenes[:at], ScenePart(taken.lead, "", 0), *taken.scenes[at:])
    offset = len(taken.head) + sum(len(scene.lead) + len(scene.text) for scene in scenes[: at + 1])
    return replace(taken, scenes=scenes).joined(), offset


def part_at(text: str, entry: int) -> int | None:
    """Which scene of ``take_apart(with_marks(text))`` the outline's entry number ``entry`` is.

    None for an entry that is no scene of its own: the chapter's title with nothing below it.
    """
    written = with_marks(text)
    entries = outline(written)
    if not 0 <= entry < len(entries):
        return None
    span = entries[entry].span
    starts = [scene.start for scene in take_apart(written).scenes]
    return next((at for at, start in enumerate(starts) if span.start <= start < span.end), None)
