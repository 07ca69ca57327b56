"""Paragraphs that need not be judged: not read, but for the end of them, which the next one follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.proofing.deep.judge import LEAD, DeepJudge
from studio.proofing.deep.model import LanguageModel
from studio.proofing.deep.page import BREAK
from studio.proofing.engines.encoder import FOLDER
from studio.proofing.engines.encoder_table import ConfusionTable
from studio.proofing.evidence import Candidate, Judgement, WordMark
from studio.text.span import Span
from tests.helpers.tiny_language_model import tiny_model_folder

FIRST = "the long pier lay in the grey light and nobody came to meet the boat that day."
CALM = "it was late, and the rain had not stopped."
SECOND = "The boat called at the pier."
MARKS = (WordMark(Span(9, 15), 0.1, 0.9, 0.0, 0.0, 0.0, (Candidate("walled", -1.0, alike=True),)),)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model_folder(tmp_path_factory.mktemp("model"))


def judge(folder: Path, *, reads_on: bool = False) -> DeepJudge:
    return DeepJudge(folder, ConfusionTable(FOLDER / "confusion.json.gz"), reads_on=reads_on)


def gain(judgements: tuple[Judgement, ...]) -> float:
    return next(r.gain for j in judgements for r in j.readings if r.text == "walled")


def pieces_read(folder: Path, monkeypatch: pytest.MonkeyPatch, calm: str) -> int:
    """Pieces that are read of three paragraphs, the middle one calm."""
    read, real = [0], LanguageModel.read

    def counted(model: LanguageModel, ids, *rest, **more):  # type: ignore[no-untyped-def]
        read[0] += len(ids)
        return real(model, ids, *rest, **more)

    with monkeypatch.context() as patch:
        patch.setattr(LanguageModel, "read", counted)
        judge(folder).judge("", [FIRST, calm, SECOND], [(), None, MARKS])
    return read[0]


def test_nothing_is_said_of_a_calm_paragraph(folder: Path) -> None:
    said = judge(folder).judge("", [SECOND, CALM, SECOND, CALM], [MARKS, None, MARKS, None])
    assert [bool(judgements) for judgements in said] == [True, False, True, False]
    assert judge(folder).judge("", [CALM, CALM], [None, None]) == [(), ()]


def test_at_the_beginning_it_is_what_stands_before(folder: Path) -> None:
    (_, then) = judge(folder).judge("", [CALM, SECOND], [None, MARKS])
    assert [then] == judge(folder).judge(CALM, [SECOND], [MARKS])
    (_, then) = judge(folder).judge(FIRST, [CALM, SECOND], [None, MARKS])
    assert [then] == judge(folder).judge(BREAK.join((FIRST, CALM)), [SECOND], [MARKS])


def test_a_short_one_is_seen_whole_by_the_next(folder: Path) -> None:
    short = "it was late."
    assert len(short) < LEAD
    (_, _, then) = judge(folder).judge("", [FIRST, short, SECOND], [(), None, MARKS])
    (_, _, read) = judge(folder).judge("", [FIRST, short, SECOND], [(), (), MARKS])
    assert gain(then) == pytest.approx(gain(read), abs=0.3)
    (without,) = judge(folder).judge("", [SECOND], [MARKS])
    assert gain(without) != pytest.approx(gain(read), abs=0.5)


def test_the_longer_it_is_the_more_is_saved(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, many = (pieces_read(folder, monkeypatch, " ".join([CALM] * n)) for n in (3, 30))
    assert one == many


def test_a_question_behind_it_is_read_on_from_before_it(folder: Path) -> None:
    texts, marks = [FIRST, CALM, CALM, SECOND], [(), None, None, MARKS]
    whole = judge(folder).judge("", texts, marks)
    for cut in (1, 2, 3):
        asked = judge(folder, reads_on=True)
        asked.judge("", texts[:cut], marks[:cut])
        rest = asked.judge(BREAK.join(texts[:cut]), texts[cut:], marks[cut:])
        (anew,) = judge(folder).judge(BREAK.join(texts[:3]), [SECOND], [MARKS])
        # Rounding to 8 bits goes by all that is read together, so it is not quite the same.
        assert gain(rest[-1]) == pytest.approx(gain(whole[-1]), abs=0.5)
        assert gain(anew) != pytest.approx(gain(whole[-1]), abs=1.0)


def test_a_question_of_calm_ones_alone_leaves_the_next_as_it_would_be(folder: Path) -> None:
    asked = judge(folder, reads_on=True)
    asked.judge(FIRST, [CALM], [None])
    before = BREAK.join((FIRST, CALM))
    assert asked.judge(before, [SECOND], [MARKS]) == judge(folder).judge(before, [SECOND], [MARKS])
