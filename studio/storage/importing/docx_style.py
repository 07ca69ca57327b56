"""What the styles of a Word document mean: headings, italics and bold, by the style's id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from studio.storage.importing.markdown import BOLD, ITALIC

_LONGEST_CHAIN: Final = 20
_HEADING: Final = re.compile(r"heading ([1-9])")
_OFF: Final = frozenset({"0", "false", "off", "none"})
_STYLE_OF: Final = (("w:i", ITALIC), ("w:b", BOLD))


def is_on(attributes: Mapping[str, str]) -> bool:
    """Whether a switch such as ``w:b`` is on."""
    return attributes.get("w:val", "1").lower() not in _OFF


@dataclass(frozen=True, slots=True)
class Look:
    """What a style comes to: ``level`` 0 for body text, ``style`` as in ``markdown``, ``name`` lower-case."""

    name: str = ""
    level: int = 0
    style: int = 0


@dataclass(slots=True)
class _Style:
    name: str = ""
    parent: str = ""
    level: int | None = None
    on: int = 0
    off: int = 0


class StyleReader:
    """Listens to ``styles.xml`` (an ``XmlHandler``), then tells what each style means."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._known: dict[str, Look] = {}
        self._now: _Style | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        value = attributes.get("w:val", "")
        if tag == "w:style":
            self._now = self._styles.setdefault(attributes.get("w:styleId", ""), _Style())
        elif self._now is None:
            return
        elif tag == "w:name":
            self._now.name = value.lower()
        elif tag == "w:basedOn":
            self._now.parent = value
        elif tag == "w:outlineLvl":
            self._now.level = int(value) + 1 if value in set("0123456789") and value else 0
        else:
            for name, style in _STYLE_OF:
                if tag == name and is_on(attributes):
                    self._now.on |= style
                elif tag == name:
                    self._now.off |= style

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "w:style":
            self._now = None

    def text(self, text: str) -> None:
        """Styles have no text."""

    def look(self, style_id: str) -> Look:
        """What the style comes to with all that it is based on."""
        if style_id not in self._known:
            self._known[style_id] = self._resolve(style_id)
        return self._known[style_id]

    def _resolve(self, style_id: str) -> Look:
        on = off = 0
        level: int | None = None
        own = self._styles.get(style_id)
        name = own.name if own else style_id.lower()
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(style_id)
            if style is None:
                break
            on |= style.on & ~off
            off |= style.off & ~on
            level = _level(style) if level is None else level
            style_id = style.parent
        # Levels beyond 9 are body text; nobody means the bold of a heading as emphasis.
        level = level if level is not None and level <= 9 else 0
        return Look(name, level, 0 if level else on)


def _level(style: _Style) -> int | None:
    found = _HEADING.fullmatch(style.name)
    return int(found.group(1)) if found else style.level
