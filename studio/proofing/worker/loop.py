"""The worker's loop: one thread reads messages, the main one works, newest and nearest first."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import IO, Protocol

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


def run(incoming: IO[bytes], outgoing: IO[bytes], make: Callable[[Post, Post], Worker]) -> None:
    """Serve until ``incoming`` closes.

    ``make`` builds the worker, given a function that sends answers, and one that puts a message into the
    worker's own inbox (from any thread).
    """
    inbox: queue.SimpleQueue[object | None] = queue.SimpleQueue()
    reader = threading.Thread(target=_read_into, args=(incoming, inbox), name="messages", daemon=True)
    reader.start()
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
