from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio.app.exchange.replace import apply_edits
from studio.model.edit import TextEdit
from studio.text.span import Span
from studio.ui.dialogs.find_bar import FindBar

TEXT = "The boat left. No boat came. Boat after boat."


class Page:
    """A page without a window: what a find bar can do to it, written down."""

    def __init__(self, text: str) -> None:
        self.live = text
        self.chosen = Span(0, 0)
        self.steps = 0
        self.marked: tuple[Span, ...] = ()
        self.focused = False

    def text(self) -> str:
        return self.live

    def selection(self) -> Span:
        return self.chosen

    def select(self, span: Span) -> None:
        self.chosen = span

    def apply(self, edits: Sequence[TextEdit]) -> None:
        self.live = apply_edits(self.live, edits)
        self.steps += 1

    def show_matches(self, spans: Sequence[Span], current: int) -> None:
        self.marked = tuple(spans)

    def focus(self) -> None:
        self.focused = True


@pytest.fixture
def page() -> Page:
    return Page(TEXT)


@pytest.fixture
def bar(qtbot: QtBot, page: Page) -> FindBar:
    made = FindBar(page)
    qtbot.addWidget(made)
    made.open_replace()
    made.query.setText("boat")
    return made


def test_counts_while_one_types(bar: FindBar, page: Page, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bar.count.text() == "4 found")
    assert len(page.marked) == 4


def test_walks_forward_and_round(bar: FindBar, page: Page) -> None:
    starts = []
    for _ in range(5):
        bar.find_next()
        starts.append(page.chosen.start)
    assert starts == [4, 18, 29, 40, 4]
    assert bar.count.text() == "1 of 4"


def test_walks_backward_and_round(bar: FindBar, page: Page) -> None:
    bar.find_previous()
    assert page.chosen.start == 40


def test_enter_and_shift_enter_walk(bar: FindBar, page: Page, qtbot: QtBot) -> None:
    qtbot.keyClick(bar.query, Qt.Key.Key_Return)
    qtbot.keyClick(bar.query, Qt.Key.Key_Return)
    qtbot.keyClick(bar.query, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert page.chosen.start == 4


def test_replaces_all_in_one_step(bar: FindBar, page: Page) -> None:
    bar.replacement.setText("skiff")
    bar.replace_all()
    assert page.live == "The skiff left. No skiff came. Skiff after skiff."
    assert page.steps == 1
    assert bar.count.text() == "4 replaced"


def test_replaces_one_and_goes_on(bar: FindBar, page: Page) -> None:
    bar.replacement.setText("skiff")
    bar.find_next()
    bar.replace_one()
    assert page.live.startswith("The skiff left. No boat")
    assert page.chosen.of(page.live) == "boat"


def test_replacement_that_holds_the_query_moves_on(bar: FindBar, page: Page) -> None:
    bar.replacement.setText("boat boat")
    bar.find_next()
    bar.replace_one()
    assert page.chosen == Span(23, 27)


def test_says_when_nothing_is_found(bar: FindBar, page: Page) -> None:
    bar.query.setText("galleon")
    bar.find_next()
    assert bar.count.text() == "Not found"
    assert not bar.all_button.isEnabled()


def test_escape_closes_and_clears(bar: FindBar, page: Page, qtbot: QtBot) -> None:
    qtbot.keyClick(bar.query, Qt.Key.Key_Escape)
    assert (bar.isVisible(), page.marked, page.focused) == (False, (), True)


def test_opens_on_the_selection(bar: FindBar, page: Page) -> None:
    page.chosen = Span(9, 13)
    bar.open_find()
    assert bar.query.text() == "left"
    assert not bar.replacement.isVisible()


def test_options_count(bar: FindBar, page: Page) -> None:
    bar.match_case.setChecked(True)
    assert bar.count.text() == "3 found"
    bar.query.setText("boa")
    bar.whole_word.setChecked(True)
    assert bar.count.text() == "Not found"


def test_everything_has_a_name(bar: FindBar) -> None:
    fields = (bar.query, bar.replacement, bar.next_button, bar.previous_button, bar.close_button)
    assert all(field.accessibleName() for field in fields)


def test_a_narrow_bar_gives_the_options_a_line_of_their_own(qtbot: QtBot) -> None:
    bar = FindBar(Page(TEXT))
    qtbot.addWidget(bar)
    bar.open_find()
    bar.resize(1000, 60)
    beside = bar.exact.mapTo(bar, bar.exact.rect().topLeft()).y()
    bar.resize(500, 100)
    bar.layout().activate()
    assert bar.exact.mapTo(bar, bar.exact.rect().topLeft()).y() > beside
    assert bar.exact.width() >= bar.exact.sizeHint().width()
