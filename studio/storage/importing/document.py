"""What the readers of other formats make: blocks of Markdown in order, and what must be said about them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    SCENE_BREAK = "scene_break"
    BLANK = "blank"
    """An empty paragraph: a scene break if it is rare, a habit if it is not."""
    NOTE = "note"
    """A footnote's text, behind the paragraph that refers to it."""
    FILE = "file"
    """Here another file of the archive begins; the text is its title or name, no part of the book."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block.

    Attributes:
        text: Markdown, a paragraph or several; a scene break's own mark ("" for a rule).
        level: a heading's, from 1; 0 for all others.
    """

    kind: BlockKind
    text: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark at the document's margin; ``about`` is the beginning of the paragraph it stands at."""

    author: str
    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read.

    Attributes:
        title, author: as the document says, "" if it does not.
        blocks: in reading order.
        spoken: all its text without marks, gathered on another way than ``blocks``, for the account of words.
        remarks: what was left out or changed, one sentence each.
        comments: the remarks at its margins.
        losses: what could not be read of it because it is damaged, one sentence each.
    """

    title: str = ""
    author: str = ""
    blocks: tuple[Block, ...] = ()
    spoken: str = ""
    remarks: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    losses: tuple[str, ...] = ()
