import pytest
from pytestqt.qtbot import QtBot

from studio.ui.panels.status import Counts, StatusLine, counts_in_words, time_left_in_words


@pytest.fixture
def line(qtbot: QtBot) -> StatusLine:
    made = StatusLine()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (Counts(), ""),
        (Counts(1), "1 word"),
        (Counts(1204), "1,204 words"),
        (Counts(1204, 18020), "1,204 words  ·  18,020 in the story"),
        (Counts(1204, None, 12), "12 of 1,204 words"),
        (Counts(10, None, 0, -3), "10 words  ·  −3 this session"),
    ],
)
def test_counts(counts: Counts, words: str) -> None:
    assert counts_in_words(counts) == words


def test_progress_is_shown_until_all_is_read(line: StatusLine) -> None:
    line.show_progress("One", 3, 10, 2)
    assert line.checking.text() == "Reading One, 2 more to come"
    assert line.bar.isVisible()
    line.show_progress("One", 10, 10, 0)
    assert not line.bar.isVisible()


def test_what_is_off_comes_with_its_reason(line: StatusLine) -> None:
    line.show_engine("encoder", "off", "Its model is missing.")
    assert line.off.text() == "Word check off: Its model is missing."
    assert "model is missing" in line.off.toolTip()
    line.show_engine("encoder", "ready", "")
    assert not line.off.isVisible()


def test_what_starts_is_said(line: StatusLine) -> None:
    line.show_engine("grammar", "loading", "")
    assert line.off.text() == "Starting LanguageTool"


def test_saved_is_said_only_when_it_is_true(line: StatusLine) -> None:
    line.show_saved(saved=False)
    assert line.saved.text() == "Saving…"
    line.show_not_saved("the disk is full.")
    assert line.saved.text() == "Not saved: the disk is full."
    line.show_saved(saved=True, at="14:05")
    assert (line.saved.text(), line.saved.toolTip()) == ("Saved", "Saved at 14:05")


def test_a_said_sentence_stays_a_while(line: StatusLine) -> None:
    line.say("Nothing is marked here.")
    assert line.said.text() == "Nothing is marked here."
    line.clear_story()
    assert line.said.text() == ""


def test_one_reason_is_read_without_pointing_at_it(line: StatusLine) -> None:
    line.show_engine("grammar", "failed", "It cannot be reached.")
    assert line.off.text() == "LanguageTool off: It cannot be reached."


def test_a_long_reason_does_not_widen_the_window(line: StatusLine) -> None:
    narrow = line.minimumSizeHint().width()
    line.show_not_saved("The disk is full. " * 20)
    assert line.minimumSizeHint().width() < narrow + 200


def test_the_close_reading_is_shown_once_the_first_is_done(line: StatusLine) -> None:
    line.show_progress("One", 3, 10, 1)
    line.show_deep(0, 900, None)
    assert line.checking.text() == "Reading One"
    line.show_progress("One", 10, 10, 0)
    assert line.checking.text() == "Reading closely"
    line.show_deep(300, 900, 130)
    assert line.checking.text() == "Reading closely, about 2 minutes left"
    assert (line.bar.value(), line.bar.maximum()) == (300, 900)
    line.show_deep(900, 900, 0)
    assert not line.checking.isVisible()
    assert not line.bar.isVisible()


def test_the_close_reading_can_be_paused_and_says_so(line: StatusLine) -> None:
    line.show()
    line.show_deep(300, 900, 130)
    assert line.pause.isVisible()
    assert (line.pause.text(), line.pause.accessibleName()) == ("Pause", "Pause the close reading")
    line.show_deep(300, 900, 130, "paused")
    assert line.checking.text() == "Close reading paused"
    assert (line.pause.text(), line.pause.accessibleName()) == ("Go on", "Go on with the close reading")
    line.show_deep(300, 900, 130, "battery")
    assert line.checking.text() == "Close reading rests on battery"
    assert line.pause.text() == "Go on"
    line.show_deep(900, 900, 0)
    assert not line.pause.isVisible()


def test_the_switch_is_not_offered_while_the_words_are_about_something_else(line: StatusLine) -> None:
    line.show()
    line.show_deep(300, 900, 130)
    line.show_progress("One", 3, 10, 1)
    assert not line.pause.isVisible()
    line.show_rest()
    assert line.pause.isVisible()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (3, ", less than a minute left"),
        (70, ", about a minute left"),
        (600, ", about 10 minutes left"),
        (4000, ", about an hour left"),
        (9000, ", about 2 hours left"),
    ],
)
def test_the_time_left_is_said_roughly(seconds: float | None, words: str) -> None:
    assert time_left_in_words(seconds) == words


def test_a_closed_story_leaves_no_close_reading_behind(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show()
    line.show_deep(10, 100, 60.0)
    assert line.bar.isVisible()
    line.clear_story()
    assert not line.bar.isVisible()
    assert not line.checking.isVisible() or not line.checking.text()
