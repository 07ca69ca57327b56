"""Makes the dashes of broken-off and parenthetical sentences uniform; ranges and hyphens stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studio.export.change import ChangeKind, Edit
from studio.export.option import CleanOptions, DashStyle
from studio.export.protect import lines

_SPACE = r"[ \t\u00a0]*"
_DASH = re.compile(
    rf"{_SPACE}(?:(?<![-<!])-{{2,3}}(?![->])|(?<!—)—(?!—)|―|(?<=[ \t\u00a0])[–-](?=[ \t\u00a0\"”’]|$)"
    rf"|–(?=[ \t\u00a0\"”]|$)|(?<=[ \t\u00a0])–(?!\d)|(?<=[^\W\d_])-(?=[\"”])){_SPACE}"
)
_START = re.compile(r"[\s>*_#+-]*\Z")


def dash_edits(text: str, options: CleanOptions) -> Iterator[Edit]:
    """Each dash in the style of ``options``, with or without spaces around."""
    if options.dashes is DashStyle.KEEP:
        return
    for start, line in lines(text):
        if "-" not in line and not any(dash in line for dash in "—―–"):
            continue
        for found in _DASH.finditer(line):
            edit = _edit(line, found, options.dashes)
            if edit is not None:
                yield Edit(start + edit[0], start + edit[1], edit[2], ChangeKind.DASH)


def _edit(line: str, found: re.Match[str], style: DashStyle) -> tuple[int, int, str] | None:
    core = found.group().strip(" \t\u00a0")
    left, right = found.start(), found.end()
    before, after = line[:left], line[right:]
    if before[-1:].isdigit() and after[:1].isdigit():
        return (left, right, "–") if len(core) > 1 and right - left == len(core) else None
    if _START.match(before):
        return _at_line_start(found, core)
    if style is DashStyle.EM:
        return left, right, "—"
    whole = found.group()
    return left, right, _joined(before, after, whole[:1] != core[:1], whole[-1:] != core[-1:])


def _at_line_start(found: re.Match[str], core: str) -> tuple[int, int, str] | None:
    """A dash that begins a line opens speech or goes on after a break; its spaces are the writer's."""
    if core in ("-", "–"):
        return None
    at = found.start() + found.group().index(core)
    return at, at + len(core), "—"


def _joined(before: str, after: str, left_space: bool, right_space: bool) -> str:
    """An en dash between spaces, without the one that would part it from a bracket or quotation mark."""
    opens = not left_space and _opens(before)
    closes = not right_space and _closes(after)
    if opens and closes:
        return "–"
    return ("" if opens else " ") + "–" + ("" if closes else " ")


def _opens(before: str) -> bool:
    """Whether what stands before faces the dash: a bracket, an opening mark, the beginning of emphasis."""
    bare = before.rstrip("*_")
    last = bare[-1:]
    if last in ("", *"“‘([{"):
        return True
    if last in ('"', "'"):
        return bare[-2:-1] in ("", *" \t\u00a0—–-([")
    return len(bare) < len(before) and last.isspace()


def _closes(after: str) -> bool:
    """Whether what stands behind faces the dash."""
    bare = after.lstrip("*_")
    first = bare[:1]
    if first in ("", *".,;:!?…)]}”"):
        return True
    if first in ("'", '"', "’"):
        return not bare[1:2].isalnum()
    return len(bare) < len(after) and first.isspace()
