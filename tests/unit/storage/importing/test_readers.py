"""Each reader on a small document with everything that novels have."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from benchmarks.faults.hostile_document import docx, epub, odt
from studio.app.exchange.import_plan import (
    Division,
    Split,
    SplitBy,
    divide,
    notes_text,
    possible_splits,
    remarks,
)
from studio.storage.error import ReadError
from studio.storage.importing.document import Document
from studio.storage.importing.read_document import read_data, read_document
from studio.storage.importing.watch import ImportStopped, Watch

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = (
    f"<w:styles {W}>"
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:styleId="H9"><w:name w:val="My Title"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="E"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style></w:styles>'
)


def p(*runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def read(data: bytes, name: str) -> tuple[Document, Division]:
    document = read_data(data, name, Watch())
    division = divide(document, possible_splits(document)[0])
    assert division.missing == ()
    return document, division


def chapters(division: Division) -> list[tuple[str, str]]:
    return [(chapter.title, chapter.text) for chapter in division.chapters]


def test_word_chapters_emphasis_and_scene_breaks() -> None:
    body = (
        p(r("Low Water"), style="T")
        + p(r("The Quay"), style="H1")
        + p(r("She said "), r("no", "<w:i/>"), r(" to "), r("all", "<w:b/>"), r(" of it — “every bit”."))
        + p(r("* * *"))
        + p(r("He "), r("went", '<w:rStyle w:val="E"/>'), r(" 5 * 3 _so_."))
        + '<w:p><w:pPr><w:pBdr><w:bottom w:val="single"/></w:pBdr></w:pPr></w:p>'
        + p(r("Morning."))
        + p(r("The Gate"), style="H9")
        + p(r("It stood open."))
    )
    document, division = read(docx(body, styles=STYLES), "a.docx")
    assert document.title == "Low Water"
    assert chapters(division) == [
        (
            "The Quay",
            "She said *no* to **all** of it — “every bit”.\n\n* * *\n\n"
            "He *went* 5 * 3 \\_so\\_.\n\n* * *\n\nMorning.\n",
        ),
        ("The Gate", "It stood open.\n"),
    ]


def test_word_tracked_changes_are_as_accepted() -> None:
    deleted = '<w:del w:author="Ed"><w:r><w:delText>gone</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:author="Ed">{r("moved")}</w:moveFrom>'
    body = p(r("Kept "), deleted, moved, f'<w:ins w:author="Ed">{r("new")}</w:ins>')
    document, division = read(docx(body), "a.docx")
    assert division.chapters[0].text == "Kept new\n"
    assert any("tracked changes was left out" in sentence for sentence in document.remarks)


def test_word_footnotes_comments_tables_and_pictures() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    comment = '<w:r><w:commentReference w:id="5"/></w:r>'
    picture = (
        '<w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing>'
    )
    table = f"<w:tbl><w:tr><w:tc>{p(r('one'))}</w:tc><w:tc>{p(r('two'))}</w:tc></w:tr></w:tbl>"
    data = docx(
        p(r("The lamp"), note, comment, f"<w:r>{picture}</w:r>") + table,
        footnotes=f'<w:footnotes {W}><w:footnote w:id="2">{p(r("An old one."))}</w:footnote></w:footnotes>',
        comments=f'<w:comments {W}><w:comment w:id="5" w:author="Ed">{p(r("Which?"))}'
        "</w:comment></w:comments>",
    )
    document, division = read(data, "a.docx")
    assert division.chapters[0].text == "The lamp[^1]\n\none\n\ntwo\n\n[^1]: An old one.\n"
    told = " ".join(remarks(document))
    assert "1 picture was left out" in told
    assert "1 table was written as paragraphs" in told
    assert "1 comment at the margin is kept" in told
    assert "Ed, at “The lamp[^1]”: Which?" in notes_text(document, division, "a.docx")


def test_word_empty_paragraphs_are_breaks_only_where_they_are_rare() -> None:
    rare = "".join(p(r("Words.")) for _ in range(9)) + p() + p(r("Later."))
    assert "Words.\n\n* * *\n\nLater." in read(docx(rare), "a.docx")[1].chapters[0].text
    habit = "".join(p(r("Words.")) + p() for _ in range(9))
    assert "*" not in read(docx(habit), "a.docx")[1].chapters[0].text


def test_opendocument() -> None:
    fo = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    style = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    body = (
        f'<style:style {style} style:family="text" style:name="I">'
        f'<style:text-properties {fo} fo:font-style="italic"/></style:style>'
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:h text:outline-level="1">The Quay</text:h>'
        '<text:p>She said <text:span text:style-name="I">no</text:span>,<text:s text:c="3"/>twice'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Or more.</text:p>"
        f"</text:note-body></text:note>.<office:annotation {dc}><dc:creator>Ed</dc:creator>"
        "<text:p>Sure?</text:p></office:annotation></text:p>"
        '<text:h text:outline-level="1">The Gate</text:h><text:p>Open<text:line-break/>wide.</text:p>'
    )
    document, division = read(odt(body), "a.odt")
    assert chapters(division) == [
        ("The Quay", "She said *no*, twice[^1].\n\n[^1]: Or more.\n"),
        ("The Gate", "Open\n\nwide.\n"),
    ]
    assert [(c.author, c.text) for c in document.comments] == [("Ed", "Sure?")]


def test_epub_pages_are_chapters_and_continue_where_they_have_no_heading() -> None:
    pages = {
        "one.xhtml": "<html><title>x</title><body><h1>The <i>Quay</i></h1><p>One.</p></body></html>",
        "two.xhtml": "<body><p>Still the quay.</p><hr/><p>Later.</p></body>",
        "three.xhtml": "<body><h2>The Gate</h2><p>She said <em>no</em>.</p></body>",
    }
    document, division = read(epub(pages), "a.epub")
    assert document.title == "Tide"
    assert chapters(division) == [
        ("The Quay", "One.\n\nStill the quay.\n\n* * *\n\nLater.\n"),
        ("The Gate", "She said *no*.\n"),
    ]


def test_a_page_without_its_scripts_and_styles() -> None:
    page = (
        "<!doctype html><title>Tide</title><style>.em{font-style:italic} p{color:red}</style>"
        "<script>var gone = '<p>gone</p>'</script><h1>One</h1><p>A &amp; B&hellip; "
        "<span class=em>so</span><br>next</p><p>un<b>believ</b>able</p><!-- gone --><h1>Two</h1><p>Fin."
    )
    document, division = read(page.encode(), "a.html")
    assert document.title == "Tide"
    assert chapters(division) == [
        ("One", "A & B… *so*\n\nnext\n\nun**believ**able\n"),
        ("Two", "Fin.\n"),
    ]


def test_rich_text() -> None:
    data = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Gone;}}{\stylesheet{\s1 heading 1;}}{\info{\title Tide}}"
        rb"\pard\s1 The Quay\par\pard She said {\i no}\'85 \u8212? twice{\footnote Or more.}.\par"
        rb"{\deleted gone}\pard\s1 The Gate\par\pard Open.\par}"
    )
    document, division = read(data, "a.rtf")
    assert document.title == "Tide"
    assert chapters(division) == [
        ("The Quay", "She said *no*… — twice[^1].\n\n[^1]: Or more.\n"),
        ("The Gate", "Open.\n"),
    ]


def test_a_long_text_is_parted_at_its_chapter_lines() -> None:
    text = "Front words.\n\nChapter One\n\nIt began.\n\n#\n\nIt went on.\n\nEPILOGUE\n\nIt ended.\n"
    _, division = read(text.encode(), "a.txt")
    assert chapters(division) == [
        ("Front matter", "Front words.\n"),
        ("Chapter One", "It began.\n\n#\n\nIt went on.\n"),
        ("EPILOGUE", "It ended.\n"),
    ]


def test_a_part_with_nothing_under_it_joins_the_chapter_that_follows() -> None:
    document, _ = read(b"# Part Two\n\n## The Gate\n\nOpen.\n\n## The Quay\n\nShut.\n", "a.md")
    division = divide(document, Split(SplitBy.HEADINGS, 2))
    assert [chapter.title for chapter in division.chapters] == ["Part Two: The Gate", "The Quay"]


def test_a_zip_of_texts_in_the_order_of_their_names() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("10.txt", "Ten.")
        archive.writestr("2.docx", docx(p(r("Two."))))
        archive.writestr("../1.md", "# First\n\nOne.")
        archive.writestr("cover.png", b"\x89PNG")
    document, division = read(out.getvalue(), "a.zip")
    assert [c.title for c in division.chapters] == ["First", "2", "10"]
    assert any("“cover.png”" in sentence for sentence in document.remarks)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"%PDF-1.7", "a.pdf", "is a PDF"),
        (b"\xd0\xcf\x11\xe0rest", "a.doc", "save it as .docx"),
        (b"PK\x03\x04rest", "a.docx", "is damaged"),
        (b"text", "a.epub", "is damaged"),
        (docx(p(r("&e;")), '<!DOCTYPE d [<!ENTITY e "x">]>'), "a.docx", "defines entities of its own"),
        (b"\x00\x01\x02" * 500, "a.txt", "is not text"),
    ],
)
def test_what_cannot_be_imported_is_said_in_a_sentence(data: bytes, name: str, words: str) -> None:
    with pytest.raises(ReadError, match=words) as caught:
        read_data(data, name, Watch())
    assert caught.value.sentence.endswith(".")


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"There is no file “a\.docx”"):
        read_document(tmp_path / "a.docx", Watch())
    with pytest.raises(ReadError, match="is a folder"):
        read_document(tmp_path, Watch())


def test_it_stops_when_it_is_told_to() -> None:
    with pytest.raises(ImportStopped):
        read_data(docx(p(r("a")) * 5_000), "a.docx", Watch(stop=lambda: True))


def test_progress_grows() -> None:
    told: list[float] = []
    read_data(b"<html>" + b"<p>words and words</p>" * 30_000, "a.html", Watch(progress=told.append))
    assert told
    assert all(0 <= share <= 1 for share in told)


@pytest.mark.parametrize(
    ("group", "words"),
    [
        (rb"{\upr{old \'e9}{\*\ud{new \u233?}}}", "A new é B"),
        (rb"{\upr{{\i old}\par old {\footnote old}{\pict 00}}{\*\ud{new {\i word}}}}", "A new *word* B"),
        (rb"{\upr{{\upr{older}{\*\ud{old}}}}{\*\ud{new}}}", "A new B"),
        (rb"{\upr{only {\i old}}}", "A only *old* B"),
        (rb"{\upr}{next}", "A next B"),
    ],
)
def test_rich_text_that_holds_a_stretch_twice_is_read_once(group: bytes, words: str) -> None:
    document = read_data(rb"{\rtf1\ansi A " + group + rb" B\par}", "a.rtf", Watch())
    assert [block.text for block in document.blocks if block.text] == [words]
    assert document.remarks == ()


def test_a_title_that_rich_text_holds_twice() -> None:
    data = rb"{\rtf1{\info{\upr{\title Old}{\*\ud{\title New}}}}{\upr{\title Only}}A word.\par}"
    document = read_data(data, "a.rtf", Watch())
    assert document.title == "New"
    assert "A word." in document.blocks[0].text


@pytest.mark.parametrize(
    ("page", "paragraphs", "words"),
    [
        ("<script>var a = 1;<p>He went.<p>She <i>stayed</i>.", ["He went.", "She *stayed*."], "<script>"),
        ("<style>p {color: red}</head><body>He went.", ["He went."], "<style>"),
        ("<p>He went.<script>alone", ["He went."], "one word"),
        ("<p>He went.<svg><p>She stayed.", ["He went.", "She stayed."], "<svg>"),
        ("<title>It<p>He went.", ["It", "He went."], "<title>"),
        ("<p>He went.<svg><svg>two words</svg><p>She stayed there.", ["He went."], "5 words"),
        ("<p>He went.<xmp>as <i>written</xmp>", ["He went.as <i>written"], ""),
    ],
)
def test_a_page_with_an_element_that_has_no_end(page: str, paragraphs: list[str], words: str) -> None:
    document = read_data(f"<html>{page}".encode(), "a.html", Watch())
    assert [b.text for b in document.blocks if b.text] == paragraphs
    assert any(words in remark for remark in document.remarks) if words else document.remarks == ()
