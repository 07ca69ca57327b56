from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from studio.app.checking.proofing_service import ChapterFindings
from studio.app.session.autosave import AutosaveTiming
from studio.app.session.session_fact import ChapterReplaced
from studio.model.chapter import ChapterId
from studio.model.problem import Problem
from studio.proofing.message import EngineState
from studio.text.span import Span
from studio.ui.start import Program
from studio.ui.window.main_window_notice import Answer
from tests.helpers.window import finding

Open = Callable[[dict[str, str]], Program]
TEXT = "The ferry was late.\n\nNobody minded teh dark."


@pytest.fixture
def program(open_story: Open) -> Program:
    return open_story({"One": TEXT, "Two": "A second chapter of six words."})


def trigger(program: Program, name: str) -> None:
    program.window.actions_[name].trigger()


def file_of(program: Program, title: str) -> Path:
    project = program.services.session.project
    assert project is not None
    return next(chapter.path for chapter in project.chapters if chapter.title == title)


def test_the_first_chapter_is_on_the_page(program: Program) -> None:
    assert program.window.editor.text() == TEXT
    assert program.window.windowTitle().startswith("A Test")
    assert program.window.editor.page.hasFocus() or not program.window.isActiveWindow()


def test_what_is_typed_gets_to_disk_and_only_then_is_saved(qtbot: QtBot, program: Program) -> None:
    qtbot.keyClicks(program.window.editor.page, "Now ")
    assert program.window.status.saved.text() == "Saving…"
    trigger(program, "save")
    qtbot.waitUntil(lambda: program.window.status.saved.text() == "Saved", timeout=5000)
    assert file_of(program, "One").read_text("utf-8") == "Now " + TEXT


def test_a_save_that_fails_is_said(program: Program) -> None:
    program.services.session.save_failed.emit(Problem("One", "the disk is full."))
    assert program.window.status.saved.text() == "Not saved: the disk is full."


def test_the_next_chapter_and_back(qtbot: QtBot, program: Program) -> None:
    editor = program.window.editor
    trigger(program, "next_chapter")
    qtbot.waitUntil(lambda: editor.text().startswith("A second"), timeout=5000)
    trigger(program, "previous_chapter")
    qtbot.waitUntil(lambda: editor.text() == TEXT, timeout=5000)


def test_findings_are_marked_and_listed(qtbot: QtBot, program: Program) -> None:
    found = finding(TEXT, "teh", "the")
    program.services.proofing.found.emit(ChapterFindings("chapters/One.md", Span(0, len(TEXT)), (found,)))
    marks = program.window.editor.marks()
    assert [mark.span.of(TEXT) for mark in marks] == ["teh"]


def test_ignoring_is_kept_with_the_story(qtbot: QtBot, program: Program) -> None:
    found = finding(TEXT, "teh", "the")
    program.services.proofing.found.emit(ChapterFindings("chapters/One.md", Span(0, len(TEXT)), (found,)))
    program.window.editor.show_next()
    qtbot.keyClick(program.window.editor.card, Qt.Key.Key_I)
    project = program.services.session.project
    assert project is not None
    assert len(project.settings.ignores) == 1


def test_a_word_can_join_the_story(qtbot: QtBot, program: Program) -> None:
    found = finding(TEXT, "teh", "the")
    program.services.proofing.found.emit(ChapterFindings("chapters/One.md", Span(0, len(TEXT)), (found,)))
    program.window.editor.show_next()
    qtbot.keyClick(program.window.editor.card, Qt.Key.Key_A)
    project = program.services.session.project
    assert project is not None
    assert project.settings.words == ("teh",)


def test_a_change_by_another_program_comes_to_the_page(qtbot: QtBot, program: Program) -> None:
    editor = program.window.editor
    editor.go_to(TEXT.index("Nobody"))
    path = file_of(program, "One")
    path.write_text("Before. " + TEXT, "utf-8")
    program.services.session.check_files({path})
    qtbot.waitUntil(lambda: editor.text().startswith("Before."), timeout=5000)
    assert editor.caret() == len("Before. ") + TEXT.index("Nobody")


def test_a_chapter_that_is_deleted_leaves_the_page(qtbot: QtBot, program: Program) -> None:
    program.services.session.delete_chapter(ChapterId("chapters/One.md"))
    qtbot.waitUntil(lambda: program.window.editor.text().startswith("A second"), timeout=5000)


def test_a_renamed_chapter_stays_with_its_undo_steps(qtbot: QtBot, program: Program) -> None:
    editor = program.window.editor
    qtbot.keyClicks(editor.page, "x")
    program.services.session.rename_chapter(ChapterId("chapters/One.md"), "First")
    qtbot.waitUntil(lambda: editor.chapter_id == "chapters/First.md", timeout=5000)
    trigger(program, "undo")
    assert editor.text() == TEXT


def test_the_sidebar_hides_and_comes_back(program: Program) -> None:
    trigger(program, "sidebar")
    assert not program.window.sidebar.isVisible()
    trigger(program, "sidebar")
    assert program.window.sidebar.isVisible()


def test_only_the_page_and_back(qtbot: QtBot, program: Program) -> None:
    window = program.window
    trigger(program, "focus_mode")
    assert not window.sidebar.isVisible()
    assert not window.status.isVisible()
    assert window.isFullScreen()
    trigger(program, "focus_mode")
    assert window.sidebar.isVisible()
    assert not window.isFullScreen()


def test_the_findings_panel_goes_to_the_text(qtbot: QtBot, program: Program) -> None:
    trigger(program, "findings")
    panel = program.tools.findings_panel()
    assert panel.isVisible()
    found = finding(TEXT, "teh", "the")
    program.services.proofing.found.emit(ChapterFindings("chapters/One.md", Span(0, len(TEXT)), (found,)))
    panel.chosen.emit("chapters/One.md", found)
    assert program.window.editor.card.isVisible()


def test_finding_words(qtbot: QtBot, program: Program) -> None:
    trigger(program, "find")
    bar = program.tools.find_bar()
    bar.query.setText("minded")
    trigger(program, "find_next")
    assert program.window.editor.selection().of(TEXT) == "minded"


def test_emphasis_from_the_menu(program: Program) -> None:
    program.window.editor.select(Span(4, 9))
    trigger(program, "italic")
    assert program.window.editor.text().startswith("The *ferry* was")


def test_an_engine_that_is_off_is_named_with_its_reason(program: Program) -> None:
    program.services.proofing.engines.emit(EngineState("grammar", "failed", "It cannot be reached."))
    off = program.window.status.off
    assert "off" in off.text()
    assert "It cannot be reached." in off.toolTip()


def test_a_problem_is_said_without_a_box(program: Program) -> None:
    program.services.session.problem.emit(Problem("story.toml", "line 3 cannot be read."))
    assert program.window.notices.isVisible()
    assert "line 3" in program.window.notices.sentence.text()
    assert QApplication.activeModalWidget() is None


def test_larger_text_is_kept(qtbot: QtBot, program: Program) -> None:
    before = program.window.editor.page.font().pointSizeF()
    trigger(program, "larger")
    assert program.window.editor.page.font().pointSizeF() == before + 0.5
    qtbot.waitUntil(lambda: program.store.load().settings.text_size == before + 0.5, timeout=5000)


def test_dark_colours_dress_the_page(program: Program) -> None:
    trigger(program, "theme_dark")
    assert program.theme.is_dark
    assert program.window.editor.page.look.colours is program.theme.colours


def test_the_palette_does_what_is_chosen(qtbot: QtBot, program: Program) -> None:
    palette = program.tools.show_palette()
    qtbot.keyClicks(palette.field, "sideb")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert not program.window.sidebar.isVisible()


def test_closing_saves(qtbot: QtBot, program: Program) -> None:
    path = file_of(program, "One")
    qtbot.keyClicks(program.window.editor.page, "Now ")
    program.window.close()
    assert program.saved
    assert path.read_text("utf-8") == "Now " + TEXT


def test_counts_of_chapter_and_story(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: "in the story" in program.window.status.counts.text(), timeout=5000)
    assert program.window.status.counts.text().startswith("8 words  ·  14 in the story")


def test_a_walk_to_a_chapter_not_open_yet_leaves_the_focus(qtbot: QtBot, program: Program) -> None:
    editor = program.window.editor
    trigger(program, "outline")
    before = QApplication.focusWidget()
    assert before is not editor.page
    program.people.go_to.emit("chapters/Two.md", 2, 8)
    qtbot.waitUntil(lambda: editor.text().startswith("A second"), timeout=5000)
    assert editor.selection() == Span(2, 8)
    assert QApplication.focusWidget() is before


def test_the_page_shows_the_title_of_its_chapter(qtbot: QtBot, program: Program) -> None:
    editor = program.window.editor
    assert editor.page.art.title == "One"
    program.services.session.rename_chapter(ChapterId("chapters/One.md"), "First")
    qtbot.waitUntil(lambda: editor.page.art.title == "First", timeout=5000)


def test_dark_colours_darken_the_paper_itself(program: Program) -> None:
    trigger(program, "theme_dark")
    page = program.window.editor.page
    corner = page.viewport().grab().toImage().pixelColor(3, page.viewport().height() - 3)
    assert corner.name() == program.theme.colours.page


def test_other_autosave_times_count_at_once(program: Program) -> None:
    used: list[AutosaveTiming] = []
    program.services.session.use_timing = used.append  # type: ignore[method-assign]
    program.files.change_settings(replace(program.files.settings, autosave_delay=3.0))
    assert used == [AutosaveTiming(3.0, program.files.settings.autosave_interval)]


def test_the_full_screen_is_not_kept_for_the_next_time(program: Program) -> None:
    before = program.window.geometry_text()
    trigger(program, "focus_mode")
    assert program.window.geometry_text() == before


def test_a_worker_that_failed_reads_nothing(program: Program) -> None:
    program.window.status.show_progress("One", 1, 9, 1)
    program.services.proofing.engines.emit(EngineState("worker", "failed", "It ended."))
    assert not program.window.status.checking.isVisible()


def test_the_palette_says_when_nothing_is_called_that(qtbot: QtBot, program: Program) -> None:
    palette = program.tools.show_palette()
    qtbot.keyClicks(palette.field, "zzzz")
    assert palette.nothing.isVisible()
    palette.field.setText("")
    assert not palette.nothing.isVisible()
    assert palette.list.height() % palette.list.sizeHintForRow(0) == 0


def test_a_notice_is_answered_from_the_keyboard(qtbot: QtBot, program: Program) -> None:
    window, done = program.window, list[str]()
    window.notices.tell("Which?", [Answer("Mine", lambda: done.append("mine"))])
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    trigger(program, "next_part")
    answer = QApplication.focusWidget()
    assert answer is not None
    qtbot.keyClick(answer, Qt.Key.Key_Space)
    assert done == ["mine"]
    assert window.editor.page.hasFocus()


def test_back_to_the_findings_that_are_shown(qtbot: QtBot, program: Program) -> None:
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    trigger(program, "to_findings")
    trigger(program, "page")
    trigger(program, "to_findings")
    panel = program.tools.findings_panel()
    assert panel.kinds.hasFocus()  # nothing is listed
    qtbot.keyClick(panel.kinds, Qt.Key.Key_Escape)
    assert program.window.editor.page.hasFocus()


def test_a_closed_story_leaves_no_findings_behind(program: Program) -> None:
    trigger(program, "findings")
    trigger(program, "close_story")
    assert not program.tools.findings_panel().isVisible()


def test_changes_that_went_together_are_told(program: Program) -> None:
    merged = ChapterReplaced(ChapterId("chapters/One.md"), TEXT, TEXT + " More.", "merge")
    program.services.session.chapter_replaced.emit(merged)
    assert program.window.status.said.text().startswith("Another program changed the chapter too")


def test_nothing_happens_on_the_page_while_another_view_is_in_its_place(program: Program) -> None:
    window, words = program.window, "The page is behind this view; answer or close it first."
    found = finding(TEXT, "teh", "the")
    program.services.proofing.found.emit(ChapterFindings("chapters/One.md", Span(0, len(TEXT)), (found,)))
    caret = window.editor.caret()
    view = QLineEdit()
    window.show_view(view)
    for name in ("next_finding", "previous_finding", "card"):
        window.status.say("")
        trigger(program, name)
        assert window.status.said.text() == words
    assert window.editor.caret() == caret
    assert window.centre.currentWidget() is view
    window.drop_view(view)
    trigger(program, "next_finding")
    assert window.editor.caret() == found.span.start
