"""Makes ellipses uniform."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studio.export.change import ChangeKind, Edit
from studio.export.option import CleanOptions, EllipsisStyle
from studio.export.protect import lines

_ELLIPSIS = re.compile(r"(?:(?<!\.)\.(?:[ \u00a0]?\.){2,}|\.?…[.…]*)(?![.…])")


def ellipsis_edits(text: str, options: CleanOptions) -> Iterator[Edit]:
    """Each ellipsis in the style of ``options``; a full stop beside it is kept."""
    if options.ellipses is EllipsisStyle.KEEP:
        return
    for start, line in lines(text):
        if "." in line or "…" in line:
            for found in _ELLIPSIS.finditer(line):
                after = _styled(found.group(), options.ellipses)
                yield Edit(start + found.start(), start + found.end(), after, ChangeKind.ELLIPSIS)


def _styled(before: str, style: EllipsisStyle) -> str:
    dots = before.count(".") + 3 * before.count("…")
    stop = dots == 4
    if style is EllipsisStyle.CHARACTER:
        return "…." if stop else "…"
    if style is EllipsisStyle.DOTS:
        return "...." if stop else "..."
    return "\u00a0".join("...." if stop else "...")
