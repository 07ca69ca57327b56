"""A list of texts as it stands in a TOML file: changed line by line, with the comments beside its lines.

``tomlkit`` does it too, but needs a tenth of a second for reading five thousand entries, and drops the
comments of a list that gets another order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

_SPACE = r"(?:[ \t\r\n]++|#[^\n]*+\n)*+"
_LINE_END = r"(?:[ \t]*+(?:#[^\r\n]*+)?(?=\r?\n))?"
_TEXT = r"(?!\"\"\"|''')(?:\"(?:[^\"\\\n]|\\.)*+\"|'[^'\n]*+')"
_HEAD: Final = re.compile(rf"\[(?P<head>{_LINE_END})")
_ENTRY: Final = re.compile(rf"(?P<lead>{_SPACE})(?P<raw>{_TEXT})(?P<gap>{_SPACE})(?P<tail>,{_LINE_END})?+")
_END: Final = re.compile(rf"(?P<end>{_SPACE})\]")
_LAST: Final = re.compile(_LINE_END)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One text, as it is written.

    Attributes:
        raw: with its quotation marks.
        lead: space and lines of comment before it.
        gap: space between it and its comma.
        tail: the rest of its line behind the comma, if nothing but a comment follows there.
    """

    raw: str
    lead: str
    gap: str = ""
    tail: str = ""


class WrittenList:
    """A list as it is written, from ``[`` to ``]``.

    Attributes:
        end: where it ended in the text that it was read from, an offset in characters.
    """

    def __init__(self, head: str, entries: Sequence[_Entry], close: str, comma: bool, end: int) -> None:
        self._head = head
        self._entries = tuple(entries)
        self._close = close
        self._comma = comma
        self.end = end

    @classmethod
    def read(cls, text: str, at: int) -> WrittenList | None:
        """The list that begins at the offset ``at``; None if it holds anything but texts of one line."""
        opening = _HEAD.match(text, at)
        if opening is None:
            return None
        entries: list[_Entry] = []
        here, comma = opening.end(), True
        while comma and (match := _ENTRY.match(text, here)):
            lead, raw, gap, tail = match.group("lead", "raw", "gap", "tail")
            here, comma = match.end(), tail is not None
            if not comma:
                rest = _LAST.match(gap)
                tail, gap = "," + (rest[0] if rest else ""), ""
                here = match.end("raw") + len(tail) - 1
            entries.append(_Entry(raw, lead, gap, tail[1:]))
        closing = _END.match(text, here)
        if closing is None:
            return None
        return cls(opening["head"], entries, closing["end"], comma, closing.end())

    def __len__(self) -> int:
        return len(self._entries)

    def changed(self, current: Sequence[str], wanted: Sequence[str], newline: str = "\n") -> str:
        """The list ``wanted`` in the writing of this one.

        An entry keeps its quotation marks and the comments above and beside it, wherever it goes. Of one that
        goes away the comments above it stay; one that takes the place of another takes the other's comments.
        A list on a single line gets one line an entry, so that versions of it can be merged.

        Args:
            current: what the entries say, each text as TOML reads it.
            wanted: each text once.
        """
        if not any(newline[-1] in part for part in self._spaces()):
            return self._in_lines(current, wanted, newline)
        indent = next(
            (_indent(entry.lead) for entry in self._entries if "\n" in entry.lead), newline + "    "
        )
        places, close = self._kept(current, wanted, indent)
        pieces = ["[", self._head]
        beside = self._head
        for at, text in enumerate(wanted):
            entry = places.get(text) or _Entry(_quoted(text), indent)
            lead = _below(beside, entry.lead, indent) if entry.lead or not at else indent
            comma = "," if self._comma or at < len(wanted) - 1 else ""
            pieces += (lead, entry.raw, entry.gap, comma, entry.tail)
            beside = entry.tail
        return "".join((*pieces, _below(beside, close, newline), "]"))

    def _spaces(self) -> list[str]:
        entries = self._entries
        return [self._close, *(entry.lead for entry in entries), *(entry.gap for entry in entries)]

    def _in_lines(self, current: Sequence[str], wanted: Sequence[str], newline: str) -> str:
        raws = {text: entry.raw for text, entry in zip(current, self._entries, strict=True)}
        return list_text([raws.get(text) or _quoted(text) for text in wanted], newline)

    def _kept(
        self, current: Sequence[str], wanted: Sequence[str], indent: str
    ) -> tuple[dict[str, _Entry], str]:
        """The entries that stay, with the comments of those that do not; and what comes before the end."""
        if len(current) == len(wanted):
            changed = [at for at, text in enumerate(current) if text != wanted[at]]
            if len(changed) == 1 and wanted[changed[0]] not in current:
                renamed = replace(self._entries[changed[0]], raw=_quoted(wanted[changed[0]]))
                every = dict(zip(current, self._entries, strict=True))
                return {**every, wanted[changed[0]]: renamed}, self._close
        staying, orphans = set(wanted), ""
        kept: dict[str, _Entry] = {}
        for text, entry in zip(current, self._entries, strict=True):
            if text not in staying or text in kept:
                orphans += _comments(entry.lead)
                continue
            kept[text] = replace(entry, lead=orphans + _below(orphans, entry.lead, indent))
            orphans = ""
        return kept, orphans + _below(orphans, self._close, indent[: indent.index("\n") + 1])


def new_list(texts: Sequence[str], newline: str = "\n") -> str:
    """A list of ``texts`` as the studio writes it: one line an entry, if there are several."""
    return list_text([_quoted(text) for text in texts], newline)


def list_text(raws: Sequence[str], newline: str) -> str:
    """The same of texts in their quotation marks."""
    if len(raws) < 2:
        return f"[{''.join(raws)}]"
    lines = "".join(f"    {raw},{newline}" for raw in raws)
    return f"[{newline}{lines}]"


def _indent(lead: str) -> str:
    """The last line break and the space after it."""
    line = lead.rpartition("\n")
    return ("\r\n" if line[0].endswith("\r") else "\n") + line[2]


def _below(before: str, space: str, indent: str) -> str:
    """``space``, with a line break at its beginning if a comment comes before it."""
    if "#" not in before or space.lstrip(" \t").startswith(("\n", "\r\n")):
        return space
    return indent + space.lstrip(" \t")


def _comments(lead: str) -> str:
    """The lines of comment, without the break after the last."""
    if "#" not in lead:
        return ""
    return lead.rpartition("\n")[0].removesuffix("\r")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace(
        "\x7f", "\\u007F"
    )  # JSON's escapes are TOML's as well
