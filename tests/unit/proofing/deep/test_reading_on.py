"""A question about what follows the last one is read on from there; any other begins anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.proofing.deep.judge import DeepJudge
from studio.proofing.deep.message import DroppedError
from studio.proofing.engines.encoder import FOLDER
from studio.proofing.engines.encoder_table import ConfusionTable
from studio.proofing.evidence import Candidate, Judgement, WordMark
from studio.text.span import Span
from tests.helpers.tiny_language_model import tiny_model_folder

FIRST = "the long pier lay in the grey light and nobody came to meet the boat that day."
SECOND = "The boat called at the pier."
MARKS = (WordMark(Span(9, 15), 0.1, 0.9, 0.0, 0.0, 0.0, (Candidate("walled", -1.0, alike=True),)),)


class Gate:
    """Lets the model run until it is told to stop."""

    stopped = False

    def __call__(self) -> None:
        if self.stopped:
            raise DroppedError


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model_folder(tmp_path_factory.mktemp("model"))


def judge(folder: Path, gate: Gate | None = None, *, reads_on: bool = True) -> DeepJudge:
    return DeepJudge(folder, ConfusionTable(FOLDER / "confusion.json.gz"), gate=gate, reads_on=reads_on)


def gain(judgements: tuple[Judgement, ...]) -> float:
    return next(r.gain for j in judgements for r in j.readings if r.text == "walled")


def test_what_follows_is_weighed_as_if_all_was_read_at_once(folder: Path) -> None:
    whole = judge(folder, reads_on=False).judge("", [FIRST, SECOND], [(), MARKS])
    asked = judge(folder)
    asked.judge("", [FIRST], [()])
    (then,) = asked.judge(FIRST, [SECOND], [MARKS])
    (anew,) = judge(folder, reads_on=False).judge(FIRST, [SECOND], [MARKS])
    assert gain(then) == pytest.approx(gain(whole[1]), abs=0.3)
    assert gain(anew) != pytest.approx(gain(whole[1]), abs=0.5)


def test_another_text_is_not_mixed_with_the_last_one(folder: Path) -> None:
    asked = judge(folder)
    asked.judge("", [FIRST], [()])
    other = "Somewhere else it had begun to rain."
    fresh = judge(folder, reads_on=False)
    assert asked.judge(other, [SECOND], [MARKS]) == fresh.judge(other, [SECOND], [MARKS])
    assert asked.judge("", [SECOND], [MARKS]) == fresh.judge("", [SECOND], [MARKS])


def test_a_question_that_was_dropped_leaves_nothing_to_read_on_from(folder: Path) -> None:
    gate = Gate()
    asked = judge(folder, gate)
    asked.judge("", [FIRST], [()])
    gate.stopped = True
    with pytest.raises(DroppedError):
        asked.judge(FIRST, [SECOND], [MARKS])
    gate.stopped = False
    fresh = judge(folder, reads_on=False)
    assert asked.judge(FIRST, [SECOND], [MARKS]) == fresh.judge(FIRST, [SECOND], [MARKS])
