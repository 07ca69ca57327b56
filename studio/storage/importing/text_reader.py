"""Reads plain text and Markdown: lines stay as they are, headings and scene breaks are found among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from studio.storage.encoding import decode
from studio.storage.error import ReadError
from studio.storage.importing.document import Block, BlockKind, Document
from studio.storage.importing.watch import MOST_BLOCKS, Watch
from studio.storage.line_end import read_line_ends
from studio.text.scene import is_heading, is_scene_mark

_HEADING: Final = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*?)[ \t]*#*[ \t]*")
_UNDERLINE: Final = re.compile(r"(=+|-+)[ \t]*")
_UNWANTED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LONGEST_LINE: Final = 200
"""Characters; a longer line is neither a heading nor a mark."""


def read_text(data: bytes, name: str, watch: Watch) -> Document:
    """The text in ``data``.

    Raises:
        ReadError: it is no text, or more than any book.
    """
    if data.count(b"\n") > 2 * MOST_BLOCKS:
        raise ReadError(f"“{name}” has more lines than any book; import it in smaller parts.")
    decoded = decode(data)
    if decoded.binary:
        raise ReadError(f"“{name}” is not text, so there is nothing in it to import.")
    text = _UNWANTED.sub("", read_line_ends(decoded.text)[0])
    watch.block(text)
    blocks: list[Block] = []
    for block in _blocks(text.split("\n")):
        watch.tick()
        blocks.append(block)
    for _ in range(sum(block.kind is not BlockKind.PARAGRAPH for block in blocks)):
        watch.block("")
    remarks = tuple(f"“{name}” {trouble}." for trouble in decoded.troubles)
    return Document(blocks=tuple(blocks), spoken=text, remarks=remarks)


def _blocks(lines: list[str]) -> Iterator[Block]:
    """Headings, marks, lines that read like headings, and the stretches between them as they are."""
    held: list[str] = []
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else ""
        block = _special(line, alone=not (held and held[-1].strip()) and not after.strip())
        underline = _UNDERLINE.fullmatch(line) if held and held[-1].strip() and len(line) >= 3 else None
        if underline and len(held[-1]) <= _LONGEST_LINE and (len(held) == 1 or not held[-2].strip()):
            block = Block(BlockKind.HEADING, held.pop().strip(), 1 if line[0] == "=" else 2)
        if block is None:
            held.append(line)
            continue
        yield from _stretch(held)
        held = []
        yield block
    yield from _stretch(held)


def _stretch(lines: list[str]) -> Iterator[Block]:
    text = "\n".join(lines).strip("\n")
    if text.strip():
        yield Block(BlockKind.PARAGRAPH, text)


def _special(line: str, *, alone: bool) -> Block | None:
    if not line or len(line) > _LONGEST_LINE or line.isspace():
        return None
    heading = _HEADING.fullmatch(line)
    if heading and heading.group(2).strip("# "):
        return Block(BlockKind.HEADING, heading.group(2).strip(), len(heading.group(1)))
    if is_scene_mark(line):
        return Block(BlockKind.SCENE_BREAK, line.strip())
    if alone and is_heading(line):
        return Block(BlockKind.PARAGRAPH, line)
    return None
