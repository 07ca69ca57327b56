"""The styles of a Word manuscript, so that a reader can change the look of all paragraphs at once."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

BODY = "Body Text"
FIRST = "First Paragraph"
SCENE_BREAK = "Scene Break"
QUOTE = "Quote"
_FONT = "Times New Roman"
_SIZE, _TITLE_SIZE, _HEADING_SIZE, _SMALLER_HEADING = 12, 20, 16, 13
_INDENT = 24
_THEME_FONTS = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")


def set_styles(document: Any, language: str) -> None:
    """Give ``document`` its styles and its language (a tag such as "en-GB")."""
    styles = document.styles
    _language(styles, language)
    normal = styles["Normal"]
    _font(normal, _SIZE)
    _spacing(normal, 0, 0)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.ONE_POINT_FIVE
    normal.paragraph_format.widow_control = True
    body = styles[BODY]
    _font(body, _SIZE)
    _spacing(body, 0, 0)
    body.paragraph_format.first_line_indent = Pt(_INDENT)
    _based_on_body(styles, FIRST).paragraph_format.first_line_indent = Pt(0)
    _centred_break(_based_on_body(styles, SCENE_BREAK))
    _quote(styles[QUOTE])
    _titles(styles)


def _titles(styles: Any) -> None:
    for name, size, before, after in (("Title", _TITLE_SIZE, 200, 12), ("Subtitle", _SIZE, 0, 0)):
        style = styles[name]
        _font(style, size)
        _spacing(style, before, after)
        style.font.italic = False
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _no_border(style)
    for level in range(1, 8):
        style = styles[f"Heading {level}"]
        _font(style, _HEADING_SIZE if level == 1 else _SMALLER_HEADING)
        _spacing(style, 48 if level == 1 else 18, 24 if level == 1 else 9)
        style.font.bold = True
        style.font.italic = False
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.page_break_before = level == 1


def _centred_break(style: Any) -> None:
    style.paragraph_format.first_line_indent = Pt(0)
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    style.paragraph_format.keep_with_next = True
    _spacing(style, 12, 12)


def _quote(style: Any) -> None:
    _font(style, _SIZE)
    _spacing(style, 6, 6)
    style.font.italic = False
    style.paragraph_format.left_indent = Pt(_INDENT)
    style.paragraph_format.right_indent = Pt(_INDENT)


def _based_on_body(styles: Any, name: str) -> Any:
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles[BODY]
    style.next_paragraph_style = styles[BODY]
    style.quick_style = True
    return style


def _font(style: Any, size: int) -> None:
    style.font.name = _FONT
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for attribute in _THEME_FONTS:  # a theme's font would win over the one that is named
        fonts.attrib.pop(qn(attribute), None)
    for attribute in ("w:eastAsia", "w:cs"):
        fonts.set(qn(attribute), _FONT)


def _spacing(style: Any, before: int, after: int) -> None:
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)


def _no_border(style: Any) -> None:
    properties = style.element.pPr
    border = properties.find(qn("w:pBdr"))
    if border is not None:
        properties.remove(border)


def _language(styles: Any, language: str) -> None:
    for element in styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
