import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from studio.app.session_fact import Conflict
from studio.model.chapter import ChapterId
from studio.storage.merge import merge
from studio.ui.dialogs.conflict_view import ConflictView
from studio.ui.theme.token import LIGHT

BASE = "The ferry was late.\n\nNobody came.\n\nThe bell rang twice.\n"
MINE = "The ferry was very late.\n\nNobody came.\n\nThe bell rang three times.\n"
THEIRS = "The ferry was never late.\n\nNobody came at all.\n\nThe bell rang once.\n"
ID = ChapterId("chapters/One.md")


def conflict_of(base: str, mine: str, theirs: str) -> Conflict:
    result = merge(base, mine, theirs)
    return Conflict(ID, base, mine, theirs, result.conflicts, result, deleted=not theirs)


@pytest.fixture
def view(qtbot: QtBot) -> ConflictView:
    made = ConflictView(conflict_of(BASE, MINE, THEIRS), "One", LIGHT)
    qtbot.addWidget(made)
    made.show()
    return made


def answer(view: ConflictView, qtbot: QtBot) -> str:
    with qtbot.waitSignal(view.resolved) as resolved:
        view.use_button.click()
    assert resolved.args is not None
    assert resolved.args[0] == ID
    return str(resolved.args[1])


def test_nothing_can_be_used_before_all_is_decided(view: ConflictView) -> None:
    assert view.state.text() == "2 left to decide"
    view.cards[0].choose("mine")
    assert not view.use_button.isEnabled()
    view.cards[1].choose("theirs")
    assert view.use_button.isEnabled()


def test_each_place_has_its_own_answer(view: ConflictView, qtbot: QtBot) -> None:
    view.cards[0].choose("mine")
    view.cards[1].choose("theirs")
    assert answer(view, qtbot) == ("The ferry was very late.\n\nNobody came at all.\n\nThe bell rang once.\n")


def test_both_keeps_both(view: ConflictView, qtbot: QtBot) -> None:
    view.cards[0].choose("both")
    view.cards[1].choose("mine")
    text = answer(view, qtbot)
    assert "very late" in text
    assert "never late" in text


def test_all_theirs(view: ConflictView, qtbot: QtBot) -> None:
    view.theirs_button.click()
    assert answer(view, qtbot) == THEIRS


def test_keys_decide_and_lead_on(view: ConflictView, qtbot: QtBot) -> None:
    qtbot.keyClick(view.cards[0].radios["mine"], Qt.Key.Key_2)
    assert view.cards[0].choice == "theirs"
    qtbot.keyClick(view.cards[1].radios["mine"], Qt.Key.Key_1)
    assert view.cards[1].choice == "mine"
    assert view.use_button.isEnabled()


def test_deciding_later_changes_nothing(view: ConflictView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.postponed) as postponed:
        view.later_button.click()
    assert postponed.args == [ID]


def test_markup_in_the_story_is_only_text(qtbot: QtBot) -> None:
    mine, theirs = "<b>One</b> & mine\n", "<b>One</b> & theirs\n"
    made = ConflictView(conflict_of("<b>One</b> & base\n", mine, theirs), "One", LIGHT)
    qtbot.addWidget(made)
    assert "&lt;b&gt;One&lt;/b&gt; &amp; <u" in made.cards[0].texts[0].text()


def test_a_deleted_file_is_said(qtbot: QtBot) -> None:
    made = ConflictView(conflict_of("A.\n", "A. B.\n", ""), "One", LIGHT)
    qtbot.addWidget(made)
    assert "deleted" in made.sentence.text()


def test_a_view_that_another_page_takes_the_place_of_asks_again(qtbot: QtBot) -> None:
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    view = ConflictView(conflict_of(BASE, MINE, THEIRS), "One", LIGHT)
    stack.addWidget(view)
    stack.addWidget(QWidget())
    stack.show()
    with qtbot.waitSignal(view.postponed) as postponed:
        stack.setCurrentIndex(1)
    assert postponed.args == [ID]


def test_enter_presses_the_button_that_has_the_focus(view: ConflictView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.postponed):
        qtbot.keyClick(view.later_button, Qt.Key.Key_Return)
