"""LanguageTool's own server beside the program: started in the background, restarted, stopped with it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from queue import SimpleQueue
from typing import Protocol

from studio.proofing.engines.remote import batches
from studio.proofing.engines.remote_answer import Answerer
from studio.proofing.engines.server_process import ServerProcess, find_server
from studio.proofing.engines.spelling import SpellingEngine
from studio.proofing.evidence import EngineError, GrammarMatch

_LOG = logging.getLogger(__name__)
_LONGEST_QUESTION = 4_000  # characters; a second or less on an idle machine
_ANSWER_SECONDS = 30.0
_PAUSES = (0.5, 2.0, 8.0)  # seconds before the first, second and third restart
_PATIENCE = 15.0  # seconds a question may wait for a start or restart
_FIRST_SECONDS = 120.0  # the first answer takes long: the server loads its rules for it
_FIRST_QUESTION = "Are you there?"
_CLOSE_SECONDS = 10.0
_DEATH_SECONDS = 1.0  # a broken connection is known before the process is seen to be dead


class ServerState(StrEnum):
    """How the server is."""

    OFF = "off"
    STARTING = "starting"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """The state, with one sentence for the writer ("" while all is well)."""

    state: ServerState
    sentence: str = ""


class Process(Protocol):
    """A running server."""

    url: str

    @property
    def pid(self) -> int | None: ...

    def ended(self, within: float) -> bool: ...

    def close(self) -> None: ...


_Job = tuple[list[str], "Future[list[tuple[GrammarMatch, ...]]]"]


class ServerEngine:
    """LanguageTool's rules in its Java server, and this program's spelling.

    One thread owns the process: it starts it at once, asks it, restarts it when it died (three times, with
    growing pauses), and stops it. ``check`` waits for it; it may be called from any thread.

    Args:
        folder: the folder that holds LanguageTool-6.8; None to look in LTP_PATH and beside the program.
        dialect: "en-US" or "en-GB".
        spelling: the spelling engine to run beside it.
        tell: hears each change of state, on the owner's thread.
        launch: starts a process (for tests).
        pauses: the seconds before each restart; as many restarts as there are pauses.
        patience: how long ``check`` waits, in seconds, while the server is starting.

    Raises:
        EngineError: when no server is installed.
    """

    def __init__(
        self,
        folder: str | Path | None = None,
        dialect: str = "en-US",
        spelling: SpellingEngine | None = None,
        tell: Callable[[ServerStatus], None] = lambda _status: None,
        launch: Callable[[Path], Process] = ServerProcess,
        pauses: Sequence[float] = _PAUSES,
        patience: float = _PATIENCE,
    ) -> None:
        self._home = find_server(folder) if launch is ServerProcess else Path(folder or ".")
        self._dialect = dialect
        self._spelling = spelling or SpellingEngine()
        self._tell = tell
        self._launch = launch
        self._pauses = list(pauses)
        self._patience = patience
        self.fingerprint = f"server-1 {dialect} {self._spelling.fingerprint}"
        self.status = ServerStatus(ServerState.OFF)
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._closing = threading.Event()
        self._process: Process | None = None
        self._thread = threading.Thread(target=self._own, name="languagetool-server", daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int | None:
        """The server's process id while it runs."""
        return self._process.pid if self._process is not None else None

    def check(self, text: str) -> tuple[GrammarMatch, ...]:
        """The matches in one paragraph.

        Raises:
            EngineError: when the server cannot be had.
        """
        return self.check_many([text])[0]

    def check_many(self, texts: Sequence[str]) -> list[tuple[GrammarMatch, ...]]:
        """The matches of each paragraph.

        Raises:
            EngineError: when the server cannot be had.
        """
        found: list[tuple[GrammarMatch, ...]] = []
        for batch in batches(texts, _LONGEST_QUESTION):
            found += self._ask(batch)
        return [g + self._spelling.check(t) for g, t in zip(found, texts, strict=True)]

    def close(self) -> None:
        """Stop the server and its thread; waits until no process is left."""
        self._closing.set()
        self._jobs.put(None)
        self._thread.join(_CLOSE_SECONDS)

    def _ask(self, texts: list[str]) -> list[tuple[GrammarMatch, ...]]:
        if self._closing.is_set() or not self._thread.is_alive():
            raise EngineError(self.status.sentence or "LanguageTool's server is switched off.")
        answer: Future[list[tuple[GrammarMatch, ...]]] = Future()
        self._jobs.put((texts, answer))
        ready = self.status.state is ServerState.READY
        try:
            return answer.result(self._patience + (_ANSWER_SECONDS if ready else 0.0))
        except FutureTimeout as error:
            answer.cancel()
            how = "busy" if self.status.state is ServerState.READY else "still starting"
            raise EngineError(f"LanguageTool's server is {how}.") from error

    def _own(self) -> None:
        """The owner's thread: everything that touches the process happens here."""
        try:
            self._start()
            while (job := self._jobs.get()) is not None:
                texts, answer = job
                if answer.set_running_or_notify_cancel():
                    self._answer(texts, answer)
        finally:
            self._drop()
            self._refuse_the_rest()
            if self.status.state is not ServerState.FAILED:
                self._set(ServerState.OFF)

    def _answer(self, texts: list[str], answer: Future[list[tuple[GrammarMatch, ...]]]) -> None:
        try:
            answer.set_result(self._checked(texts))
        except EngineError as error:
            answer.set_exception(error)
        except Exception as error:  # noqa: BLE001 - the owner must live on: nobody else stops the process
            _LOG.exception("the LanguageTool server's thread")
            answer.set_exception(EngineError(f"LanguageTool's server failed ({error})."))

    def _checked(self, texts: list[str]) -> list[tuple[GrammarMatch, ...]]:
        while True:
            if self._process is None:
                raise EngineError(self.status.sentence or "LanguageTool's server is switched off.")
            try:
                return self._answerer(self._process, _ANSWER_SECONDS).ask(texts)
            except EngineError:
                if not self._process.ended(_DEATH_SECONDS):
                    raise  # it lives: the text was the trouble, or it is slow
                self._restart()

    def _start(self) -> None:
        """Start, trying again after a pause while there are pauses left."""
        self._set(ServerState.STARTING)
        while not self._closing.is_set():
            try:
                self._process = self._launch(self._home)
                self._answerer(self._process, _FIRST_SECONDS).ask([_FIRST_QUESTION])
            except EngineError as error:
                self._drop()
                if not self._pause():
                    self._set(ServerState.FAILED, str(error))
                    return
            else:
                self._set(ServerState.READY)
                return

    def _restart(self) -> None:
        self._drop()
        if self._pause():
            self._start()
        else:
            self._set(ServerState.FAILED, "LanguageTool's server ended several times and is off now.")

    def _drop(self) -> None:
        if self._process is not None:
            self._process.close()
            self._process = None

    def _answerer(self, process: Process, seconds: float) -> Answerer:
        return Answerer(process.url, self._dialect, seconds, "languagetool-server")

    def _pause(self) -> bool:
        """Wait before the next start; False when there were enough, or the program closes."""
        return bool(self._pauses) and not self._closing.wait(self._pauses.pop(0))

    def _set(self, state: ServerState, sentence: str = "") -> None:
        self.status = ServerStatus(state, sentence)
        self._tell(self.status)

    def _refuse_the_rest(self) -> None:
        while not self._jobs.empty():
            job = self._jobs.get()
            if job is not None and job[1].set_running_or_notify_cancel():
                job[1].set_exception(EngineError("LanguageTool's server is switched off."))
