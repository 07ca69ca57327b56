"""Paragraphs, one line each or hard-wrapped."""

from __future__ import annotations

from studio.text.paragraph import is_hard_wrapped, split_paragraphs

WRAPPED = (
    "The ferry came in late that evening, and nobody stood on the quay\n"
    "to take its rope, so that Ansel had to jump for the iron ring and\n"
    "hold on.\n\n"
    "Later the lamps were lit along the harbour wall, one by one, and\n"
    "the gulls went to sleep on the roofs of the warehouses above the\n"
    "water.\n"
)


def test_each_line_is_a_paragraph() -> None:
    found = split_paragraphs("One.\nTwo.\n\n  Three.\n")
    assert [(p.text, p.start, p.index) for p in found] == [
        ("One.", 0, 0),
        ("Two.", 5, 1),
        ("  Three.", 11, 2),
    ]


def test_blank_lines_are_none() -> None:
    assert split_paragraphs("\n \n\t\n") == ()


def test_wrapped_text_keeps_its_inner_line_ends() -> None:
    found = split_paragraphs(WRAPPED)
    assert [p.text.count("\n") for p in found] == [2, 2]
    assert found[1].text.startswith("Later")


def test_carriage_returns_belong_to_the_line_end() -> None:
    assert [p.text for p in split_paragraphs("One.\r\n\r\nTwo.\r\n")] == ["One.", "Two."]


def test_verse_is_not_wrapped_prose() -> None:
    assert not is_hard_wrapped("Row on,\nrow on,\nthe tide is low,\nand far is home.\n")


def test_the_span_covers_the_text() -> None:
    last = split_paragraphs(WRAPPED)[1]
    assert last.span.of(WRAPPED) == last.text
