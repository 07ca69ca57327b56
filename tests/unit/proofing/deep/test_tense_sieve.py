"""Which verbs are read in the other tense."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from studio.proofing.deep.model import LanguageModel
from studio.proofing.deep.page import Page, Pieces
from studio.proofing.deep.sieve import Kind, Reading
from studio.proofing.deep.stream import TextStream
from studio.proofing.deep.tense_sieve import TenseLimits, TenseSieve
from studio.proofing.evidence import WordMark
from studio.text.span import Span
from tests.helpers.tiny_language_model import tiny_model_folder

EVERYTHING, NOTHING = TenseLimits(first=-math.inf), TenseLimits(first=math.inf)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model_folder(tmp_path_factory.mktemp("model"))


def readings(folder: Path, text: str, limits: TenseLimits, *marks: WordMark) -> list[Reading]:
    model, pieces = LanguageModel(folder), Pieces(folder)
    row = pieces.row(text)
    chunk = TextStream(model).read(row.ids)
    return TenseSieve(model, pieces, limits).readings(Page(text, marks), row, chunk, 0)


def doubt(start: int, end: int, tense: float) -> WordMark:
    return WordMark(Span(start, end), 1 - tense, 0.0, 0.0, 0.0, tense)


def test_every_verb_may_be_proposed_with_its_capitals(folder: Path) -> None:
    found = readings(folder, "Comes the rain, the old boat sank.", EVERYTHING)
    assert {reading.kind for reading in found} == {Kind.TENSE}
    assert {"Came", "sinks", "sink"} <= {reading.text for reading in found}


def test_a_name_in_a_sentence_is_no_verb(folder: Path) -> None:
    assert "Ran" not in {r.text for r in readings(folder, "the old Run is dry", EVERYTHING)}


def test_nothing_is_proposed_that_the_model_would_not_read(folder: Path) -> None:
    assert readings(folder, "the old boat sank", NOTHING) == []


def test_what_the_encoder_doubts_is_read_in_any_case(folder: Path) -> None:
    found = readings(folder, "the old boat sank", NOTHING, doubt(13, 17, 0.3))
    assert [(r.word, r.text, r.marked) for r in found] == [(3, "sinks", True), (3, "sink", True)]
    assert readings(folder, "the old boat sank", NOTHING, doubt(13, 17, 0.01)) == []


def test_in_speech_the_other_tense_must_be_far_likelier(folder: Path) -> None:
    text = "“the old boat sank” he said"
    model, pieces = LanguageModel(folder), Pieces(folder)
    row = pieces.row(text)
    chunk = TextStream(model).read(row.ids)

    def words(limits: TenseLimits) -> set[str]:
        page = Page(text, (doubt(14, 18, 0.3),), spoken=(Span(0, 19),))
        found = TenseSieve(model, pieces, limits).readings(page, row, chunk, 0)
        assert all(r.need == limits.need_spoken for r in found if r.text == "sinks")
        return {reading.text for reading in found}

    assert words(TenseLimits(first=-math.inf, first_spoken=math.inf)) == {"says", "say"}
    assert {"sinks", "sink", "says"} <= words(TenseLimits(first=-math.inf, first_spoken=-math.inf))


def test_a_page_without_verbs(folder: Path) -> None:
    assert readings(folder, "…", EVERYTHING) == []
