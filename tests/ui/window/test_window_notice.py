import pytest
from pytestqt.qtbot import QtBot

from studio.ui.window.main_window_notice import Answer, NoticeBoard


@pytest.fixture
def board(qtbot: QtBot) -> NoticeBoard:
    made = NoticeBoard()
    qtbot.addWidget(made)
    return made


def test_one_at_a_time_in_their_order(board: NoticeBoard) -> None:
    board.tell("First.")
    board.tell("Second.")
    assert board.sentence.text() == "First."
    board.put_away()
    assert board.sentence.text() == "Second."
    board.put_away()
    assert board.isHidden()


def test_the_same_is_said_once(board: NoticeBoard) -> None:
    for _ in range(3):
        board.tell("First.")
    board.put_away()
    assert board.isHidden()


def test_an_answer_is_carried_out(board: NoticeBoard) -> None:
    done: list[str] = []
    board.tell("Which?", [Answer("Mine", lambda: done.append("mine")), Answer("Theirs", lambda: None)])
    board.chosen.emit("0")
    assert done == ["mine"]


def test_what_is_no_longer_so_is_withdrawn(board: NoticeBoard) -> None:
    board.tell("First.")
    board.tell("Second.")
    board.withdraw("Second.")
    board.withdraw("First.")
    assert board.isHidden()


def test_what_cannot_wait_is_said_first_and_nothing_is_lost(board: NoticeBoard) -> None:
    board.tell("One.")
    board.tell("Two.")
    board.tell("Now.", at_once=True)
    shown = []
    for _ in range(3):
        shown.append(board.sentence.text())
        board.put_away()
    assert shown == ["Now.", "One.", "Two."]
