"""Writes plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from studio.export.block import without_own_heading
from studio.export.emphasis import unescape
from studio.export.layout import Layout, shows_title
from studio.export.manuscript import Manuscript

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_SPECIAL = re.compile(r"([\\*_`\[\]<>#])")


def write_text(manuscript: Manuscript, layout: Layout) -> bytes:
    """UTF-8 text; titles stand alone in their lines, chapters three lines apart."""
    return _encoded("\n\n\n\n".join(_parts(manuscript, layout, str, str, unescape)))


def write_markdown(manuscript: Manuscript, layout: Layout) -> bytes:
    """UTF-8 Markdown; the story's title is a heading of the first level, a chapter's of the second."""

    def first(title: str) -> str:
        return f"# {_escaped(title)}"

    def second(title: str) -> str:
        return f"## {_escaped(title)}"

    return _encoded("\n\n".join(_parts(manuscript, layout, first, second, str)))


_Mark = Callable[[str], str]


def _parts(
    manuscript: Manuscript, layout: Layout, title: _Mark, chapter_title: _Mark, body: _Mark
) -> Iterator[str]:
    if shows_title(manuscript, layout):
        yield "\n\n".join(filter(None, (title(_line(manuscript.title)), _line(manuscript.author))))
    for chapter in manuscript.chapters:
        text = without_own_heading(chapter) if layout.headings else chapter.text
        text = body(text.strip("\n"))
        heading = chapter_title(_line(chapter.title)) if layout.headings else ""
        yield "\n\n".join(filter(None, (heading, text)))


def _line(title: str) -> str:
    return " ".join(title.split())


def _escaped(title: str) -> str:
    return _SPECIAL.sub(r"\\\1", title)


def _encoded(text: str) -> bytes:
    text = text if text.endswith("\n") or not text else text + "\n"
    return _LONE_SURROGATE.sub("\ufffd", text).encode("utf-8")
