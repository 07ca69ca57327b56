"""Makes the dashes of broken-off and parenthetical sentences uniform; ranges and hyphens stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studio.export.change import ChangeKind, Edit
from studio.export.option import CleanOptions, DashStyle
from studio.export.protect import lines

_SPACES = " \t\u00a0"
_DASH = re.compile(
    r"(?<![-<!])-{2,3}(?![->])|(?<!—)—(?!—)|―|(?<=[ \t\u00a0])[–-](?=[ \t\u00a0\"”’]|$)"
    r"|–(?=[ \t\u00a0\"”]|$)|(?<=[ \t\u00a0])–(?!\d)|(?<=[^\W\d_])-(?=[\"”])"
)
_REACH = 200
"""How many characters around a dash count, so that a book in one line costs no more than one in many."""
_DASHES = ("-", "–", "—", "―")
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
    core = found.group()
    around = slice(max(0, found.start() - _REACH), found.start()), slice(found.end(), found.end() + _REACH)
    before, after = line[around[0]], line[around[1]]
    bare_before, bare_after = before.rstrip(_SPACES), after.lstrip(_SPACES)
    left = found.start() - (len(before) - len(bare_before))
    right = found.end() + (len(after) - len(bare_after))
    if bare_before.endswith(_DASHES) or bare_after.startswith(_DASHES):
        return None
    if bare_before[-1:].isdigit() and bare_after[:1].isdigit():
        closed = len(core) > 1 and right - left == len(core)
        return (left, right, "–") if closed else None
    if found.start() < _REACH and _START.match(before):
        # It opens speech or goes on after a break, or begins a list; its spaces are the writer's.
        return None if core in ("-", "–") else (found.start(), found.end(), "—")
    if style is DashStyle.EM:
        return left, right, "—"
    return left, right, _joined(bare_before, bare_after, left < found.start(), right > found.end())


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
