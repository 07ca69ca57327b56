"""Damaged documents: what can be read is read, what cannot is said, and where."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from benchmarks.faults.hostile_document import docx, odt
from studio.app.exchange.import_plan import divide, notes_text, possible_splits
from studio.storage.error import ReadError
from studio.storage.importing.document import Document
from studio.storage.importing.read_document import read_data
from studio.storage.importing.watch import Watch

PARAGRAPHS = [f"The ferry number {n} came in at dusk, and nobody stood there." for n in range(400)]
WORD = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in PARAGRAPHS)
OPEN = "".join(f"<text:p>{text}</text:p>" for text in PARAGRAPHS)


def read(data: bytes, name: str) -> Document:
    return read_data(data, name, Watch())


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.text]


def repacked(data: bytes, part: str, change: slice, new: bytes = b"") -> bytes:
    """The archive with ``part`` stored, and some bytes of it replaced, its check sum as it was."""
    source, out = zipfile.ZipFile(BytesIO(data)), BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    whole = bytearray(out.getvalue())
    start = whole.index(source.read(part))
    inside = whole[start : start + len(source.read(part))]
    length = len(inside[change])
    inside[change] = new.ljust(length, b"<")[:length]
    whole[start : start + len(inside)] = inside
    return bytes(whole)


@pytest.mark.parametrize(
    ("data", "part", "name"),
    [(docx(WORD), "word/document.xml", "a.docx"), (odt(OPEN), "content.xml", "a.odt")],
)
def test_what_stands_before_the_damage_is_read(data: bytes, part: str, name: str) -> None:
    document = read(repacked(data, part, slice(12_000, 12_050)), name)
    found = texts(document)
    assert 100 < len(found) < 300
    assert found[:100] == PARAGRAPHS[:100]
    assert len(document.losses) == 1
    assert f"“{name}” is damaged: some" in document.losses[0]
    assert " ".join(found[-1].split()[-3:]) in document.losses[0]
    division = divide(document, possible_splits(document)[0])
    assert division.missing == ()
    assert document.losses[0] in notes_text(document, division, name)


def test_a_wrong_check_sum_alone_costs_no_word() -> None:
    data = docx(WORD)
    whole = zipfile.ZipFile(BytesIO(data)).read("word/document.xml")
    at = whole.index(b"ferry number 300")
    document = read(repacked(data, "word/document.xml", slice(at, at + 5), b"fairy"), "a.docx")
    assert len(texts(document)) == 400
    assert "all of its text could be read" in document.losses[0]


def test_packed_text_that_cannot_be_unpacked_to_its_end() -> None:
    data = bytearray(docx(WORD))
    info = zipfile.ZipFile(BytesIO(data)).getinfo("word/document.xml")
    start = info.header_offset + 30 + len(info.filename) + info.compress_size * 3 // 4
    data[start : start + 40] = b"\xff" * 40
    try:
        document = read(bytes(data), "a.docx")
    except ReadError as error:
        assert "damaged" in error.sentence
    else:
        assert document.losses
        assert texts(document)[0] == PARAGRAPHS[0]


@pytest.mark.parametrize(("data", "name"), [(docx(WORD), "a.docx"), (odt(OPEN), "a.odt")])
def test_a_file_that_was_not_fetched_whole(data: bytes, name: str) -> None:
    cut = read(data[: data.rindex(b"PK\x01\x02") - 700], name)
    found = texts(cut)
    assert 0 < len(found) < 400
    assert found[:-1] == PARAGRAPHS[: len(found) - 1]
    assert "is damaged: some" in cut.losses[0]
    only_contents = read(data[: data.index(b"PK\x01\x02")], name)
    assert texts(only_contents) == PARAGRAPHS
    assert "all of its text could be read" in only_contents.losses[0]
    with pytest.raises(ReadError, match="its end is missing"):
        read(data[:60], name)


def test_nothing_readable_is_an_error() -> None:
    with pytest.raises(ReadError, match="damaged"):
        read(repacked(docx(WORD), "word/document.xml", slice(0, 60)), "a.docx")


def test_rich_text_that_breaks_off() -> None:
    document = read(rb"{\rtf1\ansi The lamp was lit.\par Nobody {\i came to", "a.rtf")
    assert texts(document) == ["The lamp was lit.", "Nobody *came to*"]
    assert document.losses == (
        "“a.rtf” breaks off at “…lamp was lit. Nobody came to”; what may have followed is missing here.",
    )
