"""Writes runs of plain, italic and bold text as Markdown that reads back as the very same runs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from studio.text.scene import is_scene_mark

ITALIC: Final = 1
BOLD: Final = 2

_MARKS: Final = ("", "*", "**", "***")
_UNWANTED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SPACES: Final = re.compile(r"[^\S\u00a0\u202f]+")
_SPECIAL: Final = re.compile(r"[\\*_`]")
_ESCAPABLE: Final = re.compile(r"[!-/:-@\[-`{-~]")
_OPENING: Final = re.compile(r"(?:#{1,6}(?=[ \t])|>|\+\+\+)")
_FENCED: Final = re.compile(r"`[^`\n]+`|</?[A-Za-z][^<>\n]*>")
_TOKEN: Final = re.compile(r"\S+")
_ADDRESS_SIGNS: Final = ("://", "www.", "@", "](")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; ``style`` is a sum of ``ITALIC`` and ``BOLD``."""

    text: str
    style: int = 0


def clean_text(text: str) -> str:
    """``text`` without what no editor can hold, all spaces single, no line ends."""
    return _SPACES.sub(" ", _UNWANTED.sub("", text))


def clean_lines(text: str) -> str:
    """``text`` without what no editor can hold, line ends kept."""
    return _UNWANTED.sub("", text)


def plain_line(runs: Iterable[Run]) -> str:
    """The words of ``runs`` in one line, without any mark."""
    return clean_text("".join(run.text for run in runs)).strip()


def markdown_line(runs: Sequence[Run]) -> str:
    """``runs`` as one line of Markdown, with asterisks for emphasis and backslashes where they are needed."""
    text = "".join(run.text for run in runs)
    styles = [run.style for run in runs for _ in run.text] if any(run.style for run in runs) else []
    text, styles = _tidy(text, styles)
    if is_scene_mark(text) and "\\" not in text:
        return text
    if any(styles):
        _spare(text, styles)
        _draw_in(text, styles)
        _level(styles)
        marked = _marked(text, styles)
        if not (is_scene_mark(marked) or _FENCED.search(marked)):
            return _guarded(marked)
    return _guarded(_escape(text))


def _tidy(text: str, styles: list[int]) -> tuple[str, list[int]]:
    """As ``clean_text`` and stripped, the styles kept in step with the text."""
    if not styles:
        return clean_text(text).strip(), []
    kept: list[str] = []
    kept_styles: list[int] = []
    for char, style in zip(text, styles, strict=True):
        if _UNWANTED.match(char):
            continue
        if _SPACES.match(char):
            if kept and kept[-1] == " ":
                continue
            char = " "  # noqa: PLW2901
        kept.append(char)
        kept_styles.append(style)
    whole = "".join(kept)
    bare = whole.strip()
    start = whole.index(bare) if bare else 0
    return bare, kept_styles[start : start + len(bare)]


def _spare(text: str, styles: list[int]) -> None:
    """No emphasis where readers see code, tags or addresses: its marks would be seen as letters."""
    if text.count("`") > 1 or _FENCED.search(text):
        styles[:] = [0] * len(styles)
        return
    for found in _TOKEN.finditer(text):
        if any(sign in found.group() for sign in _ADDRESS_SIGNS):
            styles[found.start() : found.end()] = [0] * (found.end() - found.start())


def _draw_in(text: str, styles: list[int]) -> None:
    """Take emphasis from spaces and marks at the ends of a stretch where its asterisks would not be seen."""
    start = 0
    while start < len(text):
        end = start
        while end < len(text) and styles[end] == styles[start]:
            end += 1
        if styles[start]:
            low, high = _ends(text, start, end)
            styles[start:low] = [0] * (low - start)
            styles[high:end] = [0] * (end - high)
        start = end


def _level(styles: list[int]) -> None:
    """Where stretches of different emphasis touch, give both what they have in common.

    Asterisks that meet cannot always be told apart.
    """
    start = 0
    while start < len(styles):
        end = start
        common = styles[start]
        while end < len(styles) and styles[end]:
            common &= styles[end]
            end += 1
        styles[start:end] = [common] * (end - start)
        start = max(end, start + 1)


def _ends(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of a stretch that asterisks can stand around."""
    while start < end and (
        text[start].isspace() or (_is_mark(text[start]) and start and _is_letter(text[start - 1]))
    ):
        start += 1
    while end > start and (
        text[end - 1].isspace() or (_is_mark(text[end - 1]) and end < len(text) and _is_letter(text[end]))
    ):
        end -= 1
    return start, end


def _marked(text: str, styles: list[int]) -> str:
    parts: list[str] = []
    start = 0
    while start < len(text):
        end = start
        while end < len(text) and styles[end] == styles[start]:
            end += 1
        mark = _MARKS[styles[start]]
        parts += (mark, _escape(text, start, end), mark)
        start = end
    return "".join(parts)


def _escape(text: str, start: int = 0, end: int | None = None) -> str:
    end = len(text) if end is None else end
    parts: list[str] = []
    done = start
    for found in _SPECIAL.finditer(text, start, end):
        at = found.start()
        if _needs_escape(text, at, start, end):
            parts += (text[done:at], "\\")
            done = at
    parts.append(text[done:end])
    return "".join(parts)


def _needs_escape(text: str, at: int, start: int, end: int) -> bool:
    """Whether a mark would be no letter; asterisks stand at ``start`` and ``end`` where these are inside."""
    char = text[at]
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if char == "\\":
        return at + 1 == end or bool(_ESCAPABLE.match(after))
    if char == "_":
        return at == start or at + 1 == end or not (_is_letter(before) and _is_letter(after))
    if char == "*":
        return at == start or at + 1 == end or not (before.isspace() and after.isspace())
    return True


def _guarded(line: str) -> str:
    """``line`` with a backslash if it would begin a heading or a quotation."""
    return f"\\{line}" if _OPENING.match(line) else line


def _is_letter(char: str) -> bool:
    return bool(char) and not char.isspace() and not _is_mark(char)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"
