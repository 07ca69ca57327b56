from collections import Counter

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from studio.ui.action import COMMANDS, ActionBook, key_rows
from studio.ui.start_command import handlers


def test_no_key_has_two_meanings() -> None:
    keys = Counter(QKeySequence(key).toString() for command in COMMANDS for key in command.keys)
    assert not [key for key, count in keys.items() if count > 1]


def test_every_command_has_a_handler() -> None:
    own = {"sidebar", "focus_mode", "outline", "people", "page", "next_part", "previous_part", "quit"}
    assert {command.name for command in COMMANDS} == own | set(handlers(None))  # type: ignore[arg-type]


def test_mnemonics_differ_within_a_menu() -> None:
    for menu, group in {(command.menu, command.group) for command in COMMANDS}:
        words = [c.words for c in COMMANDS if (c.menu, c.group) == (menu, group)]
        words += [] if group else sorted({c.group for c in COMMANDS if c.menu == menu})
        letters = Counter(word[word.index("&") + 1].lower() for word in words if "&" in word)
        assert not [letter for letter, count in letters.items() if count > 1], menu


def test_no_menu_is_a_jumble() -> None:
    """A menu of one screen: lines between what belongs together, the rarer things in submenus."""
    for menu in {command.menu for command in COMMANDS}:
        own = [c for c in COMMANDS if c.menu == menu and not c.group]
        assert len(own) + len({c.group for c in COMMANDS if c.menu == menu} - {""}) <= 15, menu
        run = 0
        for command in own:
            run = 1 if command.gap else run + 1
            assert run <= 6, command.name


def test_submenus_hold_their_commands(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    book = ActionBook(window, {command.name: lambda _on: None for command in COMMANDS})
    view = book.fill(window.menuBar())["View"]
    menus = {a.text(): a.menu() for a in view.actions() if a.menu() is not None}
    assert list(menus) == ["&Colours", "&Go to"]
    assert [a.text() for a in menus["&Go to"].actions()][:2] == ["&Outline", "&Characters"]  # type: ignore[attr-defined]


def test_what_needs_a_story_is_off_without_one(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    book = ActionBook(window, {command.name: lambda _on: None for command in COMMANDS})
    book.set_story_open(False)
    assert not book["save"].isEnabled()
    assert book["open_folder"].isEnabled()


def test_keys_of_a_menu() -> None:
    assert ("F8", "Next finding") in key_rows("Proofreading")
