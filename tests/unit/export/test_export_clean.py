from dataclasses import replace

import pytest

from studio.export.clean import apply_fixes, clean
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
from studio.text.span import Span

SPACES = replace(KEEP_ALL, spaces=True, trailing_spaces=True)
EM = replace(KEEP_ALL, dashes=DashStyle.EM)
EN = replace(KEEP_ALL, dashes=DashStyle.SPACED_EN)
DOT = replace(KEEP_ALL, ellipses=EllipsisStyle.CHARACTER)
BRITISH = replace(KEEP_ALL, marks=QuoteMarks.CURLY, style=QuoteStyle.BRITISH)
AMERICAN = replace(KEEP_ALL, marks=QuoteMarks.CURLY, style=QuoteStyle.AMERICAN)
STRAIGHT = replace(KEEP_ALL, marks=QuoteMarks.STRAIGHT)
MARK = replace(KEEP_ALL, scene_mark="* * *")
ONE = replace(KEEP_ALL, blank_lines=BlankLines.ONE)
NONE = replace(KEEP_ALL, blank_lines=BlankLines.NONE)
STRIP = replace(KEEP_ALL, markdown=Markdown.STRIP)

CASES = (
    (SPACES, "Two  words.  And\ttwo. ", "Two words. And two."),
    (SPACES, "   The indent", "The indent"),
    (SPACES, "He came , saw ; and left !", "He came, saw; and left!"),
    (SPACES, "the .45 and the .txt", "the .45 and the .txt"),
    (SPACES, "he said . . . nothing", "he said . . . nothing"),
    (SPACES, "in\u200bvis\u00adible", "invisible"),
    (SPACES, "see https://x.test/a,b ,then", "see https://x.test/a,b,then"),
    (EM, "wait -- no", "wait—no"),
    (EM, "wait--no", "wait—no"),
    (EM, "wait --- no", "wait—no"),
    (EM, "wait - no", "wait—no"),
    (EM, "wait – no", "wait—no"),
    (EM, '"I was--"', '"I was—"'),
    (EM, '"I was -"', '"I was—"'),
    (EM, '"Wha-" he said', '"Wha—" he said'),
    (EM, "a well-known half-light", "a well-known half-light"),
    (EM, "1914--18 and 1914–18", "1914–18 and 1914–18"),
    (EM, "3 - 2 = 1", "3 - 2 = 1"),
    (EM, "Mr. D---- came", "Mr. D---- came"),
    (EM, "-- And so?", "— And so?"),
    (EM, "- a list\n- of two", "- a list\n- of two"),
    (EM, "<!-- not prose -->", "<!-- not prose -->"),
    (EM, "https://x.test/a--b", "https://x.test/a--b"),
    (EN, "wait—no", "wait – no"),
    (EN, "“I was—”", "“I was –”"),
    (EN, "“—and then”", "“– and then”"),
    (EN, '"Go"--he went--"now"', '"Go" – he went – "now"'),
    (EN, "so he—", "so he –"),
    (DOT, "well... no", "well… no"),
    (DOT, "well. . . no", "well… no"),
    (DOT, "The end....", "The end…."),
    (DOT, "../x", "../x"),
    (replace(DOT, ellipses=EllipsisStyle.DOTS), "well… no….", "well... no...."),
    (replace(DOT, ellipses=EllipsisStyle.SPACED), "well… no", "well.\u00a0.\u00a0. no"),
    (BRITISH, "\"He said 'go' to me,\" she said.", "‘He said “go” to me,’ she said."),
    (BRITISH, "“It was dark.\n\n“And cold,” he said.", "‘It was dark.\n\n‘And cold,’ he said."),
    (BRITISH, "‘Already,’ she said.", "‘Already,’ she said."),
    (AMERICAN, "'I can't,' he said. 'The dogs' dinner.'", "“I can’t,” he said. “The dogs’ dinner.”"),
    (AMERICAN, "‘He said “go”,’ she said.", "“He said ‘go’,” she said."),
    (AMERICAN, "\"Go,\" she said. 'Why?' he thought.", "“Go,” she said. ‘Why?’ he thought."),
    (STRAIGHT, "“It’s ‘so’,” he said.", "\"It's 'so',\" he said."),
    (MARK, "One.\n\n***\n\nTwo.\n\n~~~\n\nThree.", "One.\n\n* * *\n\nTwo.\n\n* * *\n\nThree."),
    (ONE, "One.\n\n\n\nTwo.\n\nThree.\n\n\n", "One.\n\nTwo.\n\nThree.\n"),
    (ONE, "One.\nTwo.\nThree.", "One.\n\nTwo.\n\nThree."),
    (NONE, "\n\nOne.\n\n\nTwo.\n\nThree.\n", "One.\nTwo.\nThree.\n"),
    (ONE, "One.\n\nA verse,\nin two lines.\n\nTwo.", "One.\n\nA verse,\nin two lines.\n\nTwo."),
    (
        STRIP,
        "# Title\n\n*She* was **not** _here_, snake_case was.",
        "Title\n\nShe was not here, snake_case was.",
    ),
    (STRIP, "2 * 3 * 4 and `*code*`", "2 * 3 * 4 and `*code*`"),
    (KEEP_ALL, "One.\r\nTwo.\rThree.", "One.\nTwo.\nThree."),
)


@pytest.mark.parametrize(("options", "before", "after"), CASES)
def test_each_rule(options: CleanOptions, before: str, after: str) -> None:
    assert clean(before, options).text == after


@pytest.mark.parametrize(("options", "before", "after"), CASES)
def test_what_is_clean_stays(options: CleanOptions, before: str, after: str) -> None:
    assert clean(after, options).changes == ()


def test_a_change_tells_where_and_why() -> None:
    changes = clean("Wait  -- no.", replace(KEEP_ALL, spaces=True, dashes=DashStyle.EM)).changes
    assert [(c.span_before, c.before, c.after) for c in changes] == [(Span(4, 9), "  -- ", "—")]


def test_fixes_come_first_and_are_told() -> None:
    cleaned = clean("Now even  he.", SPACES, [(Span(0, 3), "Not")])
    assert cleaned.text == "Not even he."
    assert [change.kind for change in cleaned.changes] == ["fix", "space"]


def test_fixes_may_come_in_any_order() -> None:
    assert apply_fixes("one two", [(Span(4, 7), "2"), (Span(0, 3), "1")]) == "1 2"


@pytest.mark.parametrize("fixes", [[(Span(0, 3), "a"), (Span(2, 4), "b")], [(Span(5, 9), "x")]])
def test_impossible_fixes_are_refused(fixes: list[tuple[Span, str]]) -> None:
    with pytest.raises(ValueError, match="overlaps another or lies outside"):
        apply_fixes("seven", fixes)
