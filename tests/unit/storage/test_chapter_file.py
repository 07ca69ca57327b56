from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio.storage.chapter_file import LARGE_ABOVE, READ_ONLY_ABOVE, read_chapter, write_chapter
from studio.storage.error import ChangedOutside


def sentence(path: Path) -> str:
    return " ".join(problem.sentence for problem in read_chapter(path).problems)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "The Ferry.md"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no final line end",
        b"One.\nTwo.\n",
        b"One.\r\nTwo.\r\n",
        b"One.\rTwo.\r",
        b"One.\r\nTwo.\nThree.\n",
        b"\xef\xbb\xbfWith a mark.\n",
        "Wide — text.\n".encode("utf-16"),
        "Wide, no mark, long enough.\n".encode("utf-16-le"),
        "Caf\xe9 and \x93quotes\x94.\n".encode("latin-1"),
        "Он вышел на берег и долго смотрел на воду.\n".encode("cp1251"),
    ],
)
def test_saving_the_same_text_gives_the_same_bytes(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    chapter = read_chapter(file)
    write_chapter(file, chapter.text, chapter, chapter.digest)
    assert file.read_bytes() == data


def test_lines_end_with_newline_in_memory(file: Path) -> None:
    file.write_bytes(b"One.\r\nTwo.\rThree.\n")
    assert read_chapter(file).text == "One.\nTwo.\nThree.\n"


def test_unchanged_lines_of_a_mixed_file_keep_their_ends(file: Path) -> None:
    file.write_bytes(b"One.\r\nTwo.\nThree.\r\nFour.\n")
    chapter = read_chapter(file)
    write_chapter(file, chapter.text.replace("Two.\n", "Two.\nNew.\n"), chapter, chapter.digest)
    assert file.read_bytes() == b"One.\r\nTwo.\nNew.\nThree.\r\nFour.\n"


def test_a_mixed_file_can_be_saved_twice(file: Path) -> None:
    file.write_bytes(b"One.\r\nTwo.\nThree.\r\n")
    chapter = read_chapter(file)
    first = write_chapter(file, "Zero.\n" + chapter.text, chapter, chapter.digest)
    write_chapter(file, first.text + "Four.\n", first, first.digest)
    assert file.read_bytes() == b"Zero.\r\nOne.\r\nTwo.\nThree.\r\nFour.\r\n"


def test_letters_that_the_old_encoding_lacks_turn_the_file_to_utf8(file: Path) -> None:
    file.write_bytes("Un caf\xe9 bien serr\xe9, voil\xe0.\n".encode("cp1252"))
    chapter = read_chapter(file)
    saved = write_chapter(file, chapter.text + "Ω\n", chapter, chapter.digest)
    assert file.read_text(encoding="utf-8").endswith("Ω\n")
    assert saved.encoding == "utf-8"
    assert "UTF-8 from now on" in saved.problems[0].sentence


def test_a_few_foreign_bytes_in_utf8_are_read(file: Path) -> None:
    file.write_bytes("“Yes,” she said. “Now — or never.” ".encode() + b"caf\xe9\n")
    assert read_chapter(file).text.endswith("café\n")
    assert "mixes two encodings" in sentence(file)


def test_null_bytes_become_visible_and_are_said(file: Path) -> None:
    file.write_bytes(b"A chapter with a hole \x00 in it, and enough words around it to be a text.\n")
    assert "�" in read_chapter(file).text
    assert "shown as “�”" in sentence(file)


def test_half_characters_are_replaced(file: Path) -> None:
    file.write_bytes(b"broken \xed\xa0\xbd emoji\n")
    text = read_chapter(file).text
    assert not any("\ud800" <= char <= "\udfff" for char in text)


def test_what_is_no_text_is_read_only(file: Path) -> None:
    file.write_bytes(bytes(range(256)) * 20)
    assert read_chapter(file).read_only
    assert "does not look like text" in sentence(file)


def test_huge_files_are_read_only(file: Path) -> None:
    with file.open("wb") as handle:
        handle.write(b"word " * (READ_ONLY_ABOVE // 5 + 1))
    assert read_chapter(file).read_only
    assert "larger than 64 MB" in sentence(file)


@pytest.mark.parametrize("make", [lambda p: None, Path.mkdir, os.mkfifo, lambda p: p.symlink_to(p)])
def test_what_cannot_be_read_is_empty_and_says_why(file: Path, make: object) -> None:
    make(file)  # type: ignore[operator]
    chapter = read_chapter(file)
    assert (chapter.text, chapter.digest, chapter.read_only) == ("", None, True)
    assert "The Ferry.md" in chapter.problems[0].sentence


def test_a_chapter_changed_outside_is_not_overwritten(file: Path) -> None:
    file.write_text("Mine.\n")
    chapter = read_chapter(file)
    file.write_text("Theirs.\n")
    with pytest.raises(ChangedOutside):
        write_chapter(file, "Mine, longer.\n", chapter, chapter.digest)
    assert file.read_text() == "Theirs.\n"


def test_half_characters_typed_are_saved_as_replacement(file: Path) -> None:
    file.write_text("x")
    chapter = read_chapter(file)
    write_chapter(file, "half \ud83d", chapter, chapter.digest)
    assert file.read_text() == "half �"


def test_a_line_that_no_page_can_hold_makes_a_large_chapter_read_only(file: Path) -> None:
    file.write_bytes(b"word " * (LARGE_ABOVE // 5 + 1))
    assert read_chapter(file).read_only
    assert "lines of more than 200,000 letters" in sentence(file)


def test_far_too_many_lines_are_read_only(file: Path) -> None:
    file.write_bytes(b"a\n" * 500_001)
    assert read_chapter(file).read_only
    assert "more than 500,000 lines" in sentence(file)
