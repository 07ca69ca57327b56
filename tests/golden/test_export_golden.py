"""One manuscript through every writer, compared with files kept beside; run this file to write them anew."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from studio.app.exchange.export_service import ExportRequest, prepare, render
from studio.export.layout import Format
from studio.export.manuscript import Manuscript, ManuscriptChapter
from studio.export.option import CleanOptions, DashStyle, EllipsisStyle, QuoteStyle

FOLDER = Path(__file__).parent / "export"
BRITISH = CleanOptions(
    style=QuoteStyle.BRITISH, dashes=DashStyle.SPACED_EN, ellipses=EllipsisStyle.DOTS, scene_mark="#"
)
CASES = {
    "american.txt": ExportRequest(Format.TXT),
    "american.md": ExportRequest(Format.MD),
    "british.txt": ExportRequest(Format.TXT, BRITISH),
    "british.md": ExportRequest(Format.MD, BRITISH),
    "american.docx.txt": ExportRequest(Format.DOCX),
}


def manuscript() -> Manuscript:
    text = (FOLDER / "source.md").read_text(encoding="utf-8")
    chapters = (
        ManuscriptChapter("The Salt Road", text),
        ManuscriptChapter("Two * Stars, Odo's", "He had it\nin his hand.\n"),
    )
    return Manuscript("The Mill & the Mole", "Ada Quill", "en-GB", chapters)


def rendered(request: ExportRequest) -> bytes:
    data = render(prepare(manuscript(), request), request)
    return described(data).encode("utf-8") if request.format is Format.DOCX else data


def described(docx: bytes) -> str:
    """A Word document as lines a person can read: each paragraph's style and its runs."""
    lines = []
    for paragraph in Document(BytesIO(docx)).paragraphs:
        runs = [
            f"<{'b' if run.bold else ''}{'i' if run.italic else ''}>{run.text}</>"
            if run.bold or run.italic
            else run.text
            for run in paragraph.runs
        ]
        lines.append(f"[{paragraph.style.name}] {''.join(runs)}\n")
    return "".join(lines)


@pytest.mark.parametrize("name", CASES)
def test_the_output_is_as_kept(name: str) -> None:
    assert rendered(CASES[name]).decode("utf-8") == (FOLDER / name).read_bytes().decode("utf-8")


@pytest.mark.parametrize("wanted", Format)
def test_the_same_manuscript_gives_the_same_bytes(wanted: Format) -> None:
    request = ExportRequest(wanted)
    once, again = (render(prepare(manuscript(), request), request) for _ in range(2))
    assert once == again


def test_the_word_document_holds_no_date_of_today() -> None:
    request = ExportRequest(Format.DOCX)
    with ZipFile(BytesIO(render(prepare(manuscript(), request), request))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")


if __name__ == "__main__":
    for name, request in CASES.items():
        (FOLDER / name).write_bytes(rendered(request))
