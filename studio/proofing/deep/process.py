"""The language model in a process of its own, as seen from the worker."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from studio.proofing.child_process import quiet_flags
from studio.proofing.deep.judge_name import judge_name
from studio.proofing.deep.message import (
    Drop,
    DroppedError,
    Hold,
    JudgeFailed,
    JudgePages,
    PagesDropped,
    PagesJudged,
)
from studio.proofing.evidence import EngineError, Judgement, WordMark
from studio.proofing.framing import read_message, write_message

_TRIES: Final = 2
_MOST_DEATHS: Final = 5
# One heap, trimmed early (glibc): the model's large matrices come and go with every question.
_LEAN = MappingProxyType(
    {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "131072", "MALLOC_TRIM_THRESHOLD_": "131072"}
)


class JudgeProcess:
    """The Judge in a child process, which is started with the first question and again when it dies.

    All questions must come from one thread that lives as long as the worker, and so must ``rest``; ``close``,
    ``drop`` and ``hold`` may be called from another.

    Args:
        command: what to run instead of the model's own process.
    """

    def __init__(self, command: Sequence[str] | None = None) -> None:
        self._command = tuple(command or (sys.executable, "-P", "-m", "studio.proofing.deep"))
        self._process: subprocess.Popen[bytes] | None = None
        self._deaths = 0
        self._number = 0  # of the latest question
        self._closed = False
        self._held = False
        self._writing = threading.Lock()

    @property
    def fingerprint(self) -> str:
        """See ``Judge``."""
        return judge_name()

    @property
    def pid(self) -> int | None:
        """The process's number, None while there is none."""
        return self._process.pid if self._process is not None else None

    def judge(
        self, before: str, texts: Sequence[str], marks: Sequence[tuple[WordMark, ...] | None]
    ) -> list[tuple[Judgement, ...]]:
        """See ``Judge``; waits for the answer.

        Raises:
            EngineError: when the model is not there, or its process keeps dying.
            DroppedError: when ``drop`` was called meanwhile.
        """
        with self._writing:
            self._number += 1
            question = JudgePages(self._number, before, tuple(texts), tuple(marks))
        for _ in range(_TRIES):
            answer = self._ask(question)
            if isinstance(answer, PagesJudged):
                return list(answer.judgements)
            if isinstance(answer, PagesDropped):
                raise DroppedError
            if isinstance(answer, JudgeFailed):
                raise EngineError(answer.sentence)
        raise EngineError("The language model's process ended unexpectedly.")

    def hold(self, *, still: bool) -> None:
        """Let the process stand still within a moment, even in the middle of a question, or go on."""
        with self._writing:
            if still == self._held:
                return
            self._held = still
            self._say(Hold(still))

    def drop(self) -> None:
        """Let the process leave the latest question unanswered; its asker hears ``DroppedError``."""
        with self._writing:
            self._say(Drop(self._number))

    def rest(self) -> None:
        """End the process until the next question: nobody needs its memory meanwhile."""
        process = self._process
        if process is not None:
            self._end(process)

    def close(self) -> None:
        """End the process."""
        self._closed = True
        process = self._process
        if process is not None:
            self._end(process)

    def _say(self, message: object) -> None:
        """To be called while holding the lock."""
        process = self._process
        if process is not None and process.stdin is not None:
            with contextlib.suppress(OSError, ValueError):  # it died; the next one is told
                write_message(process.stdin, message)

    def _ask(self, question: JudgePages) -> object | None:
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            with self._writing:
                write_message(process.stdin, question)
            answer = read_message(process.stdout)
        except (OSError, ValueError):
            answer = None
        if answer is None:
            self._deaths += 1
            self._end(process)
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._closed or self._deaths >= _MOST_DEATHS:
            raise EngineError("The language model's process keeps ending; proofreading goes on without it.")
        if self._process is None:
            process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, **_LEAN},
                creationflags=quiet_flags(gives_way=True),
            )
            with self._writing:
                self._process = process
                if self._held and process.stdin is not None:
                    write_message(process.stdin, Hold(still=True))
        return self._process

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        if self._process is process:
            self._process = None
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):  # what was still to be written has nobody to go to
                    stream.close()
