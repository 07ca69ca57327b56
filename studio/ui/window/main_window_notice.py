"""Notices over the page, one at a time, in the order they came."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from studio.ui.dialogs.notice import Notice

_MOST = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """A button of a notice."""

    words: str
    call: Callable[[], object]


@dataclass(frozen=True, slots=True)
class _Said:
    sentence: str
    answers: tuple[Answer, ...] = field(default=())


class NoticeBoard(Notice):
    """Shows what was said and not yet put away; the same sentence is said once."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[_Said] = deque(maxlen=_MOST)
        self._shown: _Said | None = None
        self.chosen.connect(self._on_chosen)
        self.closed.connect(self._on_closed)

    def tell(self, sentence: str, answers: Sequence[Answer] = (), *, at_once: bool = False) -> None:
        """Say ``sentence``, now or after what is shown; ``at_once``: what is shown comes back later."""
        said = _Said(sentence, tuple(answers))
        if at_once and self._shown is not None and self._shown.sentence != sentence:
            self._waiting.appendleft(self._shown)
            self._shown = None
            self._waiting = deque((e for e in self._waiting if e.sentence != sentence), maxlen=_MOST)
            self._waiting.appendleft(said)
            self._next()
            return
        if any(each.sentence == sentence for each in (self._shown, *self._waiting) if each):
            return
        self._waiting.append(said)
        if self._shown is None:
            self._next()

    def withdraw(self, sentence: str) -> None:
        """It is no longer so."""
        kept = [each for each in self._waiting if each.sentence != sentence]
        self._waiting = deque(kept, maxlen=_MOST)
        if self._shown is not None and self._shown.sentence == sentence:
            self.put_away()

    def clear_all(self) -> None:
        """Another story is about to be opened."""
        self._waiting.clear()
        self.put_away()

    def _next(self) -> None:
        self._shown = self._waiting.popleft() if self._waiting else None
        if self._shown is not None:
            answers = [(str(i), answer.words) for i, answer in enumerate(self._shown.answers)]
            self.say(self._shown.sentence, answers)

    def _on_chosen(self, key: str) -> None:
        shown = self._shown
        if shown is not None:
            shown.answers[int(key)].call()

    def _on_closed(self) -> None:
        self._shown = None
        self._next()
