"""Gathers runs into paragraphs and paragraphs into a document; what all readers share."""

from __future__ import annotations

from collections import Counter
from typing import Final

from studio.storage.importing.document import Block, BlockKind, Comment, Document
from studio.storage.importing.markdown import Run, clean_lines, clean_text, markdown_line, plain_line
from studio.storage.importing.watch import Watch
from studio.text.scene import is_scene_mark

_LONGEST_HEADING: Final = 200
"""Characters; a longer "heading" is a paragraph that was only made to look like one."""

_ABOUT: Final = 60
_TAIL: Final = 20
_LAST_WORDS: Final = 6


class Builder:
    """One document in the making.

    Attributes:
        title, author: may be set at any time.
    """

    def __init__(self, watch: Watch) -> None:
        self.title = ""
        self.author = ""
        self._watch = watch
        self._blocks: list[Block] = []
        self._spoken: list[str] = []
        self._notes: list[Block] = []
        self._comments: list[Comment] = []
        self._counts: Counter[str] = Counter()
        self._remarks: list[str] = []
        self._losses: list[str] = []
        self._note_number = 0
        self._waiting: list[tuple[str, str]] = []

    def paragraph(self, runs: list[Run], level: int = 0, *, quote: bool = False) -> None:
        """A paragraph or, with a ``level``, a heading; one without words is a gap or a scene break."""
        plain = plain_line(runs)
        if level and 0 < len(plain) <= _LONGEST_HEADING:
            self._add(Block(BlockKind.HEADING, markdown_line([Run(plain)]), level))
        elif is_scene_mark(plain):
            self._add(Block(BlockKind.SCENE_BREAK, plain))
        elif plain:
            line = markdown_line(runs)
            self._add(Block(BlockKind.PARAGRAPH, f"> {line}" if quote else line))
        else:
            self._add(Block(BlockKind.BLANK))
        for author, text in self._waiting:
            about = plain if len(plain) <= _ABOUT else f"{plain[:_ABOUT]}…"
            self._comments.append(Comment(clean_text(author).strip(), clean_text(text).strip(), about))
        self._waiting.clear()
        for block in self._notes:
            self._add(block)
        self._notes.clear()

    def rule(self) -> None:
        """A line across the page."""
        self._add(Block(BlockKind.SCENE_BREAK))

    def file(self, title: str) -> None:
        """Here another file begins."""
        self._add(Block(BlockKind.FILE, clean_text(title).strip()))

    def note_mark(self) -> str:
        """The sign that refers to the next footnote."""
        self._note_number += 1
        return f"[^{self._note_number}]"

    def note(self, mark: str, paragraphs: list[list[Run]]) -> None:
        """The footnote that ``mark`` refers to; it follows the paragraph that is being read."""
        lines = [line for runs in paragraphs if (line := markdown_line(runs))]
        first, *others = lines or [""]
        self._notes.append(Block(BlockKind.NOTE, f"{mark}: {first}"))
        self._notes += [Block(BlockKind.NOTE, f"    {line}") for line in others]

    def comment(self, author: str, text: str) -> None:
        """A remark about the paragraph that is being read."""
        self._waiting.append((author, text))

    def say(self, text: str) -> None:
        """Words that stand in the document, for the account; on another way than ``paragraph``."""
        self._spoken.append(clean_lines(text))

    def count(self, what: str, number: int = 1) -> None:
        """There was one more "picture", "table", …"""
        self._counts[what] += number

    def remark(self, sentence: str) -> None:
        """Something to be said to the writer; said once."""
        if sentence not in self._remarks:
            self._remarks.append(sentence)

    def lose(self, sentence: str) -> None:
        """Something could not be read, as the document is damaged; said once."""
        if sentence not in self._losses:
            self._losses.append(sentence)

    def last_words(self) -> str:
        """The end of what was said so far; "" if there is no word yet."""
        return " ".join("".join(self._spoken[-_TAIL:]).split()[-_LAST_WORDS:])

    def take(self, other: Document) -> None:
        """Add a document that lay inside this one."""
        for block in other.blocks:
            self._add(block)
        self._spoken.append(other.spoken)
        self._comments += other.comments
        for sentence in other.remarks:
            self.remark(sentence)
        for sentence in other.losses:
            self.lose(sentence)

    def document(self) -> Document:
        """What was gathered."""
        if self._waiting or self._notes:
            self.paragraph([])
        return Document(
            title=clean_text(self.title).strip(),
            author=clean_text(self.author).strip(),
            blocks=tuple(self._blocks),
            spoken="".join(self._spoken),
            remarks=(*_counted(self._counts), *self._remarks),
            comments=tuple(self._comments),
            losses=tuple(self._losses),
        )

    def _add(self, block: Block) -> None:
        self._watch.block(block.text)
        self._blocks.append(block)


def _counted(counts: Counter[str]) -> list[str]:
    sentences = (
        ("picture", "{n} {was} left out, as a story here is text.", "pictures"),
        ("table", "{n} {was} written as paragraphs, one for each cell.", "tables"),
        ("deletion", "{n} of tracked changes {was} left out; what was inserted is kept.", "deletions"),
        ("equation", "{n} {was} written as plain text.", "equations"),
        (
            "hidden stretch",
            "{n} of text {was} hidden in the document and can be seen now.",
            "hidden stretches",
        ),
    )
    return [
        sentence.format(n=f"{n:,} {one if n == 1 else many}", was="was" if n == 1 else "were")
        for one, sentence, many in sentences
        if (n := counts[one])
    ]
