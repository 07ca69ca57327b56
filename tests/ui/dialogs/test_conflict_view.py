from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from studio.app.session.session_fact import Conflict, MarksFound, SecondVersion
from studio.model.chapter import ChapterId
from studio.storage.chapter_file import ChapterText
from studio.storage.conflict_copy import ConflictCopy
from studio.storage.conflict_mark import read_marks
from studio.storage.merge import compare, merge
from studio.ui.dialogs.comparison import KEEP_AS_CHAPTER, of_conflict, of_copy, of_marks
from studio.ui.dialogs.conflict_view import ConflictView
from studio.ui.dialogs.hunk_card import beginning, ending
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
    made = ConflictView(of_conflict(conflict_of(BASE, MINE, THEIRS), "One"), LIGHT)
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
    made = ConflictView(of_conflict(conflict_of("<b>One</b> & base\n", mine, theirs), "One"), LIGHT)
    qtbot.addWidget(made)
    assert "&lt;b&gt;One&lt;/b&gt; &amp; <u" in made.cards[0].texts[0].text()


def test_a_deleted_file_is_said(qtbot: QtBot) -> None:
    made = ConflictView(of_conflict(conflict_of("A.\n", "A. B.\n", ""), "One"), LIGHT)
    qtbot.addWidget(made)
    assert "deleted" in made.sentence.text()


def test_a_view_that_another_page_takes_the_place_of_asks_again(qtbot: QtBot) -> None:
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    view = ConflictView(of_conflict(conflict_of(BASE, MINE, THEIRS), "One"), LIGHT)
    stack.addWidget(view)
    stack.addWidget(QWidget())
    stack.show()
    with qtbot.waitSignal(view.postponed) as postponed:
        stack.setCurrentIndex(1)
    assert postponed.args == [ID]


def test_enter_presses_the_button_that_has_the_focus(view: ConflictView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.postponed):
        qtbot.keyClick(view.later_button, Qt.Key.Key_Return)


def test_what_stands_around_a_place_is_shown(view: ConflictView) -> None:
    shown = [each.text() for each in view.cards[1].findChildren(QLabel) if each.property("role") == "context"]
    assert shown == ["Nobody came at all."]


def test_long_surroundings_are_cut_at_words() -> None:
    text = "word " * 100 + "end"
    assert ending(text).startswith("… word")
    assert ending(text).endswith("word end")
    assert beginning(text).endswith("word …")
    assert beginning("Short.\n") == ending("\nShort.") == "Short."


def test_own_words_take_the_place_of_both(view: ConflictView, qtbot: QtBot) -> None:
    view.cards[0].edit("The ferry was late, as ever.")
    view.cards[1].choose("theirs")
    assert answer(view, qtbot) == (
        "The ferry was late, as ever.\n\nNobody came at all.\n\nThe bell rang once.\n"
    )


def test_editing_begins_with_both_versions(view: ConflictView, qtbot: QtBot) -> None:
    qtbot.keyClick(view.cards[0].radios["mine"], Qt.Key.Key_4)
    assert view.cards[0].editor.isVisible()
    assert view.cards[0].editor.toPlainText() == "The ferry was very late.\nThe ferry was never late."
    view.cards[0].editor.setPlainText("")
    view.cards[1].choose("mine")
    assert answer(view, qtbot) == "\nNobody came at all.\n\nThe bell rang three times.\n"


def test_the_chosen_side_is_marked_by_more_than_colour(view: ConflictView) -> None:
    view.cards[0].choose("theirs")
    heads = [side.findChildren(QLabel)[0].text() for side in view.cards[0].sides]
    assert heads == ["In this window (mine)", "In the file (theirs) ✓"]


def second_version(mine: str, theirs: str) -> SecondVersion:
    copy = ConflictCopy(Path("One (x).md"), Path("One.md"), "Dropbox", "Ann", datetime(2026, 3, 1))
    return SecondVersion(ID, copy, mine, ChapterText(theirs), compare(mine, theirs))


def test_a_copy_says_where_it_comes_from_and_may_stay(qtbot: QtBot) -> None:
    comparison = of_copy(second_version(MINE, THEIRS), "One", datetime(2026, 3, 2))
    made = ConflictView(comparison, LIGHT)
    qtbot.addWidget(made)
    assert made.sentence.text().startswith("Dropbox left it here (Ann, yesterday). 3 places need")
    with qtbot.waitSignal(made.chosen) as chosen:
        made.other_buttons[KEEP_AS_CHAPTER].click()
    assert chosen.args == [ID, KEEP_AS_CHAPTER]


def test_a_copy_that_says_the_same_needs_no_decision(qtbot: QtBot) -> None:
    comparison = of_copy(second_version(MINE, MINE), "One", datetime(2026, 3, 2), can_adopt=False)
    made = ConflictView(comparison, LIGHT)
    qtbot.addWidget(made)
    assert made.other_buttons == {}
    assert answer(made, qtbot) == MINE


def test_marks_name_the_branches(qtbot: QtBot) -> None:
    text = "<<<<<<< HEAD\nShe slept.\n=======\nShe ran.\n>>>>>>> second draft\n"
    marked = read_marks(text)
    assert marked is not None
    made = ConflictView(of_marks(MarksFound(ID, text, marked), "One"), LIGHT)
    qtbot.addWidget(made)
    heads = [side.findChildren(QLabel)[0].text() for side in made.cards[0].sides]
    assert heads == ["HEAD (mine)", "second draft (theirs)"]


def test_many_places_are_made_little_by_little_and_all_can_be_answered_at_once(qtbot: QtBot) -> None:
    mine = "".join(f"Paragraph {n} is mine.\n\nCommon {n}.\n\n" for n in range(40))
    comparison = of_copy(second_version(mine, mine.replace("mine", "theirs")), "One", datetime(2026, 3, 2))
    view = ConflictView(comparison, LIGHT)
    qtbot.addWidget(view)
    assert (len(view.cards), view.state.text()) == (12, "40 left to decide")
    view.theirs_button.click()
    with qtbot.waitSignal(view.resolved) as early:
        view.use_button.click()
    assert early.args is not None
    assert early.args[1] == mine.replace("mine", "theirs")
    qtbot.waitUntil(lambda: len(view.cards) == 40)
    assert all(card.choice == "theirs" for card in view.cards)


def test_escape_puts_it_off_unless_something_was_decided(view: ConflictView, qtbot: QtBot) -> None:
    postponed: list[str] = []
    view.postponed.connect(postponed.append)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.cards[0].choose("mine")
    qtbot.keyClick(view.cards[1], Qt.Key.Key_Escape)
    assert postponed == []
    assert view.later_button.hasFocus()
    qtbot.keyClick(view.later_button, Qt.Key.Key_Return)
    assert postponed == [ID]


def test_escape_at_once_puts_it_off(view: ConflictView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.postponed):
        qtbot.keyClick(view.cards[0], Qt.Key.Key_Escape)
