from pytestqt.qtbot import QtBot

from studio.app.session.session_fact import Recovery
from studio.model.chapter import ChapterId
from studio.ui.dialogs.recovery_dialog import RecoveryDialog
from studio.ui.theme.token import LIGHT
from tests.helpers.runner import ImmediateRunner

ID = ChapterId("chapters/One.md")


def dialog(qtbot: QtBot, *, applied: bool) -> RecoveryDialog:
    recovery = Recovery(ID, "It began.\n", "It began late.\n", applied)
    made = RecoveryDialog(recovery, "One", ImmediateRunner(), LIGHT)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_typing_is_shown_word_by_word(qtbot: QtBot) -> None:
    made = dialog(qtbot, applied=True)
    assert made.state.text() == "1 place changed: 1 word added."
    assert made.diff.toPlainText() == "It began late.\n"
    with qtbot.waitSignal(made.file_wanted):
        made.file_button.click()
    assert not made.isVisible()


def test_typing_before_a_newer_file_is_brought_back_when_asked(qtbot: QtBot) -> None:
    made = dialog(qtbot, applied=False)
    assert "nothing was put into it" in made.sentence.text()
    with qtbot.waitSignal(made.typing_wanted):
        made.typing_button.click()
