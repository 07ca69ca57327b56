from __future__ import annotations

import pytest

from studio.storage.file_name import free_name, is_text_name, natural_key, safe_stem, same_name


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("The Ferry at Dusk", "The Ferry at Dusk"),
        ("What now?", "What now"),
        ("a/b\\c:d", "a b c d"),
        ("../../etc/passwd", "etc passwd"),
        (" .hidden. ", "hidden"),
        ("", "Untitled"),
        ("...", "Untitled"),
        ("CON", "CON (chapter)"),
        ("nul.txt", "nul.txt (chapter)"),
        ("line\nbreak\x00", "line break"),
        ("Cafe\u0301", "Café"),
        ("\ud800", "Untitled"),
    ],
)
def test_titles_become_names_that_every_system_takes(title: str, stem: str) -> None:
    assert safe_stem(title) == stem


def test_long_titles_are_cut_by_bytes_not_letters() -> None:
    assert len(safe_stem("é" * 400).encode()) <= 180


def test_numbers_sort_as_people_count() -> None:
    names = ["Chapter 10.md", "chapter 9.md", "Chapter 1.md"]
    assert sorted(names, key=natural_key) == ["Chapter 1.md", "chapter 9.md", "Chapter 10.md"]


def test_case_and_unicode_form_do_not_make_another_name() -> None:
    assert same_name("CAFÉ.md", "cafe\u0301.md")


def test_a_taken_name_gets_a_number() -> None:
    assert free_name("Gate", ".md", {"Gate.md", "Gate 2.md"}.__contains__) == "Gate 3.md"


@pytest.mark.parametrize(
    ("name", "text"), [("a.md", True), ("a.TXT", True), (".a.md", False), ("a.docx", False)]
)
def test_texts_are_known_by_their_ending(name: str, text: bool) -> None:
    assert is_text_name(name) == text
