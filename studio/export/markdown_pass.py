"""Takes the marks of Markdown out of a text, for formats that show them as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studio.export.change import ChangeKind, Edit
from studio.export.emphasis import delimiters
from studio.export.option import CleanOptions, Markdown
from studio.text.paragraph import split_paragraphs

_PREFIX = re.compile(r"(?:#{1,6}[ \t]+(?=\S)|>[ \t]?(?=\S)|>[ \t]*\Z)")


def markdown_edits(text: str, options: CleanOptions) -> Iterator[Edit]:
    """Emphasis, heading and block quote marks go; their words stay."""
    if options.markdown is Markdown.KEEP:
        return
    for paragraph in split_paragraphs(text):
        prefix = _PREFIX.match(paragraph.text)
        done = prefix.end() if prefix else 0
        if prefix:
            yield Edit(paragraph.start, paragraph.start + done, "", ChangeKind.MARKDOWN)
        for mark in delimiters(paragraph.text):
            if mark.start >= done:
                at = paragraph.start + mark.start
                yield Edit(at, at + mark.length, "", ChangeKind.MARKDOWN)
