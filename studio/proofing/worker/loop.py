"""The worker's loop: one thread reads messages, the main one works, newest and nearest first."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import IO, Final, Protocol

from studio.proofing.message import read_message, write_message
from studio.proofing.worker.memory import release_memory


class Worker(Protocol):
    """What the loop drives."""

    def take(self, message: object) -> None:
        """Note a message; must be quick."""

    def step(self) -> bool:
        """Do a little work; False when there is nothing to do."""

    def close(self) -> None:
        """Stop the engines."""


Post = Callable[[object], None]

PATIENCE: Final = 1.0
"""Seconds that the worker may need to stop by itself; loading the rules takes longer than that."""


def run(
    incoming: IO[bytes],
    outgoing: IO[bytes],
    make: Callable[[Post, Post], Worker],
    leave: Callable[[], None] | None = None,
    patience: float = PATIENCE,
) -> None:
    """Serve until ``incoming`` closes.

    Args:
        make: builds the worker, given a function that sends answers, and one that puts a message into the
            worker's own inbox (from any thread).
        leave: called on another thread if the worker is still at work ``patience`` seconds after the end: a
            window that was killed must not leave a process behind that loads rules for nobody.
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
        _serve(worker, inbox)
    except OSError:
        return  # the window is gone, and with it everybody who wanted an answer
    finally:
        worker.close()
        ended.set()


def _serve(worker: Worker, inbox: queue.SimpleQueue[object | None]) -> None:
    busy = True
    while True:
        try:
            message = inbox.get(block=not busy)
        except queue.Empty:
            busy = worker.step()
            if not busy:
                release_memory()
            continue
        if message is None:
            return
        worker.take(message)
        busy = True


def _read_into(incoming: IO[bytes], inbox: queue.SimpleQueue[object | None]) -> None:
    while True:
        message = read_message(incoming)
        inbox.put(message)
        if message is None:
            return
