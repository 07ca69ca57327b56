"""The page of a Word manuscript: its size, its margins, and a running head with the page number."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Mm

_LETTER = (Inches(8.5), Inches(11))
_A4 = (Mm(210), Mm(297))
_LETTER_COUNTRIES = ("US", "CA", "MX", "PH")
_MARGIN = Inches(1)


def set_page(document: Any, title: str, author: str, language: str) -> None:
    """Set up the page; the first one, with the title, has no running head."""
    section = document.sections[0]
    country = language.replace("_", "-").partition("-")[2].upper()
    section.page_width, section.page_height = _LETTER if country in _LETTER_COUNTRIES else _A4
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    section.different_first_page_header_footer = True
    head = section.header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    surname = author.rsplit(maxsplit=1)[-1] if author.split() else ""
    head.add_run(" / ".join(part for part in (surname, " ".join(title.split())) if part) + " / ")
    _add_page_number(head)


def _add_page_number(paragraph: Any) -> None:
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("value", "2"), ("end", "")):
        run._r.append(_field_part(kind, text))


def _field_part(kind: str, text: str) -> Any:
    if kind == "value":
        element = OxmlElement("w:t")
        element.text = text
    elif kind:
        element = OxmlElement("w:fldChar")
        element.set(qn("w:fldCharType"), kind)
    else:
        element = OxmlElement("w:instrText")
        element.set(qn("xml:space"), "preserve")
        element.text = f" {text} "
    return element
