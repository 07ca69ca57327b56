"""Writes a Word document with real styles; the same manuscript gives the same bytes."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document

from studio.export.block import Block, BlockKind, read_blocks, without_own_heading
from studio.export.docx_page import set_page
from studio.export.docx_style import BODY, FIRST, QUOTE, SCENE_BREAK, set_styles
from studio.export.emphasis import read_runs
from studio.export.layout import Layout, shows_title
from studio.export.manuscript import Manuscript

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_DATE = (1980, 1, 1, 0, 0, 0)
_CREATED = datetime(2000, 1, 1)
_DEEPEST_HEADING = 7


def write_docx(manuscript: Manuscript, layout: Layout) -> bytes:
    """The document's bytes."""
    document = Document()
    set_styles(document, manuscript.language)
    _properties(document, manuscript)
    set_page(document, _clean(manuscript.title), _clean(manuscript.author), manuscript.language)
    titled = shows_title(manuscript, layout)
    if titled:
        document.add_paragraph(_clean(manuscript.title), style="Title")
        if manuscript.author:
            document.add_paragraph(_clean(manuscript.author), style="Subtitle")
    for at, chapter in enumerate(manuscript.chapters):
        if layout.headings:
            heading = document.add_paragraph(_clean(chapter.title), style="Heading 1")
            if at == 0 and not titled:
                heading.paragraph_format.page_break_before = False
        text = without_own_heading(chapter) if layout.headings else chapter.text
        _add_blocks(document, text)
    stream = BytesIO()
    document.save(stream)
    return _dateless(stream.getvalue())


def _add_blocks(document: Any, text: str) -> None:
    opening = True
    for block in read_blocks(text):
        paragraph = document.add_paragraph(style=_style(block, opening=opening))
        opening = block.kind in (BlockKind.SCENE_BREAK, BlockKind.HEADING)
        if block.kind is BlockKind.SCENE_BREAK:
            paragraph.add_run(_clean(block.text))
            continue
        for run in read_runs(block.text):
            added = paragraph.add_run(_clean(run.text))
            added.italic = run.italic or None
            added.bold = run.bold or None


def _style(block: Block, *, opening: bool) -> str:
    if block.kind is BlockKind.SCENE_BREAK:
        return SCENE_BREAK
    if block.kind is BlockKind.HEADING:
        return f"Heading {min(block.level + 1, _DEEPEST_HEADING)}"
    if block.kind is BlockKind.QUOTE:
        return QUOTE
    return FIRST if opening else BODY


def _properties(document: Any, manuscript: Manuscript) -> None:
    properties = document.core_properties
    properties.title = _clean(manuscript.title)[:255]
    properties.author = _clean(manuscript.author)[:255]
    properties.last_modified_by = _clean(manuscript.author)[:255]
    properties.language = _clean(manuscript.language)[:255]
    properties.comments = ""
    properties.revision = 1
    properties.created = properties.modified = _CREATED


def _clean(text: str) -> str:
    """``text`` without what XML cannot say."""
    return _NO_XML.sub(" ", _LONE_SURROGATE.sub("\ufffd", text))


def _dateless(data: bytes) -> bytes:
    """The same archive with fixed dates and order, as its bytes shall depend on its content alone."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = ZipInfo(name, _DATE)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 0
            new.writestr(info, old.read(name))
    return out.getvalue()
