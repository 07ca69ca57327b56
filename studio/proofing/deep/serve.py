"""The language model's process: one question at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

from studio.proofing.deep.message import JudgeFailed, JudgePages, PagesJudged
from studio.proofing.evidence import EngineError, Judge
from studio.proofing.message import read_message, write_message


def serve(incoming: IO[bytes], outgoing: IO[bytes], make: Callable[[], Judge] | None = None) -> None:
    """Answer until ``incoming`` closes.

    Args:
        make: loads the model, at the first question.
    """
    judge: Judge | None = None
    while True:
        asked = read_message(incoming)
        if not isinstance(asked, JudgePages):
            return
        try:
            if judge is None:
                judge = (make or load_judge)()
            answer: object = PagesJudged(tuple(judge.judge(asked.before, asked.texts, asked.marks)))
        except EngineError as error:
            answer = JudgeFailed(str(error))
        try:
            write_message(outgoing, answer)
        except OSError:
            return  # nobody waits any more


def load_judge() -> Judge:
    """The judge on the model that the set-up made.

    Raises:
        EngineError: when there is none, or it is damaged.
    """
    from studio.proofing.deep.judge import DeepJudge
    from studio.proofing.deep.place import model_folder
    from studio.proofing.engines.encoder import FOLDER
    from studio.proofing.engines.encoder_table import ConfusionTable

    return DeepJudge(model_folder(), ConfusionTable(FOLDER / "confusion.json.gz"))
