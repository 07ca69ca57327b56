"""A chapter as the writers see it: paragraphs, scene breaks, headings and block quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from studio.export.manuscript import ManuscriptChapter
from studio.text.paragraph import split_paragraphs
from studio.text.scene import is_scene_mark

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*\s*\Z", re.DOTALL)
_QUOTE = re.compile(r">[ \t]?(?=\S)")
_WRAP = re.compile(r"[ \t]*\n[ \t]*(?:>[ \t]?)?")
_EMPHASIS = re.compile(r"[*_#\\]")


class BlockKind(StrEnum):
    """What a block is."""

    BODY = "body"
    SCENE_BREAK = "scene_break"
    HEADING = "heading"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Block:
    """One block; ``text`` is in one line, with Markdown emphasis, ``level`` (1 to 6) is a heading's."""

    kind: BlockKind
    text: str
    level: int = 0


def read_blocks(text: str) -> Iterator[Block]:
    """The blocks of a chapter's text; wrapped lines are joined."""
    for paragraph in split_paragraphs(text):
        raw = paragraph.text.strip()
        if is_scene_mark(raw):
            yield Block(BlockKind.SCENE_BREAK, unwrap(raw))
            continue
        heading = _HEADING.match(raw)
        if heading and heading.group(2):
            yield Block(BlockKind.HEADING, unwrap(heading.group(2)), len(heading.group(1)))
            continue
        quote = _QUOTE.match(raw)
        if raw == ">":
            continue
        if quote:
            yield Block(BlockKind.QUOTE, unwrap(raw[quote.end() :]))
        else:
            yield Block(BlockKind.BODY, unwrap(raw))


def unwrap(text: str) -> str:
    """``text`` in one line; a line that ends with a closed em dash is joined without a space."""

    def joint(found: re.Match[str]) -> str:
        dash = text[: found.start()][-1:] == "—" or text[found.end() :][:1] == "—"
        return "" if dash else " "

    return _WRAP.sub(joint, text) if "\n" in text else text


def without_own_heading(chapter: ManuscriptChapter) -> str:
    """The chapter's text without a first heading that only repeats its title."""
    first = next(iter(split_paragraphs(chapter.text)), None)
    if first is None:
        return chapter.text
    heading = _HEADING.match(first.text.strip())
    name = heading.group(2) if heading else first.text
    if _folded(name) and _folded(name) == _folded(chapter.title):
        return chapter.text[first.start + len(first.text) :].lstrip("\n")
    return chapter.text


def _folded(title: str) -> str:
    return " ".join(_EMPHASIS.sub("", title).replace("’", "'").casefold().split())
