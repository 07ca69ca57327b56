from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from studio.app.structure.outline_service import DEBOUNCE, OutlineService
from studio.model.edit import TextEdit
from studio.ui.panels.outline_model import MIME, Role
from studio.ui.panels.outline_panel import OutlinePanel
from studio.ui.theme.token import LIGHT
from tests.helpers.story import StoryOnDisk

THREE = "Anna came home.\n\n* * *\n\nBrand left.\n\n* * *\n\nCora slept.\n"
LONG = " ".join(["The rain fell on the quay."] * 60)
GUESSED = f"{LONG}\n\nThe next morning {LONG}\n"
NO_INDEX = QModelIndex()


class Desk(StoryOnDisk):
    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        super().__init__(folder, {"One": THREE, "Two": "Dora sang a song.\n", "Three": GUESSED})
        self.outline = OutlineService(self.session, self.runner, self.scheduler)
        self.panel = OutlinePanel(self.outline, LIGHT)
        qtbot.addWidget(self.panel)
        self.panel.resize(300, 600)
        self.open()
        self.panel.show()
        self.model, self.tree = self.panel.model, self.panel.tree

    def at(self, chapter: int, scene: int | None = None) -> QModelIndex:
        parent = self.model.index(chapter, 0)
        return parent if scene is None else self.model.index(scene, 0, parent)

    def choose(self, chapter: int, scene: int | None = None) -> None:
        self.tree.setCurrentIndex(self.at(chapter, scene))

    def titles(self) -> list[str]:
        return [str(self.at(row).data()) for row in range(self.model.rowCount())]


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Desk:
    return Desk(tmp_path, qtbot)


def test_chapters_show_scenes_where_there_are_several(desk: Desk) -> None:
    assert desk.titles() == ["One", "Two", "Three"]
    assert [desk.model.rowCount(desk.at(row)) for row in range(3)] == [3, 0, 2]
    assert desk.panel.total.text() == "3 chapters · 734 words"


def test_a_guess_is_told_in_words(desk: Desk) -> None:
    index = desk.at(2, 1)
    assert index.data(Role.GUESSED)
    assert str(index.data(Qt.ItemDataRole.AccessibleTextRole)).startswith("Scene, a guess: The next morning")


def test_enter_goes_to_the_scene(desk: Desk, qtbot: QtBot) -> None:
    desk.choose(0, 1)
    with qtbot.waitSignal(desk.panel.go_to) as went:
        qtbot.keyClick(desk.tree, Qt.Key.Key_Return)
    assert went.args == [desk.id("One"), THREE.index("Brand")]


def test_a_click_goes_to_the_chapter(desk: Desk, qtbot: QtBot) -> None:
    where = desk.tree.visualRect(desk.at(1)).center()
    with qtbot.waitSignal(desk.panel.go_to) as went:
        qtbot.mouseClick(desk.tree.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert went.args == [desk.id("Two"), 0]


def test_the_place_of_the_cursor_is_marked(desk: Desk) -> None:
    desk.panel.set_position(desk.id("One"), THREE.index("Cora") + 2)
    marked = [desk.at(0, row).data(Role.CURRENT) for row in range(3)]
    assert marked == [False, False, True]
    assert "you are here" in str(desk.at(0, 2).data(Qt.ItemDataRole.AccessibleTextRole))


def name(desk: Desk, qtbot: QtBot, title: str) -> None:
    editor = desk.tree.findChild(QLineEdit)
    assert editor is not None
    editor.setText(title)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    # The view takes over what was typed only when its event loop turns.
    qtbot.waitUntil(lambda: desk.tree.state() is not desk.tree.State.EditingState)


def test_the_caret_moving_within_a_scene_touches_nothing(desk: Desk) -> None:
    desk.panel.set_position(desk.id("One"), 0)
    told: list[QModelIndex] = []
    desk.model.dataChanged.connect(lambda first, _last, _roles: told.append(first))
    desk.panel.set_position(desk.id("One"), 5)
    assert told == []
    desk.panel.set_position(desk.id("Two"), 0)
    assert desk.at(1).data(Role.CURRENT)
    assert not desk.at(0).data(Role.CURRENT)


def rename(desk: Desk, qtbot: QtBot, title: str) -> None:
    qtbot.keyClick(desk.tree, Qt.Key.Key_F2)
    name(desk, qtbot, title)


def test_f2_renames_a_chapter(desk: Desk, qtbot: QtBot) -> None:
    desk.choose(1)
    rename(desk, qtbot, "The Song")
    assert desk.titles() == ["One", "The Song", "Three"]
    assert desk.on_disk("The Song") == "Dora sang a song.\n"
    assert desk.tree.currentIndex().data() == "The Song"


def test_f2_renames_a_scene(desk: Desk, qtbot: QtBot) -> None:
    desk.choose(0, 1)
    rename(desk, qtbot, "The Gate")
    assert desk.text("One") == THREE.replace("Brand left.", "## The Gate\n\nBrand left.")
    assert desk.at(0, 1).data() == "The Gate"


def test_an_empty_name_changes_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.choose(1)
    rename(desk, qtbot, "   ")
    assert desk.titles()[1] == "Two"


def test_alt_down_moves_a_chapter_and_keeps_it_chosen(desk: Desk, qtbot: QtBot) -> None:
    desk.choose(0)
    qtbot.keyClick(desk.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert desk.titles() == ["Two", "One", "Three"]
    assert desk.tree.currentIndex().data() == "One"


def test_alt_up_moves_a_scene_and_keeps_it_chosen(desk: Desk, qtbot: QtBot) -> None:
    desk.choose(0, 2)
    qtbot.keyClick(desk.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [desk.at(0, row).data() for row in range(3)] == ["Anna came home.", "Cora slept.", "Brand left."]
    assert desk.tree.currentIndex().data() == "Cora slept."


def test_delete_says_where_the_chapter_went_and_ctrl_z_brings_it_back(desk: Desk, qtbot: QtBot) -> None:
    desk.choose(1)
    qtbot.keyClick(desk.tree, Qt.Key.Key_Delete)
    assert desk.titles() == ["One", "Three"]
    assert desk.panel.notice.text() == "“Two” is in the story's trash."
    qtbot.keyClick(desk.tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.titles() == ["One", "Two", "Three"]
    assert desk.on_disk("Two") == "Dora sang a song.\n"


def test_ctrl_z_in_the_outline_is_not_the_windows(desk: Desk, qtbot: QtBot) -> None:
    pressed: list[bool] = []
    action = QAction("Undo", desk.panel)
    action.setShortcut("Ctrl+Z")
    action.triggered.connect(pressed.append)
    desk.panel.addAction(action)
    desk.panel.activateWindow()
    desk.tree.setFocus()
    qtbot.waitUntil(desk.tree.hasFocus)
    desk.choose(1)
    qtbot.keyClick(desk.tree, Qt.Key.Key_Delete)
    qtbot.keyClick(desk.tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pressed == []
    assert desk.titles() == ["One", "Two", "Three"]


def test_redo(desk: Desk, qtbot: QtBot) -> None:
    desk.choose(1)
    qtbot.keyClick(desk.tree, Qt.Key.Key_Delete)
    qtbot.keyClick(desk.tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(desk.tree, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert desk.titles() == ["One", "Three"]


def test_a_new_chapter_is_named_at_once(desk: Desk, qtbot: QtBot) -> None:
    desk.choose(0)
    desk.panel.add_chapter()
    name(desk, qtbot, "Between")
    assert desk.titles() == ["One", "Between", "Two", "Three"]


def test_a_new_scene_is_gone_to(desk: Desk, qtbot: QtBot) -> None:
    desk.choose(0, 0)
    with qtbot.waitSignal(desk.panel.go_to) as went:
        desk.panel.add_scene()
    assert went.args == [desk.id("One"), THREE.index("Brand")]
    assert desk.text("One").startswith("Anna came home.\n\n* * *\n\n\n\n* * *\n\nBrand")


def drop(desk: Desk, source: QModelIndex, row: int, parent: QModelIndex = NO_INDEX) -> bool:
    data, move = desk.model.mimeData([source]), Qt.DropAction.MoveAction
    assert data.hasFormat(MIME)
    can = desk.model.canDropMimeData(data, move, row, 0, parent)
    desk.model.dropMimeData(data, move, row, 0, parent)
    return can


def test_chapters_are_dragged(desk: Desk) -> None:
    assert drop(desk, desk.at(0), 2)
    assert desk.titles() == ["Two", "One", "Three"]


def test_scenes_are_dragged_within_and_between_chapters(desk: Desk) -> None:
    assert drop(desk, desk.at(0, 0), 3, desk.at(0))
    assert [desk.at(0, row).data() for row in range(3)] == ["Brand left.", "Cora slept.", "Anna came home."]
    assert drop(desk, desk.at(0, 0), -1, desk.at(1))
    assert desk.text("Two") == "Dora sang a song.\n\n* * *\n\nBrand left.\n"


def test_a_chapter_dropped_on_another_takes_its_place(desk: Desk) -> None:
    assert drop(desk, desk.at(0), -1, desk.at(2))
    assert desk.titles() == ["Two", "Three", "One"]
    assert drop(desk, desk.at(2), 1, desk.at(0))
    assert desk.titles() == ["One", "Two", "Three"]


def test_a_scene_dropped_between_chapters_ends_the_one_above(desk: Desk) -> None:
    assert drop(desk, desk.at(0, 0), 2)
    assert desk.text("Two") == "Dora sang a song.\n\n* * *\n\nAnna came home.\n"


def test_what_stays_where_it_is(desk: Desk) -> None:
    assert not drop(desk, desk.at(0), 0)
    assert not drop(desk, desk.at(0), 1)
    assert not drop(desk, desk.at(0, 1), 2, desk.at(0))
    assert not drop(desk, desk.at(0, 2), 1)
    assert desk.titles() == ["One", "Two", "Three"]


def test_the_line_shows_where_it_lands(desk: Desk) -> None:
    row = desk.tree.visualRect(desk.at(1))
    above = desk.tree._landing_line(row.topLeft() + QPoint(10, 1))
    assert (above.top(), above.height()) == (row.top(), 0)
    on = desk.tree._landing_line(row.center())
    assert on.height() == row.height()
    beyond = desk.tree._landing_line(QPoint(20, desk.tree.viewport().height() - 2))
    assert beyond.height() == 0
    desk.tree._set_hint(above)
    assert not desk.tree.grab().isNull()


def test_counts_follow_the_writing(desk: Desk) -> None:
    desk.session.open_chapter(desk.id("Two"), lambda _: None)
    desk.session.edited(desk.id("Two"), TextEdit(0, 0, "One more. \n\n* * *\n\n"))
    desk.scheduler.advance(DEBOUNCE)
    assert desk.at(1).data(Role.WORDS) == 6
    assert desk.model.rowCount(desk.at(1)) == 2


def test_a_closed_chapter_stays_closed(desk: Desk, qtbot: QtBot) -> None:
    desk.tree.collapse(desk.at(0))
    desk.choose(1)
    qtbot.keyClick(desk.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert not desk.tree.isExpanded(desk.at(0))


def test_every_row_paints(desk: Desk) -> None:
    desk.panel.set_position(desk.id("One"), 0)
    QApplication.sendEvent(desk.tree, QEvent(QEvent.Type.FocusIn))
    assert not desk.panel.grab().isNull()


def test_a_row_is_painted_to_the_edge(desk: Desk, qtbot: QtBot) -> None:
    painted: list[int] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QPaintEvent):
                painted.append(event.rect().left())
            return False

    watch = Watch()
    qtbot.waitExposed(desk.panel)
    desk.tree.viewport().installEventFilter(watch)
    desk.tree.update(desk.at(0, 1))
    qtbot.waitUntil(lambda: 0 in painted)
