"""Words in one line that give way: a path in its middle, all else at the end."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from studio.ui.panels.quiet_label import QuietLabel, fitted

WORDS = "Backed up at 14:05 to “/media/ilvane/Backup Drive/Writing/Stories/the-gate-3f2a”."


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (100, WORDS),
        (75, "Backed up at 14:05 to “/media/ilvane/…/Writing/Stories/the-gate-3f2a”."),
        (62, "Backed up at 14:05 to “/media/…/Stories/the-gate-3f2a”."),
        (50, "Backed up at 14:05 to “/media/…/the-gate-3f2a”."),
        (10, "Backed up at 14:05 to “…/the-gate-3f2a”."),
    ],
)
def test_a_path_gives_way_in_its_middle(width: int, shown: str) -> None:
    assert fitted(WORDS, width, len) == shown


@pytest.mark.parametrize(
    "words", ["No path is in it at all, and it is long.", "Either/or “is no path” here."]
)
def test_words_without_a_path_stay(words: str) -> None:
    assert fitted(words, 5, len) == words


def test_a_windows_path() -> None:
    words = r"In “C:\Users\Ilvane\Documents\Backups\gate”."
    assert fitted(words, 36, len) == r"In “C:\Users\…\Backups\gate”."


def test_a_label_shows_the_last_folder(qtbot: QtBot) -> None:
    made = QuietLabel("Message", cut=True)
    qtbot.addWidget(made)
    made.setText(WORDS)
    made.resize(made.fontMetrics().horizontalAdvance(WORDS) * 2 // 3, 20)
    assert made.shown_words().endswith("/the-gate-3f2a”.")
    assert "…" in made.shown_words()
    assert made.minimumSizeHint().width() == 40
    made.resize(2000, 20)
    assert made.shown_words() == WORDS
