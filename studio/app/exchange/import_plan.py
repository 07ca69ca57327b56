"""How an imported document becomes chapters: where it can be parted, and what comes of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from studio.export.account import all_words, plain_words
from studio.export.emphasis import read_runs
from studio.storage.importing.document import Block, BlockKind, Document
from studio.text.scene import is_heading, is_scene_mark
from studio.text.word import count_words

_NUMERAL = re.compile(r"(?:[IVXLC]{1,7}|\d{1,3})\.?")
_LONGEST_TITLE = 200
_BREAK = "* * *"
_RARE = 8
"""A gap is a scene break if at most one in so many gaps is that wide."""


class SplitBy(StrEnum):
    """What begins a chapter."""

    HEADINGS = "headings"
    LINES = "lines"
    FILES = "files"
    MARKS = "marks"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Split:
    """A way to part a document; with ``HEADINGS`` those of ``level`` and all above it begin a chapter."""

    by: SplitBy
    level: int = 0


@dataclass(frozen=True, slots=True)
class ImportedChapter:
    """A chapter as it would be written; ``text`` is Markdown without the title."""

    title: str
    text: str
    words: int


@dataclass(frozen=True, slots=True)
class Division:
    """What comes of parting a document.

    Attributes:
        words: how many words the document has.
        missing: words of the document that are in no chapter; there should be none.
    """

    split: Split
    chapters: tuple[ImportedChapter, ...]
    words: int = 0
    missing: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    title: str = ""
    given: bool = False
    """Whether the title is only a file's, so that a heading takes its place."""
    blocks: list[Block] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not any(block.kind in _WORDED for block in self.blocks)


_WORDED = frozenset({BlockKind.PARAGRAPH, BlockKind.NOTE, BlockKind.HEADING})


def possible_splits(document: Document) -> tuple[Split, ...]:
    """The ways in which the document can be parted into more than one chapter, the likeliest first."""
    levels = sorted({b.level for b in document.blocks if b.kind is BlockKind.HEADING})
    found: list[tuple[Split, int]] = []
    for split in (
        Split(SplitBy.FILES),
        *(Split(SplitBy.HEADINGS, level) for level in levels),
        Split(SplitBy.LINES),
        Split(SplitBy.MARKS),
    ):
        count = len(_drafts(document, split))
        if count > 1 and (split.by is not SplitBy.HEADINGS or count not in [n for s, n in found if s.level]):
            found.append((split, count))
    likely = _likeliest(found)
    ordered = sorted((split for split, _ in found), key=lambda split: split != likely)
    whole = Split(SplitBy.WHOLE)
    return (*ordered, whole) if likely is not None else (whole, *ordered)


def divide(document: Document, split: Split) -> Division:
    """Part the document, and count whether every word of it is in a chapter."""
    usual = _usual_gap(document.blocks)
    chapters: list[ImportedChapter] = []
    drafts = _drafts(document, split)
    cover = Counter(all_words(f"{document.title}\n{document.author}"))
    after: Counter[str] = Counter()
    for draft in drafts:
        text = _compose(draft.blocks, usual)
        if (
            not chapters
            and not draft.title
            and len(drafts) > 1
            and (words := Counter(all_words(text))) <= cover
        ):
            after += words  # the title page: the story has title and author already
            continue
        number = len(chapters) + 1
        title = draft.title or _name_for(document, split, number)
        chapters.append(ImportedChapter(title, text, count_words(text)))
    before = Counter(plain_words(document.spoken))
    for chapter in chapters:
        after.update(all_words(f"{chapter.title}\n{chapter.text}"))
    missing = tuple((before - after).elements())
    return Division(split, tuple(chapters), count_words(document.spoken), missing)


def notes_text(document: Document, division: Division, name: str) -> str:
    """What the import left out of the chapters, as a page of Markdown; "" if there is nothing to say."""
    parts: list[str] = []
    said = (*document.losses, *document.remarks)
    if said:
        parts.append("\n".join(f"- {sentence}" for sentence in said))
    if division.missing:
        parts.append("Words that found no place in a chapter:\n\n" + " ".join(division.missing))
    if document.comments:
        lines = [
            f"- {comment.author or 'Someone'}, at “{comment.about}”: {comment.text}"
            for comment in document.comments
        ]
        parts.append("## Comments\n\n" + "\n".join(lines))
    return "\n\n".join([f"# What was in “{name}” besides its chapters", *parts]) + "\n" if parts else ""


def suggested_title(document: Document, name: str) -> str:
    """The story's title: the document's own, its only heading of the first level, or the file's name."""
    tops = [b.text for b in document.blocks if b.kind is BlockKind.HEADING and b.level == 1][:2]
    title = document.title or (_plain(tops[0]) if len(tops) == 1 else "")
    return title[:_LONGEST_TITLE] or name


def remarks(document: Document) -> tuple[str, ...]:
    """What must be said about the document, a sentence each."""
    count = len(document.comments)
    if not count:
        return document.remarks
    noun, verb = ("comment", "is") if count == 1 else ("comments", "are")
    return (*document.remarks, f"{count:,} {noun} at the margin {verb} kept in a page of notes.")


def _likeliest(found: Sequence[tuple[Split, int]]) -> Split | None:
    counts = dict(found)
    headings = [split for split, _ in found if split.by is SplitBy.HEADINGS]
    files = next((split for split, _ in found if split.by is SplitBy.FILES), None)
    lines = next((split for split, _ in found if split.by is SplitBy.LINES), None)
    if files is not None and (not headings or counts[headings[0]] <= 2 * counts[files]):
        return files
    if headings:
        return headings[0]
    return lines


def _drafts(document: Document, split: Split) -> list[_Draft]:
    starts = _starts(document.blocks, split)
    drafts = [_Draft()]
    for at, block in enumerate(document.blocks):
        now = drafts[-1]
        if at in starts:
            title = _plain(block.text) if split.by is not SplitBy.MARKS else ""
            if not now.empty:
                drafts.append(now := _Draft())
            elif now.title and not now.given and title:
                # "Part Two" with nothing under it belongs to the chapter that follows.
                title = f"{now.title}: {title}"
            now.title = title[:_LONGEST_TITLE] if title else now.title
            now.given = block.kind is BlockKind.FILE
            now.blocks.clear()
        elif block.kind is BlockKind.FILE:
            continue
        elif split.by is SplitBy.FILES and block.kind is BlockKind.HEADING and now.empty:
            title = _plain(block.text)
            now.title = title if now.given or not now.title else f"{now.title}: {title}"[:_LONGEST_TITLE]
            now.given = False
        else:
            now.blocks.append(block)
    return _joined(drafts)


def _joined(drafts: list[_Draft]) -> list[_Draft]:
    """Without those that hold nothing; a title at the very end with nothing under it stays as a chapter."""
    return [draft for draft in drafts if not draft.empty or (draft.title and not draft.given)]


def _starts(blocks: Sequence[Block], split: Split) -> set[int]:
    """The places of the blocks that begin a chapter."""
    match split.by:
        case SplitBy.HEADINGS:
            return {
                at for at, b in enumerate(blocks) if b.kind is BlockKind.HEADING and b.level <= split.level
            }
        case SplitBy.LINES:
            return _line_starts(blocks)
        case SplitBy.FILES:
            return _file_starts(blocks)
        case SplitBy.MARKS:
            return {at for at, b in enumerate(blocks) if b.kind is BlockKind.SCENE_BREAK}
        case SplitBy.WHOLE:
            return set()


def _line_starts(blocks: Sequence[Block]) -> set[int]:
    """Lines like "Chapter Four" or "Epilogue"; if there are none, lines with nothing but a number."""
    worded: set[int] = set()
    numbers: set[int] = set()
    for at, block in enumerate(blocks):
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and len(block.text) <= _LONGEST_TITLE:
            line = _plain(block.text).strip(" *_")
            if is_heading(line) and not line.startswith("#"):
                (numbers if _NUMERAL.fullmatch(line) else worded).add(at)
    return worded or (numbers if len(numbers) > 1 else set())


def _file_starts(blocks: Sequence[Block]) -> set[int]:
    """Files that have a title or begin with a heading; all of them if none has."""
    every = [at for at, block in enumerate(blocks) if block.kind is BlockKind.FILE]
    titled = {at for at in every if blocks[at].text or _opens_with_heading(blocks[at + 1 :][:4])}
    return titled or set(every)


def _opens_with_heading(blocks: Iterable[Block]) -> bool:
    first = next((b for b in blocks if b.kind is not BlockKind.BLANK), None)
    return first is not None and first.kind is BlockKind.HEADING


def _name_for(document: Document, split: Split, number: int) -> str:
    """A title for a chapter that has none."""
    if split.by is SplitBy.WHOLE:
        return document.title[:_LONGEST_TITLE] or "The Story"
    if number == 1 and split.by in (SplitBy.HEADINGS, SplitBy.LINES):
        return "Front matter"
    return f"Chapter {number}"


def _plain(markdown: str) -> str:
    return " ".join("".join(run.text for run in read_runs(markdown)).split())


def _usual_gap(blocks: Sequence[Block]) -> int:
    """How many empty paragraphs stand between two others that belong together; more are a scene break."""
    gaps = Counter(_gaps(blocks))
    if not gaps:
        return 0
    usual = gaps.most_common(1)[0][0]
    wider = sum(count for gap, count in gaps.items() if gap > usual)
    return usual if wider * _RARE <= gaps.total() else max(gaps)


def _gaps(blocks: Sequence[Block]) -> Iterable[int]:
    gap, seen = 0, False
    for block in blocks:
        if block.kind is BlockKind.BLANK:
            gap += 1
        elif block.kind is BlockKind.PARAGRAPH:
            if seen:
                yield gap
            gap, seen = 0, True
        elif block.kind is not BlockKind.NOTE:
            gap, seen = 0, False


def _compose(blocks: Sequence[Block], usual: int) -> str:
    """The chapter's text: paragraphs with blank lines between, footnotes at the end."""
    parts: list[str] = []
    notes: list[str] = []
    gap = 0
    for block in blocks:
        match block.kind:
            case BlockKind.BLANK:
                gap += 1
                continue
            case BlockKind.NOTE:
                notes.append(block.text)
                continue
            case BlockKind.SCENE_BREAK:
                parts.append(block.text or _BREAK)
            case BlockKind.HEADING:
                parts.append(f"{'#' * min(block.level, 6)} {block.text}")
            case _:
                if gap > usual and parts and not is_scene_mark(parts[-1]):
                    parts.append(_BREAK)
                parts.append(block.text)
        gap = 0
    text = "\n\n".join([*_without_outer_breaks(parts), *notes])
    return f"{text}\n" if text else ""


def _without_outer_breaks(parts: list[str]) -> list[str]:
    start, end = 0, len(parts)
    while start < end and is_scene_mark(parts[start]):
        start += 1
    while end > start and is_scene_mark(parts[end - 1]):
        end -= 1
    return parts[start:end]
