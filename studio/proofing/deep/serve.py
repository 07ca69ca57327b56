"""The language model's process: one question at a time, and it stands still when it is told to."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import IO

from studio.proofing.deep.message import Hold, JudgeFailed, JudgePages, PagesJudged
from studio.proofing.evidence import EngineError, Judge
from studio.proofing.framing import read_message, write_message

Gate = Callable[[], object]
"""Called before each run of the model; returns once it may go on."""


def serve(incoming: IO[bytes], outgoing: IO[bytes], make: Callable[[Gate], Judge] | None = None) -> None:
    """Answer until ``incoming`` closes.

    Args:
        make: loads the model, at the first question.
    """
    going = threading.Event()
    going.set()
    questions: queue.SimpleQueue[JudgePages | None] = queue.SimpleQueue()
    receive = threading.Thread(target=_receive, args=(incoming, going, questions), daemon=True)
    receive.start()
    judge: Judge | None = None
    while (asked := questions.get()) is not None:
        try:
            if judge is None:
                judge = (make or load_judge)(going.wait)
            answer: object = PagesJudged(tuple(judge.judge(asked.before, asked.texts, asked.marks)))
        except EngineError as error:
            answer = JudgeFailed(str(error))
        try:
            write_message(outgoing, answer)
        except OSError:
            return  # nobody waits any more


def _receive(
    incoming: IO[bytes], going: threading.Event, questions: queue.SimpleQueue[JudgePages | None]
) -> None:
    while True:
        message = read_message(incoming)
        match message:
            case Hold(still):
                if still:
                    going.clear()
                else:
                    going.set()
            case JudgePages():
                questions.put(message)
            case _:
                questions.put(None)
                going.set()  # what stands still must come to its end, too
                return


def load_judge(gate: Gate | None = None) -> Judge:
    """The judge on the model that the set-up made.

    Raises:
        EngineError: when there is none, or it is damaged.
    """
    from studio.proofing.deep.judge import DeepJudge
    from studio.proofing.deep.place import model_folder
    from studio.proofing.engines.encoder import FOLDER
    from studio.proofing.engines.encoder_table import ConfusionTable

    return DeepJudge(model_folder(), ConfusionTable(FOLDER / "confusion.json.gz"), gate=gate)
