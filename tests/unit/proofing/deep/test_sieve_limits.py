"""How much hope a reading must give to be read on, and what is said of readings that give none."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.proofing.deep.judge import DeepJudge
from studio.proofing.deep.model import LanguageModel
from studio.proofing.deep.sieve import Kind, Limits, Reading
from studio.proofing.deep.stream import Branch, TextStream, score_branches
from studio.proofing.deep.trial import Trial, may_begin
from studio.proofing.engines.encoder import FOLDER
from studio.proofing.engines.encoder_table import ConfusionTable
from studio.proofing.evidence import Candidate, WordMark
from studio.text.span import Span
from tests.helpers.tiny_language_model import tiny_model_folder

TEXT = "The boat called at the pier."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model_folder(tmp_path_factory.mktemp("model"))


def doubt(keep: float, *words: str) -> WordMark:
    candidates = tuple(Candidate(word, -1.0, alike=True) for word in words)
    return WordMark(Span(9, 15), keep, 1 - keep, 0.0, 0.0, 0.0, candidates)


@pytest.mark.parametrize("kind", [Kind.REPLACE, Kind.DELETE])
def test_the_less_a_word_is_doubted_the_more_another_reading_must_promise(kind: Kind) -> None:
    limits = Limits()
    needs = [limits.need_of_marked(doubt(keep), kind) for keep in (0.0, 0.1, 0.5, 0.8, 0.99, 1.0)]
    assert needs == sorted(needs)
    assert needs[0] == limits.marked
    assert needs[2] == (limits.even if kind is Kind.REPLACE else limits.even_delete)
    assert needs[-1] == (limits.most if kind is Kind.REPLACE else limits.most_delete)


def test_a_missing_word_needs_more_where_the_next_is_hardly_doubted() -> None:
    limits = Limits()
    assert limits.need_of_marked(doubt(0.5), Kind.INSERT) == limits.marked
    assert limits.need_of_marked(doubt(0.9), Kind.INSERT) == limits.faint


@pytest.mark.parametrize("hope", [-1000.0, 1000.0])
def test_what_the_encoder_proposes_is_answered_with_and_without_hope(folder: Path, hope: float) -> None:
    limits = Limits(marked=hope, even=hope, most=hope)
    judge = DeepJudge(folder, ConfusionTable(FOLDER / "confusion.json.gz"), limits=limits)
    (judgements,) = judge.judge("", [TEXT], [(doubt(0.1, "call", "calls", "walled"),)])
    (found,) = [judgement for judgement in judgements if judgement.span == Span(9, 15)]
    assert {"call", "calls", "walled"} <= {r.text for r in found.readings if r.kind == "replace"}


@pytest.mark.parametrize(
    ("wrong", "marked", "told"), [(0.1, True, True), (9.0, True, False), (0.1, False, False)]
)
def test_what_the_encoder_proposes_is_read_on_unless_it_begins_badly(
    folder: Path, wrong: float, marked: bool, told: bool
) -> None:
    """However calm the text behind it is: what is wrong with a word may show two words later."""
    chunk = TextStream(LanguageModel(folder)).read([5, 17, 30, 8, 41, 2, 19, 33])
    reading = Reading(0, Kind.REPLACE, "walled", marked=marked, need=1000.0)
    trial = Trial(0, reading, (50,), (8, 41, 2), 2, 3)
    assert may_begin(chunk, trial, -wrong) is told


def test_pieces_that_both_begin_with_need_not_be_read_again(folder: Path) -> None:
    model = LanguageModel(folder)
    ids = [5, 17, 30, 8, 41, 2, 19, 33]
    chunk = TextStream(model).read(ids)
    whole, rest = score_branches(model, chunk, [Branch(3, (8, 41, 50, 7)), Branch(5, (50, 7))])
    assert whole == pytest.approx(rest + float(chunk.own[3:5].sum()), abs=0.5)


def test_how_a_text_begins_is_read_once(folder: Path) -> None:
    runs: list[int] = []
    model = LanguageModel(folder, gate=lambda: runs.append(1))
    first, second = TextStream(model).read([5, 17]).own, TextStream(model).read([5, 17]).own
    assert len(runs) == 3
    assert first.tolist() == second.tolist()
