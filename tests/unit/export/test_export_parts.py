from io import BytesIO

import pytest
from docx import Document

from studio.export.account import WordsLost, account
from studio.export.block import BlockKind, read_blocks, without_own_heading
from studio.export.change import ChangeKind
from studio.export.clean import clean
from studio.export.diff import hunks
from studio.export.emphasis import Run, read_runs
from studio.export.layout import Format, Layout
from studio.export.manuscript import Manuscript, ManuscriptChapter
from studio.export.option import CleanOptions
from studio.export.writer import verify, write
from studio.model.piece import PieceKind


def story(*texts: str) -> Manuscript:
    chapters = tuple(ManuscriptChapter(f"Part {i}", text) for i, text in enumerate(texts, 1))
    return Manuscript("The Mole", "Ada Quill", "en-GB", chapters)


def test_typography_is_no_word() -> None:
    assert account('"Don\'t"--he *said* . . .\n\n***\n', "‘Don’t’—he said …\n\n* * *").whole


def test_a_lost_word_and_a_new_one_are_named() -> None:
    found = account("one two three", "one three four")
    assert (found.missing, found.added, found.whole) == (("two",), ("four",), False)


def test_words_in_another_order_are_not_whole() -> None:
    many = [f"w{i}" for i in range(5000)]
    swapped = [many[1], many[0], *many[2:-2], many[-1], many[-2]]
    assert not account(" ".join(many), " ".join(swapped)).whole


def test_the_sentence_names_the_words() -> None:
    assert "“two”" in str(WordsLost(account("one two", "one")))


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("plain", [("plain", "")]),
        ("a *b* c", [("a ", ""), ("b", "i"), (" c", "")]),
        ("**b** _i_", [("b", "b"), (" ", ""), ("i", "i")]),
        ("***both***", [("both", "bi")]),
        ("*a **b** c*", [("a ", "i"), ("b", "bi"), (" c", "i")]),
        ("snake_case_name", [("snake_case_name", "")]),
        ("un*believ*able", [("un", ""), ("believ", "i"), ("able", "")]),
        ("2 * 3 * 4", [("2 * 3 * 4", "")]),
        (r"\*not\*", [("*not*", "")]),
        ("*open", [("*open", "")]),
        ("“*Go!*” he said", [("“", ""), ("Go!", "i"), ("” he said", "")]),
    ],
)
def test_emphasis(text: str, runs: list[tuple[str, str]]) -> None:
    assert list(read_runs(text)) == [Run(part, "i" in style, "b" in style) for part, style in runs]


def test_blocks_are_told_apart() -> None:
    kinds = [block.kind for block in read_blocks("# Head\n\nBody.\n\n* * *\n\n> Quoted.\n>\n")]
    assert kinds == [BlockKind.HEADING, BlockKind.BODY, BlockKind.SCENE_BREAK, BlockKind.QUOTE]


def test_wrapped_lines_are_joined() -> None:
    wide = "It was the third evening of the fair, and nobody had yet asked her—\n" * 2
    text = wide + "not once, not even in passing—whether she would like to dance with\nhim or not.\n"
    (block,) = read_blocks(text)
    assert "\n" not in block.text
    assert "asked her—It was" in block.text
    assert "dance with him" in block.text


@pytest.mark.parametrize("first", ["# The *Gate*", "the gate", "## THE GATE ##"])
def test_a_heading_that_repeats_the_title_is_not_doubled(first: str) -> None:
    assert without_own_heading(ManuscriptChapter("The Gate", f"{first}\n\nText.")) == "Text."


def test_a_heading_of_its_own_stays() -> None:
    assert without_own_heading(ManuscriptChapter("The Gate", "# Dawn\n\nText.")) == "# Dawn\n\nText."


def test_chapters_are_chosen_in_the_storys_order() -> None:
    chosen = story("a", "b", "c").select([2, 0, 2])
    assert [chapter.text for chapter in chosen.chapters] == ["a", "c"]
    with pytest.raises(IndexError, match="no chapter 4 in 3"):
        story("a", "b", "c").select([3])


def test_hunks_hold_whole_lines_and_exact_pieces() -> None:
    before = 'Same.\n\n"Go" -- now.\n\nSame  again.\n'
    first, second = hunks(before, clean(before, CleanOptions()).changes)
    assert (first.line_before, first.before, first.after) == (3, '"Go" -- now.', "“Go”—now.")
    assert first.kinds == (ChangeKind.QUOTE, ChangeKind.DASH)
    assert [piece.text for piece in second.pieces if piece.kind is PieceKind.REMOVED] == ["  "]


def test_hunks_count_lines_of_both_versions() -> None:
    before = "One.\n\n\n\n\nTwo.\n\nThree  words.\n"
    last = hunks(before, clean(before, CleanOptions()).changes)[-1]
    assert (last.line_before, last.line_after) == (8, 5)


def test_no_changes_no_hunks() -> None:
    assert hunks("text", ()) == ()


def test_the_word_document_has_real_styles() -> None:
    data = write(story("First.\n\nSecond.\n\n* * *\n\nThird, *quietly*."), Format.DOCX)
    document = Document(BytesIO(data))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    body = ["First Paragraph", "Body Text", "Scene Break", "First Paragraph"]
    assert styles == ["Title", "Subtitle", "Heading 1", *body]
    assert document.styles["Body Text"].paragraph_format.first_line_indent > 0
    assert document.core_properties.author == "Ada Quill"
    assert b'w:val="en-GB"' in document.styles.element.xml.encode()


def test_characters_that_xml_cannot_hold_lose_no_word() -> None:
    text = "bell\x07 rings\x00 and \ud800 breaks\uffff off\x0bnow"
    assert verify(story(text), write(story(text), Format.DOCX), Format.DOCX, Layout()).whole


def test_a_missing_word_is_noticed() -> None:
    data = write(story("one two three"), Format.TXT).replace(b"two ", b"")
    assert verify(story("one two three"), data, Format.TXT, Layout()).missing == ("two",)


def test_a_single_text_has_no_title_page() -> None:
    alone = Manuscript("The Gate", "", "en-US", (ManuscriptChapter("The Gate", "Text.\n"),))
    assert write(alone, Format.TXT) == b"The Gate\n\nText.\n"
    assert write(alone, Format.MD, Layout(headings=False, title_page=False)) == b"Text.\n"


def test_an_empty_story_can_be_written() -> None:
    assert all(write(Manuscript("", "", "en-US", ()), wanted) is not None for wanted in Format)


@pytest.mark.parametrize(("language", "millimetres"), [("en-GB", 210), ("en-US", 216), ("", 210)])
def test_the_page_is_that_of_the_country(language: str, millimetres: int) -> None:
    manuscript = Manuscript("The Mole", "Ada Quill", language, story("Text.").chapters)
    section = Document(BytesIO(write(manuscript, Format.DOCX))).sections[0]
    assert round(section.page_width.mm) == millimetres
    assert section.header.paragraphs[0].text == "Quill / The Mole / 2"
