"""The quotation parser, style by style."""

from __future__ import annotations

import pytest

from studio.text.quotes import QuoteKind, parse_quotations


def spoken(*paragraphs: str, kind: QuoteKind = QuoteKind.SPEECH) -> list[list[str]]:
    """What each paragraph says aloud (or thinks), marks included."""
    found = parse_quotations(paragraphs)
    return [
        [q.span.of(text) for q in row if q.kind is kind] for text, row in zip(paragraphs, found, strict=True)
    ]


def said(text: str) -> list[str]:
    return spoken(text)[0]


def thought(*paragraphs: str) -> list[str]:
    return spoken(*paragraphs, kind=QuoteKind.THOUGHT)[-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Mind the step," said Orla. "It is loose."', ['"Mind the step,"', '"It is loose."']),
        ("“Mind the step,” said Orla. “It is loose.”", ["“Mind the step,”", "“It is loose.”"]),
        ("«Mind the step», said Orla.", ["«Mind the step»"]),
        ("»Mind the step«, said Orla.", ["»Mind the step«"]),
        ("„Mind the step“, said Orla.", ["„Mind the step“"]),
        ("「Mind the step」 said Orla.", ["「Mind the step」"]),
        ('He shouted--"Wait!"--and ran.', ['"Wait!"']),
        ('"He was--" She broke off.', ['"He was--"']),
        ('"Come in", she said.', ['"Come in"']),
        ("Nothing was said.", []),
        ("", []),
    ],
)
def test_double_marks(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'Mind the step,' said Orla. 'It's loose.'", ["'Mind the step,'", "'It's loose.'"]),
        ("‘Mind the step,’ said Orla. ‘It’s loose.’", ["‘Mind the step,’", "‘It’s loose.’"]),
        ("'The boys' caps are wet,' she said.", ["'The boys' caps are wet,'"]),
        ("''Tis nothing,' he said, 'it was the '90s.'", ["''Tis nothing,'", "'it was the '90s.'"]),
        ("'Give 'em tryin' room,' he said.", ["'Give 'em tryin' room,'"]),
        ("'She said \"no\" twice,' he told me.", ["'She said \"no\" twice,'"]),
        ("The boys' caps and the dogs' bowls were wet.", []),
        ("'Twas the dogs' hour.", []),
    ],
)
def test_single_marks(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_the_whole_chapter_decides_what_single_marks_mean() -> None:
    british = ["'Well,' said Ansel.", "'Go on,' said Orla.", "'Not yet, I think,' he said."]
    american = ['"Well," said Ansel.', '"Go on," said Orla.', "'Not yet, I think,' he told himself."]
    assert spoken(*british)[2] == ["'Not yet, I think,'"]
    assert spoken(*american)[2] == []
    assert thought(*american) == ["'Not yet, I think,'"]


def test_inner_quotations_belong_to_the_speech_around_them() -> None:
    text = "\"He told me, 'Never again,' and left,\" said Orla."
    assert said(text) == ["\"He told me, 'Never again,' and left,\""]


def test_speech_over_several_paragraphs() -> None:
    paragraphs = ['"It began at sea.', '"Nobody slept.', '"Then we saw land."', "He drank."]
    rows = parse_quotations(paragraphs)
    assert [(q.closed, q.continues) for row in rows for q in row] == [
        (False, True),
        (False, True),
        (True, False),
    ]


def test_a_missing_closing_mark_spoils_only_its_paragraph() -> None:
    rows = spoken('"Come here, she said.', "He came.", '"Good," she said.')
    assert rows == [['"Come here, she said.'], [], ['"Good,"']]


def test_a_missing_closing_mark_ends_at_the_next_opening_one() -> None:
    assert said('"Come here, she said. "Now."') == ['"Come here, she said.', '"Now."']


def test_a_missing_opening_mark_is_told_by_the_style() -> None:
    (found,) = parse_quotations(['Come here," she said. "Now."'])
    assert [(q.span.start, q.style) for q in found] == [(0, '"'), (22, '"')]


@pytest.mark.parametrize(
    "text",
    [
        'It was a "grand hotel" with no guests.',
        'They called him "the Heron" behind his back.',
        'She had read "The Lamps of Torrin Bay" twice.',
        'The plank was 6" wide and 4" thick.',
    ],
)
def test_scare_quotes_titles_and_inches_are_no_speech(text: str) -> None:
    assert said(text) == []


def test_a_word_said_in_the_middle_of_a_sentence_is_speech() -> None:
    assert said('She whispered "yes" and left.') == ['"yes"']


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*Where is he now?* She turned.", ["*Where is he now?*"]),
        ("_Where is he now?_ She turned.", ["_Where is he now?_"]),
        ("She *really* meant it.", []),
        ("They boarded the *Maid of Torrin* at noon.", []),
        ("5 * 3 * 2 is thirty.", []),
        ('"I *do not want to go* there," she said.', []),
    ],
)
def test_italics_are_thoughts_where_they_read_as_one(text: str, expected: list[str]) -> None:
    assert thought(text) == expected


def test_dash_speech_with_a_tag_between_dashes() -> None:
    assert said("—Come in —said Orla—. It is late.") == ["—Come in", "It is late."]


def test_dash_speech_with_a_plain_tag() -> None:
    assert said("— Come in, said Orla. It is late.") == ["— Come in,", "It is late."]


def test_a_dash_that_goes_on_with_a_sentence_is_an_aside() -> None:
    assert spoken('"Well," he said.', "— and then the lamp went out.", '"Oh."')[1] == []


def test_marks_inside_emphasis_are_seen() -> None:
    assert said('*"Mind the step,"* said Orla.') == ['"Mind the step,"']


def test_a_closing_mark_typed_after_a_space_still_closes() -> None:
    assert said('"Mind the step. "said Orla. "It is loose."')[0] == '"Mind the step. "'


def written(*paragraphs: str) -> list[list[str]]:
    return spoken(*paragraphs, kind=QuoteKind.WRITING)


@pytest.mark.parametrize(
    "text",
    [
        'Above the door somebody had painted: "No boats after dark."',
        'The letter said, "The keys are with Ansel."',
        'She unfolded the page and read: "Sold, one gelding, grey."',
        '"The mare is well," wrote Orla, "and so is the boy."',
    ],
)
def test_what_stands_on_paper_is_not_said(text: str) -> None:
    assert said(text) == []
    assert written(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        '"I can read," she said.',
        'He put the letter down. "So that is that," he said.',
        "There was a note of fear in her voice. “Is it locked?”",
        '"Yes." He wrote the name down.',
    ],
)
def test_speech_beside_paper_stays_speech(text: str) -> None:
    assert said(text)
    assert written(text) == [[]]


def test_a_letter_runs_from_its_salutation_to_its_signature() -> None:
    paragraphs = [
        '"Read it," he said.',
        '"Dear Orla,"',
        '"The ferry is sold. I am sorry.',
        '"Ansel Crowe has the money."',
        '"Your loving brother,"',
        '"Perrin"',
        '"And that is all?" she asked.',
    ]
    assert [len(row) for row in written(*paragraphs)] == [0, 1, 1, 1, 1, 1, 0]
    assert [len(row) for row in spoken(*paragraphs)] == [1, 0, 0, 0, 0, 0, 1]


def test_someone_called_dear_is_spoken_to() -> None:
    assert spoken('"My dear Orla,', "She waited.", '"Always,"') == [['"My dear Orla,'], [], ['"Always,"']]


def test_verse_is_written() -> None:
    assert written("   “The tide is out, the lamp is low,\n   The boats are on the sand.”")[0]


def test_own_words_leave_out_what_is_quoted_inside() -> None:
    text = "\"He told me, 'Never again,' and left,\" said Orla."
    (quotation,) = parse_quotations([text])[0]
    assert [part.of(text) for part in quotation.own_words()] == ['"He told me, ', ' and left,"']
    moved = quotation.shift(3)
    assert [part.of("xyz" + text) for part in moved.own_words()] == ['"He told me, ', ' and left,"']


@pytest.mark.parametrize("text", ["“The dogs’ bowls and the boys’ caps,” she said.", "“It’s ’em,” he said."])
def test_apostrophes_nest_nothing(text: str) -> None:
    assert parse_quotations([text])[0][0].nested == ()
