"""What is shown of Markdown in a line of prose: emphasis, headings, scene breaks. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from studio.text.scene import is_scene_mark

_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_EMPHASIS = re.compile(
    r"(?<![\\*])(\*{1,3})(?![\s*])((?:[^*\\]|\\.|\*(?=\s))+?)(?<![\s\\*])\1(?!\*)"
    r"|(?<![\w\\_])(_{1,3})(?![\s_])((?:[^_\\]|\\.|(?<=\w)_(?=\w))+?)(?<![\s\\_])\3(?![\w_])"
)


class RunKind(Enum):
    """What a stretch of a line is."""

    MARKUP = auto()
    ITALIC = auto()
    BOLD = auto()
    BOLD_ITALIC = auto()
    HEADING = auto()
    BREAK = auto()


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch ``[start, end)`` of a line, in code points of the line; heading level 1 to 6, else 0."""

    start: int
    end: int
    kind: RunKind
    level: int = 0


_KINDS = (RunKind.ITALIC, RunKind.BOLD, RunKind.BOLD_ITALIC)


def may_have_runs(line: str) -> bool:
    """A quick look: whether ``prose_runs`` could find anything at all."""
    return "*" in line or "_" in line or line[:1] == "#" or (0 < len(line) <= 80 and is_scene_mark(line))


def prose_runs(line: str) -> tuple[Run, ...]:
    """The runs of a line in order; nested emphasis is not taken apart."""
    if is_scene_mark(line):
        return (Run(0, len(line), RunKind.BREAK),)
    heading = _HEADING.match(line)
    if heading:
        level = len(heading.group(1))
        return (
            Run(0, heading.end(), RunKind.MARKUP, level),
            Run(heading.end(), len(line), RunKind.HEADING, level),
        )
    runs: list[Run] = []
    if "*" in line or "_" in line:
        for hit in _EMPHASIS.finditer(line):
            width = len(hit.group(1) or hit.group(3))
            start, end = hit.span()
            runs += (
                Run(start, start + width, RunKind.MARKUP),
                Run(start + width, end - width, _KINDS[width - 1]),
                Run(end - width, end, RunKind.MARKUP),
            )
    return tuple(runs)
