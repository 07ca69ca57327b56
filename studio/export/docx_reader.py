"""Reads the text of a Word document, to compare it with what was written."""

from __future__ import annotations

from io import BytesIO

from docx import Document


def read_docx(data: bytes) -> str:
    """The paragraphs of the document, a line each."""
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(data)).paragraphs)
