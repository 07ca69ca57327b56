"""Writes a manuscript in any of the formats and proves that its words are all in there."""

from __future__ import annotations

from studio.export.account import WordAccount, WordsLost, all_words, compare_words
from studio.export.block import without_own_heading
from studio.export.layout import Format, Layout, shows_title
from studio.export.manuscript import Manuscript
from studio.export.plain_writer import write_markdown, write_text


def write(manuscript: Manuscript, wanted: Format, layout: Layout | None = None) -> bytes:
    """The file's bytes; the same manuscript gives the same bytes.

    The file is read again and its words are compared with the manuscript's.

    Raises:
        WordsLost: if they are not the same.
    """
    layout = layout or Layout()
    if wanted is Format.DOCX:
        from studio.export.docx_writer import write_docx

        data = write_docx(manuscript, layout)
    else:
        data = (write_text if wanted is Format.TXT else write_markdown)(manuscript, layout)
    found = verify(manuscript, data, wanted, layout)
    if not found.whole:
        raise WordsLost(found)
    return data


def verify(manuscript: Manuscript, data: bytes, wanted: Format, layout: Layout) -> WordAccount:
    """How the words in the file ``data`` compare with those of the manuscript."""
    return compare_words(all_words("\n".join(_expected(manuscript, layout))), all_words(_read(data, wanted)))


def _expected(manuscript: Manuscript, layout: Layout) -> list[str]:
    parts = []
    if shows_title(manuscript, layout):
        parts += [manuscript.title, manuscript.author]
    for chapter in manuscript.chapters:
        parts += [chapter.title, without_own_heading(chapter)] if layout.headings else [chapter.text]
    return parts


def _read(data: bytes, wanted: Format) -> str:
    if wanted is Format.DOCX:
        from studio.export.docx_reader import read_docx

        return read_docx(data)
    return data.decode("utf-8")
