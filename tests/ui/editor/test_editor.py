from dataclasses import replace

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from studio.model.edit import TextEdit
from studio.proofing.finding import Category
from studio.text.span import Span
from studio.ui.editor.editor import Editor
from tests.helpers.window import finding

TEXT = "Now even a lamp was lit.\n\nHe walks home. Nobody seem to mind teh dark."


def mark_all(editor: Editor) -> None:
    found = [
        finding(TEXT, "Now", "Not", "No", category=Category.REAL_WORD),
        finding(TEXT, "walks", "walked", category=Category.TENSE_SHIFT),
        finding(TEXT, "teh", "the", "ten"),
    ]
    editor.show_chapter("a", TEXT)
    editor.set_findings("a", Span(0, len(TEXT)), found)


def keys(qtbot: QtBot, *pressed: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in pressed:
        target = QApplication.focusWidget()
        assert target is not None
        qtbot.keyClick(target, key, held)


def test_typing_is_told_at_once(qtbot: QtBot, editor: Editor) -> None:
    editor.show_chapter("a", TEXT)
    told: list[tuple[str, TextEdit]] = []
    editor.edited.connect(lambda chapter, edit: told.append((chapter, edit)))
    qtbot.keyClicks(editor.page, "So")
    assert told == [("a", TextEdit(0, 0, "S")), ("a", TextEdit(1, 0, "o"))]


def test_a_replaced_text_is_not_told_back(editor: Editor) -> None:
    editor.show_chapter("a", TEXT)
    told: list[object] = []
    editor.edited.connect(lambda *args: told.append(args))
    editor.replace_text("a", TEXT.replace("lamp", "candle"))
    assert editor.text() == TEXT.replace("lamp", "candle")
    assert not told


def test_a_replaced_text_keeps_the_caret(editor: Editor) -> None:
    editor.show_chapter("a", TEXT)
    editor.go_to(TEXT.index("home"))
    editor.replace_text("a", "First. " + TEXT)
    assert editor.caret() == len("First. ") + TEXT.index("home")


def test_undo_and_place_survive_a_switch_of_chapters(qtbot: QtBot, editor: Editor) -> None:
    editor.show_chapter("a", TEXT)
    editor.go_to(4)
    qtbot.keyClicks(editor.page, "x")
    editor.show_chapter("b", "Another chapter.")
    editor.show_chapter("a", "Now xeven" + TEXT[8:])
    assert editor.caret() == 5
    editor.page.undo()
    assert editor.text() == TEXT


def test_a_sentence_end_begins_an_undo_step(qtbot: QtBot, editor: Editor) -> None:
    editor.show_chapter("a", "")
    qtbot.keyClicks(editor.page, "One. Two")
    editor.page.undo()
    assert editor.text() == "One."


def test_shift_enter_is_a_paragraph(qtbot: QtBot, editor: Editor) -> None:
    editor.show_chapter("a", "")
    keys(qtbot, Qt.Key.Key_Return, held=Qt.KeyboardModifier.ShiftModifier)
    assert editor.text() == "\n"


def test_enter_on_an_empty_paragraph_makes_another(qtbot: QtBot, editor: Editor) -> None:
    editor.show_chapter("a", "")
    keys(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert editor.text() == "\n\n\n"
    formats = {editor.page.document().findBlockByNumber(i).blockFormat().lineHeight() for i in range(4)}
    assert len(formats) == 1


def test_the_clipboard_gets_plain_text(qtbot: QtBot, editor: Editor) -> None:
    editor.show_chapter("a", "so *late*")
    editor.select(Span(3, 9))
    qtbot.keySequence(editor.page, QKeySequence.StandardKey.Copy)
    data = QApplication.clipboard().mimeData()
    assert (data.text(), data.hasHtml()) == ("*late*", False)


def test_next_finding_opens_its_card(editor: Editor) -> None:
    mark_all(editor)
    editor.show_next()
    assert editor.card.isVisible()
    assert editor.card.accessibleName() == "wrong word: Now, suggestion Not"
    editor.show_next()
    assert editor.card.kind.text() == "Tense"
    editor.show_next(forward=False)
    assert editor.card.kind.text() == "Wrong word"


def test_enter_takes_the_first_fix_in_one_undo_step(qtbot: QtBot, editor: Editor) -> None:
    mark_all(editor)
    editor.show_next()
    keys(qtbot, Qt.Key.Key_Return)
    assert editor.text().startswith("Not even")
    assert not editor.card.isVisible()
    assert editor.page.hasFocus()
    editor.page.undo()
    assert editor.text() == TEXT


def test_a_digit_takes_that_fix(qtbot: QtBot, editor: Editor) -> None:
    mark_all(editor)
    editor.show_next()
    keys(qtbot, Qt.Key.Key_2)
    assert editor.text().startswith("No even")


def test_a_fix_moves_the_other_marks(qtbot: QtBot, editor: Editor) -> None:
    mark_all(editor)
    editor.go_to(TEXT.index("walks"))
    editor.show_next()
    keys(qtbot, Qt.Key.Key_1)
    assert [mark.span.of(editor.text()) for mark in editor.marks()] == ["Now", "teh"]


def test_ignoring_here_and_everywhere(qtbot: QtBot, editor: Editor) -> None:
    mark_all(editor)
    told: list[bool] = []
    editor.ignore_chosen.connect(lambda _chapter, _mark, everywhere: told.append(everywhere))
    editor.show_next()
    keys(qtbot, Qt.Key.Key_I)
    editor.show_next()
    keys(qtbot, Qt.Key.Key_I, held=Qt.KeyboardModifier.ShiftModifier)
    assert told == [False, True]


def test_only_spellings_can_be_added(qtbot: QtBot, editor: Editor) -> None:
    mark_all(editor)
    added: list[str] = []
    editor.word_chosen.connect(lambda _chapter, mark: added.append(mark.span.of(TEXT)))
    editor.show_next()
    keys(qtbot, Qt.Key.Key_A)
    editor.go_to(TEXT.index("teh"))
    editor.open_card_here()
    keys(qtbot, Qt.Key.Key_A)
    assert added == ["teh"]


def test_escape_goes_back_to_the_page(qtbot: QtBot, editor: Editor) -> None:
    mark_all(editor)
    editor.show_next()
    keys(qtbot, Qt.Key.Key_Escape)
    assert editor.page.hasFocus()
    assert not editor.card.isVisible()


def test_the_card_never_covers_the_marked_line(editor: Editor) -> None:
    mark_all(editor)
    for offset in (0, TEXT.index("walks"), TEXT.index("teh")):
        editor.go_to(offset)
        editor.open_card_here()
        mark = editor.card.mark
        assert mark is not None
        rect = editor.page.rect_of(mark.span)
        rect.moveTo(editor.page.viewport().mapTo(editor, rect.topLeft()))
        assert not editor.card.geometry().intersects(rect)


def test_a_click_on_a_mark_opens_its_card(qtbot: QtBot, editor: Editor) -> None:
    mark_all(editor)
    at = editor.page.rect_of(Span(TEXT.index("teh") + 1, TEXT.index("teh") + 1)).center()
    qtbot.mouseClick(editor.page.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert editor.card.isVisible()


def test_without_findings_it_says_so(editor: Editor) -> None:
    editor.show_chapter("a", TEXT)
    said: list[str] = []
    editor.said.connect(said.append)
    assert editor.show_next() is None
    editor.open_card_here()
    assert said == ["Nothing is marked in this chapter.", "Nothing is marked here."]


def test_no_mark_under_the_word_being_typed(qtbot: QtBot, editor: Editor) -> None:
    editor.show_chapter("a", "He wa home.")
    editor.go_to(5)
    qtbot.keyClicks(editor.page, "s")
    assert editor.page.art.quiet == Span(3, 6)
    editor.go_to(0)
    assert editor.page.art.quiet is None


def test_the_same_finding_again_keeps_the_card(editor: Editor) -> None:
    mark_all(editor)
    editor.show_next()
    editor.set_findings("a", Span(0, 24), [finding(TEXT, "Now", "Not", "No", category=Category.REAL_WORD)])
    assert editor.card.isVisible()
    editor.set_findings("a", Span(0, 24), [])
    assert not editor.card.isVisible()


def test_words_are_counted_as_one_types(qtbot: QtBot, editor: Editor) -> None:
    editor.show_chapter("a", "One two.")
    editor.go_to(8)
    qtbot.keyClicks(editor.page, " Three four.")
    assert (editor.words(), editor.growth) == (4, 2)
    editor.select(Span(0, 7))
    assert editor.words_selected() == 2


def test_changes_from_elsewhere_are_not_the_writers_words(editor: Editor) -> None:
    editor.show_chapter("a", "One two.")
    editor.replace_text("a", "One two three.")
    assert (editor.words(), editor.growth) == (3, 0)


def test_a_renamed_chapter_stays_on_the_page(editor: Editor) -> None:
    editor.show_chapter("a", TEXT)
    editor.rename_chapter("a", "b")
    assert (editor.chapter_id, editor.text()) == ("b", TEXT)


def test_a_page_that_can_only_be_read_stays_as_it_is(editor: Editor) -> None:
    mark_all(editor)
    said: list[str] = []
    editor.said.connect(said.append)
    editor.page.setReadOnly(True)
    editor.apply([TextEdit(0, 3, "Not")])
    mark = editor.show_next()
    assert mark is not None
    editor.apply_fix(mark, "walked")
    assert editor.text() == TEXT
    assert said == ["The story can only be read here, so nothing was changed."] * 2


def test_going_somewhere_can_leave_the_focus(editor: Editor) -> None:
    editor.show_chapter("a", TEXT)
    editor.page.clearFocus()
    editor.go_to(TEXT.index("home"), 4, focus=False)
    assert editor.selection().of(TEXT) == "home"
    assert not editor.page.hasFocus()


def test_another_look_counts_at_once_and_keeps_the_place(qtbot: QtBot, editor: Editor) -> None:
    editor.show_chapter("b", "Another chapter.")
    editor.show_chapter("a", TEXT)
    editor.go_to(TEXT.index("home"), 4)
    look = replace(editor.page.look, leading=2.0, measure=50)
    editor.set_look(look)
    assert editor.page.document().firstBlock().blockFormat() == look.block_format(indented=False)
    assert editor.selection().of(TEXT) == "home"
    editor.show_chapter("b", "Another chapter.")
    assert editor.page.document().firstBlock().blockFormat() == look.block_format(indented=False)


def test_the_card_goes_when_one_works_elsewhere(qtbot: QtBot, editor: Editor) -> None:
    mark_all(editor)
    field = QLineEdit(editor)
    field.show()
    editor.show_next()
    field.setFocus()
    assert not editor.card.isVisible()
    assert field.hasFocus()


def test_the_card_stays_at_its_words_when_the_page_gets_narrow(qtbot: QtBot, editor: Editor) -> None:
    mark_all(editor)
    editor.show_next()
    editor.resize(500, 600)
    assert editor.card.isVisible()
    assert editor.rect().contains(editor.card.geometry())


def test_nothing_is_marked_is_not_said_too_early(editor: Editor) -> None:
    editor.show_chapter("a", TEXT)
    said: list[str] = []
    editor.said.connect(said.append)
    editor.is_read = lambda _chapter: False
    editor.show_next()
    editor.is_read = lambda _chapter: True
    editor.show_next()
    assert ["yet" in sentence for sentence in said] == [True, False]


def test_the_title_stands_above_the_text_and_not_in_it(editor: Editor) -> None:
    editor.show_chapter("a", TEXT)
    above = QRect(0, 0, editor.page.viewport().width(), editor.page.cursorRect().top())
    bare = editor.page.viewport().grab(above).toImage()
    editor.set_title("The Ferry")
    assert editor.page.viewport().grab(above).toImage() != bare
    assert editor.text() == TEXT


def test_a_heading_in_the_text_is_title_enough(editor: Editor) -> None:
    editor.show_chapter("a", "# One\n\n" + TEXT)
    bare = editor.page.viewport().grab().toImage()
    editor.set_title("The Ferry")
    assert editor.page.viewport().grab().toImage() == bare


def test_the_first_line_comes_with_the_title_above_it(qtbot: QtBot, editor: Editor) -> None:
    editor.show_chapter("a", TEXT + "\n\nMore." * 200)
    editor.go_to(len(editor.text()))
    assert editor.page.verticalScrollBar().value() > 0
    qtbot.keyClick(editor.page, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert editor.page.verticalScrollBar().value() == 0


def test_another_look_keeps_the_line_where_the_eye_rests(editor: Editor) -> None:
    editor.show_chapter("a", "\n\n".join([TEXT] * 60))
    editor.go_to(len(editor.text()) // 2)
    before = editor.page.cursorRect().top()
    editor.set_look(replace(editor.page.look, leading=2.0))
    assert abs(editor.page.cursorRect().top() - before) <= 2


def test_pages_not_shown_for_long_let_go_of_their_lines(editor: Editor) -> None:
    long = "The ferry came in at dusk.\n\n" * 1_200
    for name in "abcd":
        editor.show_chapter(name, long + name)
    resting = [name for name in "abcd" if editor._open[name].document.resting]
    assert resting == ["a", "b"]
    editor.replace_text("a", long + "another end")
    assert editor._open["a"].document.text.endswith("another end")
    assert not editor._open["d"].document.resting
    editor.show_chapter("b", long + "b")
    assert not editor._open["b"].document.resting
    assert editor.page.document().findBlockByNumber(0).layout().lineCount() == 1
