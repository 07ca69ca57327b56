import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio.proofing.finding import Category, Finding
from studio.ui.panels.findings import FindingsPanel
from studio.ui.panels.findings_model import FindingModel
from studio.ui.panels.findings_row import FindingBook, group, make_row
from studio.ui.theme.theme import Theme
from tests.helpers.window import finding

TEXTS = {
    "a": "He walks to teh ferry, and teh boat is late.\n\nIt always seem to be late.",
    "b": "She put teh lamp out.",
}
FOUND = {
    "a": (
        finding(TEXTS["a"], "walks", "walked", category=Category.TENSE_SHIFT),
        finding(TEXTS["a"], "teh ferry", "the ferry"),
        finding(TEXTS["a"], "teh boat", "the boat"),
    ),
    "b": (finding(TEXTS["b"], "teh", "the"),),
}


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> FindingsPanel:
    made = FindingsPanel(theme, lambda chapter: (TEXTS[chapter], FOUND[chapter]), lambda chapter: True)
    qtbot.addWidget(made)
    made.set_chapters({"a": "The Ferry", "b": "The Lamp"})
    made.set_chapter("a")
    made.findings_changed("b")
    made.show()
    return made


def listed(model: FindingModel) -> list[tuple[str, list[str]]]:
    return [(str(g.category), [row.marked for row in g.rows]) for g in model.groups]


def test_a_row_knows_the_words_around_it() -> None:
    row = make_row("a", TEXTS["a"], FOUND["a"][2])
    assert (row.marked, row.after) == ("teh boat", " is late.")
    assert row.before.endswith("ferry, and ")


def test_groups_are_ordered_by_their_number() -> None:
    rows = [make_row("a", TEXTS["a"], each) for each in FOUND["a"]]
    assert [g.category for g in group(rows)] == [Category.SPELLING, Category.TENSE_SHIFT]
    assert [g.category for g in group(rows, Category.TENSE_SHIFT)] == [Category.TENSE_SHIFT]


def test_the_book_keeps_the_order_of_the_story() -> None:
    book = FindingBook()
    book.put("b", TEXTS["b"], FOUND["b"])
    book.put("a", TEXTS["a"], FOUND["a"])
    book.keep(["a", "b"])
    assert [row.chapter for row in book.rows()] == ["a", "a", "a", "b"]


def test_the_chapter_is_listed_first(panel: FindingsPanel) -> None:
    assert listed(panel.model) == [("spelling", ["teh ferry", "teh boat"]), ("tense_shift", ["walks"])]
    assert panel.total.text() == "3 findings"


def test_the_story_on_demand(panel: FindingsPanel) -> None:
    panel.story_button.click()
    assert listed(panel.model)[0] == ("spelling", ["teh ferry", "teh boat", "teh"])


def test_one_kind_alone(panel: FindingsPanel) -> None:
    panel.kinds.setCurrentIndex(panel.kinds.findData("tense_shift"))
    panel.kinds.activated.emit(panel.kinds.currentIndex())
    assert listed(panel.model) == [("tense_shift", ["walks"])]


def test_enter_goes_to_the_finding(qtbot: QtBot, panel: FindingsPanel) -> None:
    gone: list[tuple[str, Finding]] = []
    panel.chosen.connect(lambda chapter, found: gone.append((chapter, found)))
    qtbot.keyClick(panel.tree, Qt.Key.Key_Down)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Down)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    assert gone == [("a", FOUND["a"][1])]


def test_escape_goes_back(qtbot: QtBot, panel: FindingsPanel) -> None:
    with qtbot.waitSignal(panel.left, timeout=1000):
        qtbot.keyClick(panel.tree, Qt.Key.Key_Escape)


def test_nothing_found_is_said(panel: FindingsPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FOUND, "a", ())
    panel.findings_changed("a")
    panel.refresh()
    assert panel.empty.isVisible()
    assert panel.total.text() == "0 findings"


def test_a_row_is_read_out(panel: FindingsPanel) -> None:
    index = panel.model.index(0, 0, panel.model.index(1, 0))
    said = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert said.startswith("tense: walks, suggestion walked")


def test_the_chosen_row_stays_chosen(panel: FindingsPanel) -> None:
    index = panel.model.index(1, 0, panel.model.index(0, 0))
    panel.tree.setCurrentIndex(index)
    panel.story_button.click()
    row = panel.model.row_at(panel.tree.currentIndex())
    assert row is not None
    assert row.marked == "teh boat"


def test_nothing_marked_and_nothing_marked_yet(qtbot: QtBot, theme: Theme) -> None:
    read: set[str] = set()
    panel = FindingsPanel(theme, lambda chapter: ("", ()), lambda chapter: chapter in read)
    qtbot.addWidget(panel)
    panel.set_chapters({"a": "The Ferry"})
    panel.set_chapter("a")
    panel.refresh()
    assert panel.empty.text() == "Nothing is marked yet; the reading goes on."
    read.add("a")
    panel.refresh()
    assert panel.empty.text() == "Nothing is marked."


def test_rows_that_only_moved_are_not_drawn_anew(
    qtbot: QtBot, panel: FindingsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    resets: list[None] = []
    panel.model.modelReset.connect(lambda: resets.append(None))
    text = "Once more.\n\n" + TEXTS["a"]
    monkeypatch.setitem(TEXTS, "a", text)
    monkeypatch.setitem(FOUND, "a", tuple(f.shift(12) for f in FOUND["a"]))
    panel.findings_changed("a")
    panel.refresh()
    assert resets == []
    row = panel.model.row_at(panel.model.index(0, 0, panel.model.index(1, 0)))
    assert row is not None
    assert row.finding.span.of(text) == "walks"
    monkeypatch.setitem(FOUND, "a", FOUND["a"][:2])
    panel.findings_changed("a")
    panel.refresh()
    assert len(resets) == 1
    assert panel.total.text() == "2 findings"


def test_while_findings_keep_changing_the_list_waits_but_not_for_ever(
    qtbot: QtBot, panel: FindingsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panel._waiting, "elapsed", lambda: 100)
    panel.findings_changed("a")
    began: list[None] = []
    monkeypatch.setattr(panel._timer, "start", lambda: began.append(None))
    panel.findings_changed("a")
    assert len(began) == 1
    monkeypatch.setattr(panel._waiting, "elapsed", lambda: 1400)
    panel.findings_changed("a")
    assert len(began) == 1


def test_who_comes_with_the_keyboard_stands_on_the_first_finding(qtbot: QtBot, panel: FindingsPanel) -> None:
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.kinds.setFocus()
    panel.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)
    row = panel.model.row_at(panel.tree.currentIndex())
    assert row is not None
    assert row.marked == "teh ferry"
    assert panel.alike_button.isEnabled()
