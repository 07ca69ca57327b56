"""The status line: words, what is being checked, what is off and why, and whether all is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from studio.ui.panels.quiet_label import QuietLabel

_SAY_MS = 5000
_ENGINE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "worker": "Proofreading",
        "rules": "Rules",
        "tags": "Grammar tags",
        "tagger": "Grammar tags",
        "encoder": "Word check",
        "deep": "Language model",
        "marker": "Word check",
        "grammar": "LanguageTool",
        "languagetool": "LanguageTool",
        "server": "LanguageTool server",
    }
)


_RESTING: Mapping[str, str] = MappingProxyType(
    {"paused": "Close reading paused", "battery": "Close reading rests on battery"}
)


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of the line; None is not known yet."""

    chapter: int | None = None
    story: int | None = None
    selected: int = 0
    session: int = 0


def counts_in_words(counts: Counts) -> str:
    """ "1,204 words · 18,020 in the story · 312 today", or what is selected of them."""
    parts: list[str] = []
    if counts.chapter is not None:
        words = "1 word" if counts.chapter == 1 else f"{counts.chapter:,} words"
        parts.append(f"{counts.selected:,} of {words}" if counts.selected else words)
    if counts.story is not None:
        parts.append(f"{counts.story:,} in the story")
    if counts.session:
        parts.append(f"{counts.session:+,} this session".replace("-", "−"))
    return "  ·  ".join(parts)


def time_left_in_words(seconds: float | None) -> str:
    """ ", about 3 minutes left" for the line; "" where it is not known."""
    if seconds is None:
        return ""
    if seconds < 45:
        return ", less than a minute left"
    minutes = max(1, round(seconds / 60))
    if minutes < 60:
        return ", about a minute left" if minutes == 1 else f", about {minutes} minutes left"
    hours = round(minutes / 60)
    return ", about an hour left" if hours == 1 else f", about {hours} hours left"


def pause_words(*, resting: bool) -> str:
    """What the switch of the close reading does now."""
    return "Go on with the close reading" if resting else "Pause the close reading"


class StatusLine(QStatusBar):
    """Quiet words in one line; every part is also the accessible name of its label."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setAccessibleName("Status")
        self.counts = QuietLabel("Words")
        self.said = QuietLabel("Message", cut=True)
        self.checking = QuietLabel("Proofreading", cut=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(72)
        self.bar.setAccessibleName("Progress of the proofreading")
        self.pause = QToolButton()
        self.pause.setAutoRaise(True)
        self.pause.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.off = QuietLabel("What is off", cut=True)
        self.saved = QuietLabel("Saving", cut=True)
        self._engines: dict[str, tuple[str, str]] = {}
        self._reading = False
        self._deep: tuple[int, int, float | None] = (0, 0, None)
        self._rest = ""
        self._name_pause()
        self._say_timer = QTimer(self, interval=_SAY_MS, singleShot=True)
        self._say_timer.timeout.connect(lambda: self._put(self.said, ""))
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(16, 3, 16, 3)
        row.setSpacing(16)
        row.addWidget(self.counts)
        row.addWidget(self.said, 1)
        for each in (self.off, self.checking, self.bar, self.pause, self.saved):
            row.addWidget(each)
        self.addWidget(line, 1)
        for each in (self.checking, self.bar, self.pause, self.off):
            each.hide()

    # -- what it is told -----------------------------------------------------------------------------

    def show_counts(self, counts: Counts) -> None:
        """Show these word counts."""
        self._put(self.counts, counts_in_words(counts))

    def say(self, sentence: str) -> None:
        """Show ``sentence`` for some seconds."""
        self._put(self.said, sentence)
        self._say_timer.start()

    def show_progress(self, title: str, done: int, total: int, chapters_left: int) -> None:
        """``done`` of ``total`` paragraphs of the chapter ``title`` are read."""
        busy = done < total or chapters_left > 0
        if not busy:
            self.show_rest()
            return
        self._reading = True
        more = f", {chapters_left} more to come" if chapters_left > 1 else ""
        self._put(self.checking, f"Reading {title}{more}")
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        self.checking.show()
        self.bar.show()
        self.pause.hide()  # these words are not about the close reading

    def show_deep(self, done: int, total: int, seconds: float | None, rest: str = "") -> None:
        """The language model has read ``done`` of ``total`` words; ``seconds`` are left, None if unknown.

        ``rest`` as in ``DeepProgress``.
        """
        self._deep, self._rest = (done, total, seconds), rest
        self._name_pause()
        if not self._reading:
            self.show_rest()

    def _name_pause(self) -> None:
        resting = bool(self._rest)
        self.pause.setText("Go on" if resting else "Pause")
        self.pause.setAccessibleName(pause_words(resting=resting))
        self.pause.setToolTip(pause_words(resting=resting))

    def show_rest(self) -> None:
        """The instant layer has read everything; the language model may go on reading."""
        self._reading = False
        done, total, seconds = self._deep
        resting = _RESTING.get(self._rest, "")
        deep = done < total or bool(resting)
        if deep:
            self._put(self.checking, resting or f"Reading closely{time_left_in_words(seconds)}")
            self.bar.setRange(0, max(1, total))
            self.bar.setValue(done)
        self.checking.setVisible(deep)
        self.bar.setVisible(done < total)
        self.pause.setVisible(deep)

    def show_engine(self, engine: str, state: str, sentence: str) -> None:
        """An engine is "loading", "ready", "off" or "failed", and why."""
        self._engines[engine] = (state, sentence)
        off = [(name, said) for name, (how, said) in self._engines.items() if how in ("off", "failed")]
        loading = [name for name, (how, _) in self._engines.items() if how == "loading"]
        words = "  ·  ".join(f"{_name(name)} off" for name, _ in off)
        if len(off) == 1 and off[0][1] and not loading:
            words += f": {off[0][1]}"
        if loading:
            words += ("  ·  " if words else "") + f"Starting {_name(loading[0])}"
        self._put(self.off, words)
        reasons = "\n".join(f"{_name(name)}: {said}" for name, said in off if said)
        self.off.setToolTip(reasons)
        self.off.setAccessibleDescription(reasons)
        self.off.setVisible(bool(words))

    def show_saved(self, *, saved: bool, at: str = "") -> None:
        """Whether all that was typed is on disk, and since when."""
        self._put(self.saved, "Saved" if saved else "Saving…")
        self.saved.setToolTip(f"Saved at {at}" if saved and at else "")
        self._warn(self.saved, on=False)

    def show_not_saved(self, sentence: str) -> None:
        """It could not be saved; ``sentence`` says why."""
        self._put(self.saved, f"Not saved: {sentence}")
        self.saved.setToolTip(sentence)
        self._warn(self.saved, on=True)

    def clear_story(self) -> None:
        """No story is open."""
        self._deep = (0, 0, None)  # what is left of a closed story is nobody's concern
        self.show_rest()
        for each in (self.counts, self.saved, self.said):
            self._put(each, "")

    @staticmethod
    def _put(label: QLabel, words: str) -> None:
        if label.text() != words:
            label.setText(words)

    @staticmethod
    def _warn(label: QLabel, *, on: bool) -> None:
        role = "warning" if on else "small"
        if label.property("role") != role:
            label.setProperty("role", role)
            label.style().unpolish(label)
            label.style().polish(label)


def _name(engine: str) -> str:
    return _ENGINE_NAMES.get(engine, engine.replace("-", " ").capitalize())
