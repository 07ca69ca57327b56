"""Makes spaces uniform within lines, and line ends bare."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studio.export.change import ChangeKind, Edit
from studio.export.option import CleanOptions
from studio.export.protect import lines

_RETURN = re.compile("\r\n?|\u2028|\u2029|\x0b|\x0c|\x85")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]+")
_INDENT = re.compile(r"[ \t\u00a0\u3000]+(?=\S)")
_RUN = re.compile(r"(?<=[^ \t\u00a0])(?:[ \t\u00a0]{2,}|\t)(?=[^ \t\u00a0])")
_BEFORE_MARK = re.compile(r"(?<=[\w\"'”’)\]])[ \u00a0]+(?=[,;!?](?![,;])|[.:](?:[\"'”’)\]]|[ \u00a0]|$))")
_TRAILING = re.compile(r"[ \t\u00a0\u3000]+$")


def line_end_edits(text: str) -> Iterator[Edit]:
    """Every kind of line end becomes ``\\n``."""
    for found in _RETURN.finditer(text):
        yield Edit(found.start(), found.end(), "\n", ChangeKind.LINE_END)


def invisible_edits(text: str, options: CleanOptions) -> Iterator[Edit]:
    """Characters that take no room and do nothing in prose go."""
    if options.spaces:
        for found in _INVISIBLE.finditer(text):
            yield Edit(found.start(), found.end(), "", ChangeKind.INVISIBLE)


def space_edits(text: str, options: CleanOptions) -> Iterator[Edit]:
    """Indents go, runs of spaces become one, none stands before a comma or stop."""
    if not options.spaces:
        return
    for start, line in lines(text):
        indent = _INDENT.match(line)
        done = indent.end() if indent else 0
        if indent:
            yield Edit(start, start + done, "", ChangeKind.SPACE)
        for found in _BEFORE_MARK.finditer(line, done):
            if not _spaced_dots(line, found.end()):
                yield Edit(start + found.start(), start + found.end(), "", ChangeKind.SPACE)
        for found in _RUN.finditer(line, done):
            if not _BEFORE_MARK.match(line, found.start()) or _spaced_dots(line, found.end()):
                yield Edit(start + found.start(), start + found.end(), " ", ChangeKind.SPACE)


def _spaced_dots(line: str, at: int) -> bool:
    """Whether an ellipsis written with spaces begins at ``at``."""
    return line[at : at + 1] == "." and line[at + 1 :].lstrip(" \u00a0")[:1] in (".", "…")


def trailing_edits(text: str, options: CleanOptions) -> Iterator[Edit]:
    """Spaces at the end of a line go."""
    if options.trailing_spaces:
        for start, line in lines(text):
            found = _TRAILING.search(line)
            if found:
                yield Edit(start + found.start(), start + len(line), "", ChangeKind.TRAILING_SPACE)
