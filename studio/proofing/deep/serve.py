"""The language model's process: one question at a time, and it stands still when it is told to."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import IO

from studio.proofing.deep.message import (
    Drop,
    DroppedError,
    Hold,
    JudgeFailed,
    JudgePages,
    PagesDropped,
    PagesJudged,
)
from studio.proofing.evidence import EngineError, Judge
from studio.proofing.framing import read_message, write_message

Gate = Callable[[], object]
"""Called before each run of the model; returns once it may go on, raises ``DroppedError`` if it need not."""


class _Orders:
    """What the process was told beside its questions; told by one thread, followed by another."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._still = False
        self._dropped = 0
        self.at = 0
        """The number of the question that is being answered."""

    def hold(self, *, still: bool) -> None:
        """Stand still, or go on."""
        with self._changed:
            self._still = still
            self._changed.notify()

    def drop(self, number: int) -> None:
        """Leave questions up to this number."""
        with self._changed:
            self._dropped = max(self._dropped, number)
            self._changed.notify()

    def gate(self) -> None:
        """Wait until work may go on.

        Raises:
            DroppedError: when the question need not be answered.
        """
        with self._changed:
            self._changed.wait_for(lambda: not self._still or self.at <= self._dropped)
            if self.at <= self._dropped:
                raise DroppedError


def serve(incoming: IO[bytes], outgoing: IO[bytes], make: Callable[[Gate], Judge] | None = None) -> None:
    """Answer until ``incoming`` closes.

    Args:
        make: loads the model, at the first question.
    """
    orders = _Orders()
    questions: queue.SimpleQueue[JudgePages | None] = queue.SimpleQueue()
    receive = threading.Thread(target=_receive, args=(incoming, orders, questions), daemon=True)
    receive.start()
    judge: Judge | None = None
    while (asked := questions.get()) is not None:
        orders.at = asked.number
        try:
            if judge is None:
                judge = make(orders.gate) if make is not None else load_judge(orders.gate, reads_on=True)
            answer: object = PagesJudged(tuple(judge.judge(asked.before, asked.texts, asked.marks)))
        except DroppedError:
            answer = PagesDropped()
        except EngineError as error:
            answer = JudgeFailed(str(error))
        try:
            write_message(outgoing, answer)
        except OSError:
            return  # nobody waits any more


def _receive(incoming: IO[bytes], orders: _Orders, questions: queue.SimpleQueue[JudgePages | None]) -> None:
    while True:
        message = read_message(incoming)
        match message:
            case Hold(still):
                orders.hold(still=still)
            case Drop(number):
                orders.drop(number)
            case JudgePages():
                questions.put(message)
            case _:
                questions.put(None)
                orders.hold(still=False)  # what stands still must come to its end, too
                return


def load_judge(gate: Gate | None = None, *, reads_on: bool = False) -> Judge:
    """The judge on the model that the set-up made.

    Args:
        reads_on: for one thread that asks about a text run by run; see ``DeepJudge``.

    Raises:
        EngineError: when there is none, or it is damaged.
    """
    from studio.proofing.deep.judge import DeepJudge
    from studio.proofing.deep.place import model_folder
    from studio.proofing.engines.encoder import FOLDER
    from studio.proofing.engines.encoder_table import ConfusionTable

    table = ConfusionTable(FOLDER / "confusion.json.gz")
    return DeepJudge(model_folder(), table, gate=gate, reads_on=reads_on)
