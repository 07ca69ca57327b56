from hypothesis import example, given, settings
from hypothesis import strategies as st

from studio.export.account import account
from studio.export.change import apply_changes
from studio.export.clean import clean
from studio.export.option import (
    KEEP_ALL,
    BlankLines,
    CleanOptions,
    DashStyle,
    EllipsisStyle,
    Markdown,
    QuoteMarks,
    QuoteStyle,
)

PIECES = st.sampled_from(
    [
        *"\"\"\"'''“”‘’-–—….,?!*_#>  \n\n\n",
        *(
            "word",
            "Tam",
            "goin",
            "s",
            "tis",
            "em",
            "90s",
            "6",
            "12",
            "it",
            "I",
            "--",
            "---",
            "...",
            ". . .",
            " - ",
        ),
        *(
            "\n\n",
            "\n* * *\n",
            "\n###\n",
            "\t",
            "\u00a0",
            "\u200b",
            "\r\n",
            "  ",
            "://",
            "a@b.c",
            "<i>",
            "`x`",
            "**",
        ),
        *(', " said', '," he said', "\n\n\n\n", "“Go”", "‘Go’", "don't", "é", "\U0001f642"),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=80))
OPTIONS = st.builds(
    CleanOptions,
    spaces=st.booleans(),
    trailing_spaces=st.booleans(),
    marks=st.sampled_from(QuoteMarks),
    style=st.sampled_from(QuoteStyle),
    dashes=st.sampled_from(DashStyle),
    ellipses=st.sampled_from(EllipsisStyle),
    scene_mark=st.sampled_from(["", "* * *", "#", "⁂"]),
    blank_lines=st.sampled_from(BlankLines),
    markdown=st.sampled_from(Markdown),
)


@given(TEXTS, OPTIONS)
@settings(max_examples=300)
def test_cleaning_again_changes_nothing(text: str, options: CleanOptions) -> None:
    once = clean(text, options).text
    assert clean(once, options).text == once


@given(TEXTS, OPTIONS)
def test_no_word_is_lost_or_added(text: str, options: CleanOptions) -> None:
    assert account(text, clean(text, options).text).whole


@given(TEXTS, OPTIONS)
def test_the_changes_are_the_whole_difference(text: str, options: CleanOptions) -> None:
    cleaned = clean(text, options)
    assert apply_changes(text, cleaned.changes) == cleaned.text


@given(TEXTS)
@example("a\nb")
def test_keeping_all_changes_nothing_but_line_ends(text: str) -> None:
    assert all(change.kind == "line_end" for change in clean(text, KEEP_ALL).changes)
