from pytestqt.qtbot import QtBot

from studio.app.versions.word_diff import diff_texts
from studio.ui.dialogs.diff_view import DiffView, summary
from studio.ui.theme.token import LIGHT

OLD = "\n\n".join(f"Paragraph {number} stays." for number in range(12)) + "\n"


def shown(qtbot: QtBot, old: str, new: str) -> DiffView:
    view = DiffView(LIGHT)
    qtbot.addWidget(view)
    view.show_blocks(diff_texts(old, new))
    return view


def test_the_paragraphs_next_to_a_change_stay_and_the_rest_is_folded(qtbot: QtBot) -> None:
    text = shown(qtbot, OLD, OLD.replace("6 stays", "6 goes")).toPlainText()
    assert "5 stays" in text
    assert "7 stays" in text
    assert "4 stays" not in text
    assert "⋯ 5 paragraphs the same ⋯" in text


def test_removed_words_are_struck_out_and_added_ones_underlined(qtbot: QtBot) -> None:
    view = shown(qtbot, "The lamp.\n", "The oar.\n")
    cursor = view.textCursor()
    cursor.setPosition(6)
    assert cursor.charFormat().fontStrikeOut()
    cursor.setPosition(10)
    assert cursor.charFormat().fontUnderline()


def test_a_space_that_goes_is_seen(qtbot: QtBot) -> None:
    assert "·" in shown(qtbot, "One,  two.\n", "One, two.\n").toPlainText()


def test_one_goes_from_change_to_change(qtbot: QtBot) -> None:
    view = shown(qtbot, OLD, OLD.replace("2 stays", "2 goes").replace("9 stays", "9 goes"))
    view.next_change()
    first = view.textCursor().position()
    view.next_change()
    assert view.textCursor().position() > first
    view.previous_change()
    assert view.textCursor().position() == first


def test_changes_in_a_few_words() -> None:
    assert summary(diff_texts("a b\n", "a c d\n")) == "1 place changed: 1 word out, 2 in."
    assert summary(diff_texts("a  b\n", "a b\n")) == "1 place changed, and no word."
    assert summary(diff_texts("a\n", "a\n")) == "The two are the same."
