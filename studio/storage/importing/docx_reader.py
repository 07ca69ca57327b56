"""Reads Word documents (.docx): text, emphasis, headings, notes; as they are after all tracked changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from studio.storage.error import ReadError
from studio.storage.importing.archive import Archive, inside
from studio.storage.importing.builder import Builder
from studio.storage.importing.document import Document
from studio.storage.importing.docx_style import Look, StyleReader, is_on
from studio.storage.importing.markdown import BOLD, ITALIC, Run, plain_line
from studio.storage.importing.packed_reader import PackedReader
from studio.storage.importing.watch import Watch
from studio.storage.importing.xml_event import Gathered

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PREFIXES: Final = MappingProxyType(
    {
        _W: "w",
        "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
        "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
        "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
        "http://purl.oclc.org/ooxml/officeDocument/math": "m",
        "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
        "http://purl.oclc.org/ooxml/drawingml/main": "a",
        "urn:schemas-microsoft-com:vml": "v",
        "http://purl.org/dc/elements/1.1/": "dc",
        "http://schemas.openxmlformats.org/package/2006/relationships": "r",
    }
)
_SKIPPED: Final = frozenset(
    {
        *("mc:Fallback", "w:instrText", "w:delInstrText", "w:rPrChange", "w:pPrChange", "w:sectPrChange"),
        *("w:tblPrChange", "w:trPrChange", "w:tcPrChange", "w:numberingChange", "w:sdtPr"),
    }
)
_GONE: Final = frozenset({"w:del", "w:moveFrom"})
_LETTERS: Final = frozenset({"w:t", "m:t"})
_SIGNS: Final = MappingProxyType({"w:tab": " ", "w:noBreakHyphen": "\u2011", "w:ptab": " "})
_CONTENTS: Final = re.compile(r"toc [1-9]|toc heading|table of figures")
_QUOTES: Final = frozenset({"quote", "intense quote", "block text", "quotations"})
_BORDERS: Final = frozenset({"w:bottom", "w:top", "w:between"})


@dataclass(slots=True)
class _Paragraph:
    runs: list[Run] = field(default_factory=list)
    look: Look = field(default_factory=Look)
    level: int | None = None
    bordered: bool = False
    numbered: bool = False
    style: int = 0
    """Of the run that is being read."""


class _Text:
    """Hears ``w:p`` and all inside it; what becomes of each paragraph is up to the classes below."""

    def __init__(self, styles: StyleReader, builder: Builder) -> None:
        self._styles = styles
        self._builder = builder
        self._open: list[_Paragraph] = []
        self._skipped = 0
        self._gone = 0
        self._in_properties = 0
        self._in_borders = False
        self._letters = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._skipped or tag in _SKIPPED:
            self._skipped += 1
        elif tag == "w:p":
            self._open.append(_Paragraph())
        elif tag in _GONE:
            self._gone += 1
        elif tag in ("w:pPr", "w:sectPr"):
            self._in_properties += 1
        elif not self._open or self._gone:
            self._outside(tag, attributes)
        elif self._in_properties:
            self._property(self._open[-1], tag, attributes)
        else:
            self._inside(self._open[-1], tag, attributes)

    def end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif tag == "w:p":
            if self._open:
                self._paragraph(self._open.pop())
        elif tag in _GONE:
            self._gone -= 1
        elif tag in ("w:pPr", "w:sectPr"):
            self._in_properties -= 1
        elif tag == "w:pBdr":
            self._in_borders = False
        elif tag in _LETTERS:
            self._letters = False
        else:
            self._left(tag)

    def text(self, text: str) -> None:
        if self._letters and self._open and not (self._skipped or self._gone):
            paragraph = self._open[-1]
            paragraph.runs.append(Run(text, paragraph.style))

    def _property(self, paragraph: _Paragraph, tag: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get("w:val", "")
        if tag == "w:pStyle":
            paragraph.look = self._styles.look(value)
        elif tag == "w:outlineLvl" and value.isdecimal() and len(value) == 1:
            paragraph.level = (int(value) + 1) % 10
        elif tag == "w:pBdr":
            self._in_borders = True
        elif tag in _BORDERS and self._in_borders:
            paragraph.bordered = value.lower() not in ("nil", "none", "")
        elif tag == "w:numPr":
            paragraph.numbered = True

    def _inside(self, paragraph: _Paragraph, tag: str, attributes: Mapping[str, str]) -> None:
        match tag:
            case "w:t" | "m:t":
                self._letters = True
            case "w:r":
                paragraph.style = paragraph.look.style
            case "w:i" | "w:b":
                style = ITALIC if tag == "w:i" else BOLD
                on = is_on(attributes)
                paragraph.style = paragraph.style | style if on else paragraph.style & ~style
            case "w:u":
                # Typescripts underline what print sets in italics.
                if is_on(attributes) and "w:val" in attributes:
                    paragraph.style |= ITALIC
            case "w:rStyle":
                look = self._styles.look(attributes.get("w:val", ""))
                paragraph.style |= 0 if look.name == "hyperlink" else look.style
            case "w:vanish":
                if is_on(attributes):
                    self._builder.count("hidden stretch")
            case "w:br" | "w:cr":
                self._line_end(paragraph)
            case "w:tab" | "w:noBreakHyphen" | "w:ptab":
                paragraph.runs.append(Run(_SIGNS[tag], paragraph.style))
            case "w:footnoteReference" | "w:endnoteReference" | "w:commentReference":
                self._reference(paragraph, tag, attributes.get("w:id", ""))
            case _:
                self._outside(tag, attributes)

    def _line_end(self, paragraph: _Paragraph) -> None:
        """A line end inside a paragraph parts it, as a line is a paragraph here."""
        if plain_line(paragraph.runs):
            self._paragraph(paragraph)
        paragraph.runs = []

    def _outside(self, tag: str, _attributes: Mapping[str, str], /) -> None:
        if self._gone:
            if tag == "w:delText":
                self._builder.count("deletion")
        elif tag == "w:tbl":
            self._builder.count("table")
        elif tag in ("a:blip", "v:imagedata"):
            self._builder.count("picture")
        elif tag == "m:oMath":
            self._builder.count("equation")

    def _left(self, tag: str) -> None:
        """Some other element ended."""

    def _reference(self, paragraph: _Paragraph, tag: str, note_id: str) -> None:
        """A footnote, endnote or comment is referred to."""

    def _paragraph(self, paragraph: _Paragraph) -> None:
        """A paragraph is complete."""


class _Notes(_Text):
    """Footnotes, endnotes or comments: paragraphs by id."""

    def __init__(self, styles: StyleReader, builder: Builder) -> None:
        super().__init__(styles, builder)
        self.notes: dict[str, list[list[Run]]] = {}
        self.authors: dict[str, str] = {}
        self._now: list[list[Run]] = []

    def _outside(self, tag: str, attributes: Mapping[str, str], /) -> None:
        if tag in ("w:footnote", "w:endnote", "w:comment"):
            self._now = []
            if "separator" not in attributes.get("w:type", "").lower():
                note_id = attributes.get("w:id", "")
                self.notes[note_id] = self._now
                self.authors[note_id] = attributes.get("w:author", "")

    def _paragraph(self, paragraph: _Paragraph) -> None:
        self._now.append(paragraph.runs)


class _Body(_Text):
    def __init__(
        self, styles: StyleReader, builder: Builder, notes: Mapping[str, _Notes], comments: _Notes
    ) -> None:
        super().__init__(styles, builder)
        self._notes = notes
        self._comments = comments

    def break_off(self) -> None:
        """No more will come, though something is still open: what was heard of it counts."""
        self._skipped = self._gone = self._in_properties = 0
        while self._open:
            self.end("w:p")

    def _reference(self, paragraph: _Paragraph, tag: str, note_id: str) -> None:
        if tag == "w:commentReference":
            lines = self._comments.notes.pop(note_id, None)
            if lines is not None:
                text = " ".join(plain_line(runs) for runs in lines)
                self._builder.comment(self._comments.authors.get(note_id, ""), text)
            return
        found = self._notes[tag].notes.pop(note_id, None)
        if found is not None:
            mark = self._builder.note_mark()
            paragraph.runs.append(Run(mark))
            self._builder.note(mark, found)
            for runs in found:
                self._builder.say("".join(run.text for run in runs) + "\n")

    def _paragraph(self, paragraph: _Paragraph) -> None:
        if _CONTENTS.fullmatch(paragraph.look.name):
            self._builder.remark("The table of contents was left out, as the outline takes its place.")
            return
        self._builder.say("".join(run.text for run in paragraph.runs) + "\n")
        if not self._builder.title and paragraph.look.name == "title":
            self._builder.title = plain_line(paragraph.runs)
        elif not self._builder.author and paragraph.look.name == "subtitle":
            self._builder.author = plain_line(paragraph.runs)
        level = paragraph.look.level if paragraph.level is None else paragraph.level
        if paragraph.bordered and not plain_line(paragraph.runs):
            self._builder.rule()
            return
        if paragraph.numbered and not level:
            self._builder.remark("The numbers of numbered paragraphs were left out; their text is kept.")
        self._builder.paragraph(paragraph.runs, level, quote=paragraph.look.name in _QUOTES)


class _Start:
    """Finds the main part among the package's relationships."""

    def __init__(self) -> None:
        self.target = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "r:Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            self.target = self.target or attributes.get("Target", "")

    def end(self, tag: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


class DocxReader(PackedReader):
    """Reads one document."""

    def __init__(self, archive: Archive, name: str, watch: Watch) -> None:
        super().__init__(archive, name, watch, _PREFIXES)

    def read(self) -> Document:
        """The document.

        Raises:
            ReadError: it cannot be read.
        """
        main = self._main_part()
        folder = main.rpartition("/")[0]
        styles = StyleReader()
        self._listen(inside(folder, "styles.xml"), styles)
        notes = {
            "w:footnoteReference": _Notes(styles, Builder(self._watch)),
            "w:endnoteReference": _Notes(styles, Builder(self._watch)),
        }
        self._listen(inside(folder, "footnotes.xml"), notes["w:footnoteReference"])
        self._listen(inside(folder, "endnotes.xml"), notes["w:endnoteReference"])
        comments = _Notes(styles, Builder(self._watch))
        self._listen(inside(folder, "comments.xml"), comments)
        core = Gathered("dc:title", "dc:creator")
        self._listen("docProps/core.xml", core)
        self._builder.author = core["dc:creator"]
        self._tell_text(main, _Body(styles, self._builder, notes, comments), b":p>")
        self._builder.title = self._builder.title or core["dc:title"]
        return self._builder.document()

    def _main_part(self) -> str:
        start = _Start()
        self._listen("_rels/.rels", start)
        target = inside("", start.target.lstrip("/")) if start.target else ""
        for name in (target, "word/document.xml"):
            if name and self._archive.has(name):
                return name
        raise ReadError(f"“{self._name}” is not a Word document: it holds no text of one.")
