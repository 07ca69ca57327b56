"""The formats that can be written, and how a manuscript is laid out in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from studio.export.manuscript import Manuscript
from studio.export.option import BlankLines, CleanOptions, Markdown


class Format(StrEnum):
    """A format; the value is the file name's ending."""

    TXT = "txt"
    MD = "md"
    DOCX = "docx"


@dataclass(frozen=True, slots=True)
class Layout:
    """What surrounds the text: chapter headings, and a title page with the author."""

    headings: bool = True
    title_page: bool = True


def options_for(options: CleanOptions, wanted: Format) -> CleanOptions:
    """``options`` as far as the format can show them: plain text has no emphasis, Markdown no close lines."""
    if wanted is Format.TXT:
        return replace(options, markdown=Markdown.STRIP)
    blank = BlankLines.ONE if options.blank_lines is BlankLines.NONE else options.blank_lines
    return replace(options, markdown=Markdown.KEEP, blank_lines=blank)


def shows_title(manuscript: Manuscript, layout: Layout) -> bool:
    """Whether the file begins with the story's title: not when its only chapter has the same."""
    if not layout.title_page:
        return False
    chapters = manuscript.chapters
    return not (layout.headings and len(chapters) == 1 and chapters[0].title == manuscript.title)
