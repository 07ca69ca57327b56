"""The encoder with its real weights."""

from pathlib import Path

import pytest

from studio.proofing.engines.encoder import EncoderMarker
from studio.proofing.evidence import DOUBTED, FAINT, EngineError, WordMark

pytestmark = pytest.mark.engine

WRONG = "She walked to the window and looked out at the garden, and than she sat down to wait for him."
CONTEXT = "The house was quiet. Nobody had lived there for years, and the dust lay thick on the stairs."


@pytest.fixture(scope="module")
def marker() -> EncoderMarker:
    return EncoderMarker()


def marks_of(marker: EncoderMarker, text: str) -> tuple[WordMark, ...]:
    return marker.mark([CONTEXT, text, CONTEXT], [1])[0]


def test_it_doubts_the_wrong_word_and_knows_the_right_one(marker: EncoderMarker) -> None:
    (mark,) = marks_of(marker, WRONG)
    assert mark.span.of(WRONG) == "than"
    assert mark.replace > 0.7
    assert mark.candidates[0].word == "then"


def test_chances_sum_to_one_and_scores_are_logarithms(marker: EncoderMarker) -> None:
    (mark,) = marks_of(marker, WRONG)
    assert mark.keep + mark.replace + mark.delete + mark.insert + mark.tense == pytest.approx(1, abs=1e-3)
    assert all(c.score <= 0 for c in (*mark.candidates, *mark.insertions))
    assert mark.own is not None
    assert mark.own < mark.candidates[0].score


def test_a_verb_in_the_wrong_tense(marker: EncoderMarker) -> None:
    text = "He opened the door, looked into the hall and listens for a while before he went on."
    (mark,) = marks_of(marker, text)
    assert mark.span.of(text) == "listens"
    assert mark.tense > 0.7


def test_only_wanted_paragraphs_are_answered_in_their_order(marker: EncoderMarker) -> None:
    found = marker.mark([WRONG, CONTEXT, WRONG], [2, 1])
    assert [len(marks) for marks in found] == [1, 0]


@pytest.mark.parametrize("text", ["", "—", "‘ ’", "42", "\u200b", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 und Ελληνικά"])
def test_odd_text_is_no_trouble(marker: EncoderMarker, text: str) -> None:
    assert all(mark.span.end <= len(text) for mark in marks_of(marker, text))


def test_a_long_paragraph_has_its_marks_in_order(marker: EncoderMarker) -> None:
    text = " ".join([CONTEXT, WRONG] * 12)
    spans = [mark.span for mark in marks_of(marker, text)]
    assert spans == sorted(set(spans))
    assert sum(span.of(text) == "than" for span in spans) >= 10


def test_several_windows_at_once_say_the_same(marker: EncoderMarker) -> None:
    text = " ".join([CONTEXT, WRONG] * 12)
    both = EncoderMarker(threads=2)
    try:
        assert both.mark([text], [0]) == marker.mark([text], [0])
    finally:
        both.close()


def test_missing_files_give_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="set-up"):
        EncoderMarker(tmp_path).mark(["Text."], [0])


def test_the_fingerprint_names_the_weights(marker: EncoderMarker, tmp_path: Path) -> None:
    assert marker.fingerprint.startswith("encoder-")
    assert marker.fingerprint != EncoderMarker(tmp_path).fingerprint


def test_what_is_hardly_doubted_is_told_without_words_to_put_in(marker: EncoderMarker) -> None:
    whole = EncoderMarker(doubt=0.001)
    marks = marks_of(whole, WRONG)
    assert [mark for mark in marks if 1 - mark.keep > DOUBTED] == list(marks_of(marker, WRONG))
    traces = [mark for mark in marks if 1 - mark.keep <= FAINT]
    assert traces
    assert all(mark.candidates == mark.insertions == () for mark in traces)
    assert [mark.span for mark in marks] == sorted(mark.span for mark in marks)
