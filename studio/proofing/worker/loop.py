"""The worker's loop: one thread reads messages, the main one works, newest and nearest first."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from enum import Enum, auto
from typing import IO, Final, Protocol

from studio.proofing.framing import read_message, write_message
from studio.proofing.worker.memory import Trim, release_memory


class Worker(Protocol):
    """What the loop drives."""

    def take(self, message: object) -> None:
        """Note a message; must be quick."""

    def step(self) -> bool:
        """Do a little work; False when there is nothing to do."""

    def breath(self) -> float:
        """Seconds to listen for a message before the next step; 0 most of the time."""

    def tidy(self) -> bool:
        """Do a little of what nobody waits for; False when there is nothing of it left."""

    def close(self) -> None:
        """Stop the engines."""


Post = Callable[[object], None]

PATIENCE: Final = 1.0
"""Seconds that the worker may need to stop by itself; loading the rules takes longer than that."""


QUIET: Final = 0.7
"""Seconds without a message before the worker does what nobody waits for: the next edit finds it free."""


class _Mood(Enum):
    """What the worker does next, and how long it listens before that."""

    AT_WORK = auto()
    PAUSING = auto()
    TIDYING = auto()
    AT_REST = auto()


def run(
    incoming: IO[bytes],
    outgoing: IO[bytes],
    make: Callable[[Post, Post], Worker],
    leave: Callable[[], None] | None = None,
    patience: float = PATIENCE,
    quiet: float = QUIET,
) -> None:
    """Serve until ``incoming`` closes.

    Args:
        make: builds the worker, given a function that sends answers, and one that puts a message into the
            worker's own inbox (from any thread).
        leave: called on another thread if the worker is still at work ``patience`` seconds after the end: a
            window that was killed must not leave a process behind that loads rules for nobody.
        quiet: seconds without a message after which it tidies up.
    """
    inbox: queue.SimpleQueue[object | None] = queue.SimpleQueue()
    ended = threading.Event()

    def read() -> None:
        _read_into(incoming, inbox)
        if leave is not None and not ended.wait(patience):
            leave()

    threading.Thread(target=read, name="messages", daemon=True).start()
    lock = threading.Lock()

    def send(message: object) -> None:
        with lock:
            write_message(outgoing, message)

    worker = make(send, inbox.put)
    try:
        _serve(worker, inbox, quiet)
    except OSError:
        return  # the window is gone, and with it everybody who wanted an answer
    finally:
        worker.close()
        ended.set()


def _serve(worker: Worker, inbox: queue.SimpleQueue[object | None], quiet: float) -> None:
    patience = {_Mood.PAUSING: quiet, _Mood.TIDYING: 0.0, _Mood.AT_REST: None}
    mood = _Mood.AT_WORK
    trim = Trim()
    while True:
        trim.now_and_then()
        try:
            message = inbox.get(timeout=worker.breath() if mood is _Mood.AT_WORK else patience[mood])
        except queue.Empty:
            mood = _go_on(worker, mood)
            continue
        if message is None:
            return
        worker.take(message)
        mood = _Mood.AT_WORK


def _go_on(worker: Worker, mood: _Mood) -> _Mood:
    """Nobody said anything: do what is next."""
    if mood is _Mood.PAUSING:
        return _Mood.TIDYING
    if worker.step():
        return mood
    if mood is _Mood.AT_WORK:
        return _Mood.PAUSING
    if worker.tidy():
        return mood
    release_memory()
    return _Mood.AT_REST


def _read_into(incoming: IO[bytes], inbox: queue.SimpleQueue[object | None]) -> None:
    while True:
        message = read_message(incoming)
        inbox.put(message)
        if message is None:
            return
