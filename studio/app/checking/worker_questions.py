"""Questions to the worker that one waits for, beside its reading."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from studio.app.checking.worker_client import WorkerLink
from studio.model.tense import Tense
from studio.proofing.finding import Finding
from studio.proofing.message import CheckFixes, ConvertTense, FixesChecked, TenseConverted
from studio.text.span import Span

MakeLink = Callable[[Callable[[object], None], Callable[[], None], Callable[[str], None]], WorkerLink]

_TRIES = 2
"""Workers that may die over one question: another one would, too, until there is none left."""

_BEATEN = "The proofreading could not answer this; your text is as it was."
_CANNOT = "This needs proofreading, which is off or has stopped."


class WorkerQuestions:
    """Stands between the worker and the proofing service and takes the answers to its own questions.

    Main thread only. A question whose worker died is asked once more when there is a new one.
    """

    def __init__(self, make: MakeLink) -> None:
        self._make = make
        self._link: _Watched | None = None
        self._waiting: dict[int, tuple[object, Callable[[Any], None], Callable[[str], None]]] = {}
        self._restarts: dict[int, int] = {}
        self._last = 0

    def link(
        self,
        on_message: Callable[[object], None],
        on_restart: Callable[[], None],
        on_failure: Callable[[str], None],
    ) -> WorkerLink:
        """The link for the proofing service."""

        def message(told: object) -> None:
            if isinstance(told, TenseConverted | FixesChecked):
                self._answered(told)
            else:
                on_message(told)

        def restart() -> None:
            on_restart()
            for number, (question, _, failed) in tuple(self._waiting.items()):
                self._restarts[number] = self._restarts.get(number, 0) + 1
                if self._restarts[number] < _TRIES:
                    inner.send(question)
                else:
                    self._drop(number)
                    failed(_BEATEN)

        def failure(sentence: str) -> None:
            on_failure(sentence)
            self._give_up(sentence)

        inner = self._make(message, restart, failure)
        self._link = _Watched(inner, lambda: self._give_up(_CANNOT))
        return self._link

    def convert(
        self,
        text: str,
        within: Span,
        tense: Tense | None,
        done: Callable[[TenseConverted], None],
        failed: Callable[[str], None],
    ) -> Callable[[], None]:
        """Ask what brings the narration of ``within`` (in the chapter ``text``) into ``tense``, the other one
        if None. ``failed`` gets one sentence. Returns a call that makes the answer unwanted."""
        number = self._next()
        return self._ask(number, ConvertTense(number, text, within, tense), done, failed)

    def check_fixes(
        self,
        text: str,
        findings: tuple[Finding, ...],
        done: Callable[[FixesChecked], None],
        failed: Callable[[str], None],
    ) -> Callable[[], None]:
        """Ask which suggestions of ``findings`` (in the chapter ``text``) do no harm; as ``convert``."""
        number = self._next()
        return self._ask(number, CheckFixes(number, text, findings), done, failed)

    def _next(self) -> int:
        self._last += 1
        return self._last

    def _ask(
        self,
        number: int,
        question: object,
        done: Callable[[Any], None],
        failed: Callable[[str], None],
    ) -> Callable[[], None]:
        if self._link is None or not self._link.running:
            failed(_CANNOT)
            return lambda: None
        self._waiting[number] = (question, done, failed)
        self._link.send(question)
        return lambda: self._drop(number)

    def _drop(self, number: int) -> None:
        self._waiting.pop(number, None)
        self._restarts.pop(number, None)

    def _answered(self, answer: TenseConverted | FixesChecked) -> None:
        asked = self._waiting.get(answer.request)
        self._drop(answer.request)
        if asked is not None:
            asked[1](answer)

    def _give_up(self, sentence: str) -> None:
        waiting, self._waiting, self._restarts = self._waiting, {}, {}
        for _, _, failed in waiting.values():
            failed(sentence)


class _Watched:
    """A link that knows whether it was started."""

    def __init__(self, inner: WorkerLink, stopped: Callable[[], None]) -> None:
        self._inner = inner
        self._stopped = stopped
        self.running = False

    def start(self) -> None:
        self.running = True
        self._inner.start()

    def send(self, message: object) -> None:
        self._inner.send(message)

    def stop(self) -> None:
        self.running = False
        self._inner.stop()
        self._stopped()
